import { resolve } from 'node:path';
import { approvedFolder, labelOf, templatesFolder } from './project-folders.ts';
import { findUnitInputs, type UnitInput } from './unit-inputs.ts';

interface Folders {
  /** Absolute, as the commands were given them. */
  readonly approved: string;
  readonly templates: string;
}

/**
 * The commands that approve what a review shows, as they are typed where the review was.
 *
 * Example: `npm run approve data/kuerle.yaml`, of a list `npm run approve -- --list 审阅清单.txt`
 */
export class ApproveLines {
  private readonly options: readonly string[];

  constructor({ approved, templates }: Folders) {
    this.options = [
      ...(resolve(approved) === resolve(approvedFolder()) ? [] : ['--approved', labelOf(approved)]),
      ...(resolve(templates) === resolve(templatesFolder()) ? [] : ['--templates', labelOf(templates)]),
    ];
  }

  /** Of one unit, which keeps the name that it has among the others. */
  async of({ label, name }: UnitInput): Promise<string> {
    const { inputs } = await findUnitInputs([label]);
    const options = inputs[0]?.name === name ? this.options : ['--name', name, ...this.options];
    return line([label], options);
  }

  get list(): string {
    return line([], ['--list', '审阅清单.txt', ...this.options]);
  }
}

function line(args: readonly string[], options: readonly string[]): string {
  const behind = options.length === 0 ? [] : ['--', ...options];
  return ['npm', 'run', 'approve', ...[...args, ...behind].map(quoted)].join(' ');
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}_./:@%+=-]+$/u.test(word)
    ? word
    : `"${word.replace(/["\\$`]/g, (mark) => `\\${mark}`)}"`;
}
