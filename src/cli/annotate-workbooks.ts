import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { annotatedCopy } from '../form/annotated-copy.ts';
import { isWorkbookFile, WORKBOOK_EXTENSION } from '../form/workbook-file.ts';
import type { Finding } from '../model/finding.ts';
import type { Console } from './console.ts';
import { labelOf } from './project-folders.ts';
import type { UnitInput } from './unit-inputs.ts';

/** Writes copies of the workbooks of a check, with what was found as notes on their cells. */
export class Annotations {
  readonly #folder: string;
  readonly #console: Console;

  /** `folder` is where the copies go, absolute. */
  constructor(folder: string, console: Console) {
    this.#folder = folder;
    this.#console = console;
  }

  /** What a copy would be written over: workbooks of the run themselves. */
  clash(inputs: readonly UnitInput[]): string | null {
    const paths = new Set(inputs.map(({ path }) => resolve(path)));
    const over = inputs.filter((input) => isWorkbookFile(input.path) && paths.has(this.#target(input)));
    if (over.length === 0) return null;
    return `--annotate 的文件夹就是 ${over[0]!.label} 所在的文件夹，副本会盖掉原件；请换一个文件夹。`;
  }

  /** Writes the copy of one workbook; false when it cannot be written. Other files are passed over. */
  async write(input: UnitInput, findings: readonly Finding[]): Promise<boolean> {
    if (!isWorkbookFile(input.path)) return true;
    const bytes = await readFile(input.path).catch(() => null);
    const copy = bytes && (await annotatedCopy(bytes, findings, input.label));
    if (!copy) {
      this.#console.out(`${input.label}：读不出，没有批注副本。`);
      return true;
    }
    const path = this.#target(input);
    const written = await writeOutputFiles([{ path, content: copy }]);
    this.#console.findings(written.findings, new Map());
    if (written.value) this.#console.out(`批注副本：${labelOf(path)}`);
    return written.value !== null;
  }

  #target({ name }: UnitInput): string {
    return resolve(join(this.#folder, `${name}${WORKBOOK_EXTENSION}`));
  }
}
