import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Outcome } from '../model/finding.ts';
import { openPrinter, type Printer } from '../print/printer.ts';
import type { Report } from '../render/report.ts';
import type { ListEntry, ListedUnit } from '../serve/folder.ts';
import { startFolderPreview, startPreview } from '../serve/preview.ts';
import type { PreviewState } from '../serve/session.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { approvedFolder, CLASSIFICATION_FOLDER, dataFolder, labelOf } from './project-folders.ts';
import { markedLine } from './source-excerpt.ts';
import { findUnitInputs, type UnitInput } from './unit-inputs.ts';

export interface PreviewOptions {
  readonly port: number;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}

const TIMEOUT_MS = 60_000;
const HOW_TO_END = '只能在本机打开；按 Ctrl+C 结束';

/** `preview`: serves one unit, or the list of several, until the user stops it with Ctrl+C. Gives the exit code. */
export async function previewCommand(
  args: readonly string[],
  { port, templates }: PreviewOptions,
  console: Console,
): Promise<ExitCode> {
  const { inputs, problems } = await findUnitInputs(args);
  const [first] = inputs;
  if (!first || problems.length > 0) {
    for (const problem of problems) console.err(problem);
    return EXIT.usage;
  }
  const printer = new LazyPrinter();
  const tools = {
    folders: { templates, templatesLabel: labelOf(templates), classification: CLASSIFICATION_FOLDER },
    root: process.cwd(),
    print: (report: Report) => printer.print(report),
    excerpt: markedLine,
  };
  let preview: { readonly url: string; close(): Promise<void> };
  try {
    if (inputs.length === 1 && (await isFile(args))) {
      preview = await startPreview(shown(first), tools, port, (state) => console.out(buildLine(state)));
      console.out(`预览地址：${preview.url}（${HOW_TO_END}）`);
    } else {
      const find = async () => (await findUnitInputs(args)).inputs.map(shown);
      const roots = new Set([...(await foldersOf(args)), ...inputs.map(({ path }) => dirname(path))]);
      const folder = await startFolderPreview(find, [...roots, approvedFolder()], tools, port, (entry) =>
        console.out(entryLine(entry)),
      );
      console.out(`预览 ${inputs.length} 个单位：${folder.url}（${HOW_TO_END}）`);
      preview = folder;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.err(`端口 ${port} 已被占用。请换一个：npm run preview ${args.join(' ')} -- --port ${port + 1}`);
    return EXIT.environment;
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await preview.close();
  await printer.close();
  return EXIT.ok;
}

function shown({ path, label, name }: UnitInput): ListedUnit {
  const approved = join(approvedFolder(), `${name}.txt`);
  return { name, path, label, approved, approvedLabel: labelOf(approved) };
}

/** Whether one file is meant, and not a folder that happens to hold one. */
async function isFile(args: readonly string[]): Promise<boolean> {
  return args.length === 1 && (await foldersOf(args)).length === 0 && !/[*?{]/.test(args[0]!);
}

/** The folders among the arguments, absolute. */
async function foldersOf(args: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const arg of args) {
    for (const path of [resolve(arg), resolve(dataFolder(), arg)]) {
      const isFolder = await stat(path).then(
        (known) => known.isDirectory(),
        () => false,
      );
      if (isFolder) found.push(path);
    }
  }
  return found;
}

function entryLine({ label, state, errors, warnings }: ListEntry): string {
  const made = state === 'failed' ? '有错误，没有生成' : '完成';
  return `${label}：${made}（${errors} 个错误，${warnings} 个警告）`;
}

function buildLine({ version, isStale, findings }: PreviewState): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return isStale
    ? `第 ${version} 次生成：${errors} 个错误，页面仍是上一次的报告`
    : `第 ${version} 次生成：完成`;
}

/** Starts a browser only when somebody looks at the pages. */
class LazyPrinter {
  private opened: Promise<Outcome<Printer>> | null = null;

  async print({ html, title, author, date }: Report): Promise<Outcome<Uint8Array>> {
    this.opened ??= openPrinter({ fonts: 'auto', timeoutMs: TIMEOUT_MS });
    const { value: printer, findings } = await this.opened;
    if (printer) return printer.print({ html, title, author, date });
    this.opened = null;
    return { value: null, findings };
  }

  async close(): Promise<void> {
    await (await this.opened)?.value?.close();
  }
}
