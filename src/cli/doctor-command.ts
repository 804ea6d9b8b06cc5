import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
export async function doctorCommand(_: { json: boolean }, console: Console): Promise<ExitCode> {
  console.out('');
  return EXIT.ok;
}
