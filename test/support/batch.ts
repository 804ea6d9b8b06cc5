import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../src/batch/manifest.ts';
import { sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import type { CommandResult } from './command.ts';
import { DATA_FOLDER, ROOT_FOLDER } from './folders.ts';

const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));

/**
 * Another office's pack, of two short pages: for tests of what becomes of units, whatever is in them. Units written with
 * its name, and the arguments with which a command knows it.
 */
export const SHORT = { template: 'tiny', templates: join(ROOT_FOLDER, 'test', 'fixtures', 'packs') } as const;
export const SHORT_PACK = ['--templates', SHORT.templates] as const;

/** Writes invented units into a folder, of the template that is named. */
export function writeUnits(folder: string, count: number, template?: string): void {
  for (let number = 1; number <= count; number++) {
    for (const { path, text } of sampleUnit(7, number, words)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      const own = template === undefined ? text : text.replace(/^template: .*$/m, `template: ${template}`);
      writeFileSync(join(folder, path), own);
    }
  }
}

export interface RunningRender {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Resolves when the process has ended. */
  readonly result: Promise<CommandResult>;
}

/** Starts `render` in a process of its own, without a wrapper; `before` is a command that runs it. */
export function startRender(args: readonly string[], before: readonly string[] = []): RunningRender {
  return startProgram(['render', ...args], before);
}

/** Starts any command in a process of its own. */
export function startProgram(args: readonly string[], before: readonly string[] = []): RunningRender {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const line = [...before, process.execPath, join(ROOT_FOLDER, 'bin', 'yugong.js'), ...args];
  const child = spawn(line[0]!, line.slice(1), {
    cwd: ROOT_FOLDER,
    env: { ...inherited, NO_COLOR: '1' },
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
    });
  }
  const result = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, ...text }));
  });
  return { child, output: () => text.stdout + text.stderr, result };
}

/** Waits until something is there. */
export async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Processes below one, with their command lines. */
export function processesBelow(pid: number): { readonly pid: number; readonly line: string }[] {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter(Boolean)
    .flatMap((text) => {
      const child = Number.parseInt(text, 10);
      const own = { pid: child, line: read(`/proc/${child}/cmdline`).replaceAll('\0', ' ') };
      return [own, ...processesBelow(child)];
    });
}

/** The main process of the browser that a render started, if it runs. */
export function browserBelow(pid: number): number | null {
  const found = processesBelow(pid).find(
    ({ line }) => line.includes('--remote-debugging-pipe') && !line.includes('--type='),
  );
  return found?.pid ?? null;
}

/** Profile folders of browsers, that is of all runs of this machine. */
export function browserProfiles(temporaryFolder: string): string[] {
  return readdirSync(temporaryFolder).filter((file) => file.startsWith('yugong-browser-'));
}

export function readManifestOf(out: string): Manifest {
  return JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
}

/** What is wrong with an output folder: files not in the manifest, files that are not what it says. */
export function defectsOf(out: string): string[] {
  const stated = new Map(
    readManifestOf(out).units.flatMap(({ outputs }) => outputs.map(({ file, sha256 }) => [file, sha256])),
  );
  const there = readdirSync(out, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .filter((file) => file !== 'manifest.json');
  const defects = there.flatMap((file) => {
    const bytes = readFileSync(join(out, file));
    if (stated.get(file) !== createHash('sha256').update(bytes).digest('hex')) return [`wrong: ${file}`];
    const ends = file.endsWith('.pdf') ? bytes.subarray(-6).toString().includes('%%EOF') : true;
    return ends ? [] : [`cut off: ${file}`];
  });
  const missing = [...stated.keys()]
    .filter((file) => !there.includes(file))
    .map((file) => `missing: ${file}`);
  return [...defects, ...missing];
}
