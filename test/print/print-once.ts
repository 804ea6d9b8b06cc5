import { openPrinter } from '../../src/print/printer.ts';
import { sampleJob } from './sample-document.ts';

/** Prints the sample in a process of its own and writes the PDF to standard output. */
const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 60_000 });
const { value: pdf } = await printer!.print(sampleJob());
await printer!.close();
process.stdout.write(pdf!);
