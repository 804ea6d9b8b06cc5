import { stat } from 'node:fs/promises';
import { basename, extname, relative, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { labelOf } from './project-folders.ts';

/** A spreadsheet file to import. */
export interface WorkbookInput {
  readonly path: string;
  readonly label: string;
  /** Path of its unit file below the output folder, without extension. */
  readonly name: string;
}

/** Spreadsheets of every kind: what cannot be read is refused by name, not passed over. */
const SPREADSHEETS = '**/*.{xlsx,xlsm,xltx,xltm,xlsb,xls,et,ett,ods}';
/** What a spreadsheet program leaves beside a workbook that is open. */
const LOCK_FILES = '**/{~$,.~}*';

/** The spreadsheet files that command line arguments mean: files, folders with all below, globs. */
export async function findWorkbooks(
  args: readonly string[],
): Promise<{ readonly inputs: readonly WorkbookInput[]; readonly problems: readonly string[] }> {
  const inputs = new Map<string, WorkbookInput>();
  const problems: string[] = [];
  for (const arg of args) {
    const found = await findOne(arg);
    if (found.length === 0) problems.push(`找不到 ${arg}，或其中没有表格文件（.xlsx）。`);
    for (const input of found) inputs.set(input.path, input);
  }
  return { inputs: [...inputs.values()], problems: [...problems, ...clashes([...inputs.values()])] };
}

async function findOne(arg: string): Promise<WorkbookInput[]> {
  const path = resolve(arg);
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return [inputOf(path, resolve(path, '..'))];
  const options = { absolute: true, ignore: LOCK_FILES, caseSensitiveMatch: false };
  if (found?.isDirectory()) {
    const files = await glob(SPREADSHEETS, { ...options, cwd: path });
    return files.sort().map((file) => inputOf(resolve(file), path));
  }
  if (!isDynamicPattern(arg)) return [];
  const files = await glob(arg.replaceAll('\\', '/'), options);
  return files.sort().map((file) => inputOf(resolve(file), resolve(file, '..')));
}

function inputOf(path: string, root: string): WorkbookInput {
  const name = relative(root, path).slice(0, -extname(path).length).replaceAll('\\', '/');
  return { path, label: labelOf(path), name };
}

/** Two files would become one unit file. */
function clashes(inputs: readonly WorkbookInput[]): string[] {
  const byName = new Map<string, WorkbookInput>();
  return inputs.flatMap((input) => {
    const key = input.name.toLowerCase();
    const other = byName.get(key);
    byName.set(key, input);
    return other
      ? [
          `${other.label} 和 ${input.label} 会写到同一个单位文件（${basename(input.name)}），请改名或分开导入。`,
        ]
      : [];
  });
}
