import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Outcome } from '../model/finding.ts';

/** What the disk says of a path at which no text can have been kept; whoever writes one there is told why not. */
const NOTHING_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

/** The texts that reviewers have signed, one file for each unit, meant for version control. */
export class ApprovedTexts {
  private readonly folder: string;

  /** `folder`: where they are kept, absolute. */
  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** Path of a unit's approved text, inside the folder whatever the name. */
  pathOf(name: string): string {
    const path = resolve(this.folder, `${name}.txt`);
    if (!path.startsWith(this.folder + sep)) throw new Error(`approved text outside ${this.folder}: ${name}`);
    return path;
  }

  /** The approved text of a unit; null when none was approved. */
  async read(name: string): Promise<string | null> {
    try {
      // Version control on other systems may have changed the line ends.
      return (await readFile(this.pathOf(name), 'utf8')).replaceAll('\r\n', '\n');
    } catch (error) {
      if (NOTHING_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }

  /** Records a text as approved. */
  write(name: string, text: string): Promise<Outcome<readonly string[]>> {
    return writeOutputFiles([{ path: this.pathOf(name), content: text }]);
  }
}
