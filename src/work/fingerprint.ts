import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { sha256 } from '../files/file-hash.ts';
import { IS_PACKAGE, PROGRAM_FOLDER, programVersionNumber } from '../files/program-folder.ts';
import type { PackStore } from '../report/packs.ts';
import type { InputRecord } from './unit-record.ts';

/** Known where the program was put together (bin/bundle.js), of the very source it was made of. */
declare const PROGRAM_FINGERPRINT: string | undefined;

/** What makes two runs of the program the same. */
export interface ProgramVersion {
  readonly version: string;
  /** Hash of the source and of the exact versions of all packages: a change of code always counts. */
  readonly fingerprint: string;
}

/**
 * The version of the program at hand. The hash covers `src/` and `package-lock.json`, so that a report is made anew
 * after every change of the program, whether somebody raised the version number or not; of an installed package, whose
 * packages are named exactly, what was built and `package.json`.
 */
export async function programVersion(): Promise<ProgramVersion> {
  if (typeof PROGRAM_FINGERPRINT === 'string')
    return { version: programVersionNumber(), fingerprint: PROGRAM_FINGERPRINT };
  const sources = await glob(IS_PACKAGE ? 'dist/*.js' : 'src/**/*.ts', { cwd: PROGRAM_FOLDER });
  // One after the other, at once: for hundreds of small files, waiting for each costs more than reading it.
  const parts = [...sources.sort(), IS_PACKAGE ? 'package.json' : 'package-lock.json'].map((file) => [
    file,
    sha256(readFileSync(join(PROGRAM_FOLDER, file))),
  ]);
  return {
    version: programVersionNumber(),
    fingerprint: sha256(parts.flat().join('\n')),
  };
}

/**
 * The options of a run that change the text or the data of a report. What is off is left out, so that a new option makes no
 * earlier report stale.
 */
export function textOptions(options: { readonly redact: boolean; readonly attachesData?: boolean }): unknown {
  const { redact, attachesData = false } = options;
  return { redact, ...(attachesData ? { attachesData } : {}) };
}

/** Makes fingerprints of units; packs and code lists are hashed once. */
export class Fingerprints {
  readonly #packs: PackStore;
  readonly #common: string;
  readonly #ofTemplate = new Map<string, Promise<string | null>>();

  /** `options` are those that change the text of a report. */
  constructor(packs: PackStore, program: ProgramVersion, options: unknown) {
    this.#packs = packs;
    this.#common = sha256(canonical([program.fingerprint, options]));
  }

  /**
   * Hash of everything that decides the text of a report: its input files, the template pack, the code lists, the
   * word lists of the checks, the program and the options. Null when the pack cannot be loaded.
   */
  async of(template: string, inputs: readonly InputRecord[]): Promise<string | null> {
    let ofTemplate = this.#ofTemplate.get(template);
    if (!ofTemplate) {
      ofTemplate = this.#hashTemplate(template);
      this.#ofTemplate.set(template, ofTemplate);
    }
    const pack = await ofTemplate;
    return pack && sha256(canonical([this.#common, pack, inputs]));
  }

  async #hashTemplate(template: string): Promise<string | null> {
    const { value: pack } = await this.#packs.pack(template);
    if (!pack) return null;
    const lists = await this.#packs.classification(pack.settings.classification);
    return sha256(canonical([pack, lists, await this.#packs.checkWords()]));
  }
}

/** JSON in which maps, sets and patterns have their content too. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) => {
    if (part instanceof Map) return [...part];
    if (part instanceof Set) return [...part];
    return part instanceof RegExp ? String(part) : part;
  });
}
