import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { ReportReader } from './report-reader.ts';
import { packs } from './repository-packs.ts';
import { produce, ROOT } from './sample.ts';

/** Samples enough to show every sentence, and invented units of every size and mixture of money. */
const SAMPLES = ['data/kuerle.yaml', 'data/demo/2024.yaml', 'data/demo/2025.yaml'];
const INVENTED = 12;
const SEED = 31;

export interface ReadReport {
  readonly name: string;
  readonly reader: ReportReader;
  readonly production: Production;
}

/** An invented unit, produced in memory; `choices` among the options of its pack. */
export async function produceInvented(
  seed: number,
  number: number,
  choices: Readonly<Record<string, string>> = {},
): Promise<Production> {
  const vocabulary = readFileSync(join(ROOT, 'data', 'generator', 'vocabulary.json'), 'utf8');
  const files = sampleUnit(seed, number, parseVocabulary(vocabulary));
  const read = async (path: string, label: string) => {
    const file = files.find((each) => basename(each.path) === basename(path))!;
    const chosen = file === files[0] && Object.keys(choices).length > 0;
    const text = chosen ? `${file.text}\noptions: ${JSON.stringify(choices)}\n` : file.text;
    return { value: { file: label, text }, findings: [] };
  };
  return produceReport(join('/invented', files[0]!.path), files[0]!.path, packs, read);
}

/** The reports of the sample units and of some invented ones, read back from their text. */
export async function everyReport(): Promise<ReadReport[]> {
  const numbers = Array.from({ length: INVENTED }, (_, index) => index + 1);
  const named: (readonly [string, Promise<Production>])[] = [
    ...SAMPLES.map((file) => [file, produce(file)] as const),
    ...numbers.map((number) => [`invented ${number}`, produceInvented(SEED, number)] as const),
  ];
  return Promise.all(
    named.map(async ([name, produced]) => {
      const production = await produced;
      if (!production.report) throw new Error(`${name} has no report`);
      return { name, production, reader: new ReportReader(production.report.text) };
    }),
  );
}
