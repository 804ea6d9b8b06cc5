import { stat } from 'node:fs/promises';
import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { maskPrivateData } from '../check/privacy.ts';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';
import { addAll } from '../model/add-all.ts';
import { nearest } from '../model/nearest.ts';
import { dataFolder, labelOf, PROJECT_FILE } from './project-folders.ts';

/** A unit file to work on. */
export interface UnitInput {
  readonly path: string;
  /** The path as people see it. */
  readonly label: string;
  /** Where its outputs go, relative to the output folder, without extension: `demo/2025`. */
  readonly name: string;
}

export interface FoundInputs {
  readonly inputs: readonly UnitInput[];
  /** Arguments that lead to no unit file, each with a sentence why. */
  readonly problems: readonly string[];
}

const UNIT_FILE = /\.(ya?ml|xlsx)$/i;
const UNIT_FILES = '**/*.{yaml,yml,xlsx}';
/** What a spreadsheet program leaves beside a workbook that is open. */
const LOCK_FILES = '**/~$*';
/** What a folder's files share, and what the office says to its commands; no units either. */
const DEFAULTS_FILES = `**/{${DEFAULTS_FILE},${PROJECT_FILE}}`;
/** What the program itself keeps below `data/`; none of it is a unit. */
const PROGRAM_DATA = ['classification/**', 'generator/**', 'import/**', 'schema/**'];

/**
 * The unit files that command line arguments mean: files, folders (with all below) and globs, looked for as
 * given, then under `data/`. Outputs mirror the sub-folders below `data/` or below the folder given.
 *
 * With `redact` there is no personal data in what people see of them and in the names of outputs, nor in the problems.
 *
 * Example: `data/demo` → `data/demo/2024.yaml` (name `demo/2024`), `data/demo/2025.yaml` (name `demo/2025`)
 */
export async function findUnitInputs(args: readonly string[], redact = false): Promise<FoundInputs> {
  const inputs = new Map<string, UnitInput>();
  const problems: string[] = [];
  for (const arg of args) {
    const found = await findOne(arg);
    if (found.length === 0) problems.push(await explain(arg));
    for (const input of found) if (!inputs.has(input.path)) inputs.set(input.path, input);
  }
  const shown = redact ? [...inputs.values()].map(redacted) : [...inputs.values()];
  addAll(problems, clashes(shown));
  return { inputs: shown, problems: redact ? problems.map(maskPrivateData) : problems };
}

function redacted({ path, label, name }: UnitInput): UnitInput {
  return { path, label: maskPrivateData(label), name: maskedName(name) };
}

/** The name of outputs without personal data. */
export function maskedName(name: string): string {
  // Not every file system lets a name have a star in it.
  return maskPrivateData(name).replaceAll('*', 'x');
}

async function findOne(arg: string): Promise<UnitInput[]> {
  for (const base of [process.cwd(), dataFolder()]) {
    const path = resolve(base, arg);
    const kind = await kindOf(path);
    if (kind === 'file') return UNIT_FILE.test(path) ? [inputOf(path, dirname(path))] : [];
    if (kind === 'folder') {
      const beside = [LOCK_FILES, DEFAULTS_FILES];
      const ignore = path === dataFolder() ? [...beside, ...PROGRAM_DATA] : beside;
      const files = await glob(UNIT_FILES, { cwd: path, absolute: true, ignore });
      if (files.length > 0) return files.sort().map((file) => inputOf(resolve(file), path));
    }
    if (isDynamicPattern(arg)) {
      const found = await glob(arg.replaceAll('\\', '/'), { cwd: base, absolute: true });
      const files = found.filter(
        (file) => UNIT_FILE.test(file) && ![DEFAULTS_FILE, PROJECT_FILE].includes(basename(file)),
      );
      if (files.length > 0)
        return files.sort().map((file) => inputOf(resolve(file), resolve(base, fixedPart(arg))));
    }
  }
  return [];
}

/** The folders of a glob before its first pattern: `units/*\/2025.yaml` → `units`. */
function fixedPart(pattern: string): string {
  const parts = pattern.split(/[\\/]/);
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, first).join('/');
}

function inputOf(path: string, base: string): UnitInput {
  const root = path.startsWith(dataFolder() + sep) ? dataFolder() : base;
  const name = relative(root, path).slice(0, -extname(path).length);
  return { path, label: labelOf(path), name: name.replaceAll('\\', '/') };
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

async function explain(arg: string): Promise<string> {
  const kind = (await kindOf(resolve(arg))) ?? (await kindOf(resolve(dataFolder(), arg)));
  if (kind === 'folder') return `文件夹 ${arg} 中没有单位文件（.yaml 或 .xlsx）。`;
  if (kind === 'file') return `${arg} 不是单位文件：文件名应以 .yaml 或 .xlsx 结尾。`;
  const known = await glob(UNIT_FILES, { cwd: dataFolder(), ignore: [LOCK_FILES, ...PROGRAM_DATA] });
  const close = nearest(
    basename(arg),
    known.map((file) => basename(file)),
  );
  const isMeant = (file: string): boolean =>
    basename(file, extname(file)) === basename(arg) || basename(file) === close;
  const target = known.find(isMeant);
  return `找不到 ${arg}（当前文件夹和 data/ 下都没有）。${target ? `是不是 data/${target}？` : ''}`;
}

function clashes(inputs: readonly UnitInput[]): string[] {
  const byName = new Map<string, UnitInput>();
  const problems: string[] = [];
  for (const input of inputs) {
    // Some file systems do not tell upper from lower case.
    const key = input.name.toLowerCase();
    const other = byName.get(key);
    if (other)
      problems.push(`${other.label} 和 ${input.label} 的输出文件同名（${input.name}），请改名或分开运行。`);
    else byName.set(key, input);
  }
  return problems;
}

/** Path of an output without extension, inside the output folder whatever the name. */
export function outputBase(outputFolder: string, name: string): string {
  const path = resolve(outputFolder, name);
  if (!path.startsWith(resolve(outputFolder) + sep))
    throw new Error(`output outside ${outputFolder}: ${name}`);
  return path;
}
