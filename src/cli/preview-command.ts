import { join } from 'node:path';
import type { Outcome } from '../model/finding.ts';
import { openPrinter, type Printer } from '../print/printer.ts';
import type { Report } from '../render/report.ts';
import { type Preview, startPreview } from '../serve/preview.ts';
import type { PreviewState } from '../serve/session.ts';
import { soleDepartment } from '../work/departments.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { approvedFolder, CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';
import { markedLine } from './source-excerpt.ts';
import { findUnitInputs } from './unit-inputs.ts';

export interface PreviewOptions {
  readonly port: number;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}

const TIMEOUT_MS = 60_000;

/** `preview`: serves one unit until the user stops it with Ctrl+C. Gives the exit code. */
export async function previewCommand(
  unit: string,
  { port, templates }: PreviewOptions,
  console: Console,
): Promise<ExitCode> {
  const { inputs, problems } = await findUnitInputs([unit]);
  const input = inputs.length > 1 ? await soleDepartment(inputs) : inputs[0];
  if (!input) {
    const many = `预览一次只看一个单位文件，${unit} 中有 ${inputs.length} 个；只有一个部门和它的成员时，预览部门。`;
    for (const problem of problems.length > 0 ? problems : [many]) console.err(problem);
    return EXIT.usage;
  }
  const printer = new LazyPrinter();
  const approved = join(approvedFolder(), `${input.name}.txt`);
  const tools = {
    folders: { templates, templatesLabel: labelOf(templates), classification: CLASSIFICATION_FOLDER },
    print: (report: Report) => printer.print(report),
    excerpt: markedLine,
  };
  let preview: Preview;
  try {
    const shown = { path: input.path, label: input.label, approved, approvedLabel: labelOf(approved) };
    preview = await startPreview(shown, tools, port, (state) => console.out(buildLine(state)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.err(`端口 ${port} 已被占用。请换一个：npm run preview ${unit} -- --port ${port + 1}`);
    return EXIT.environment;
  }
  if (inputs.length > 1) console.out(`预览部门 ${input.label}，成员 ${inputs.length - 1} 个文件一并跟踪。`);
  console.out(`预览地址：${preview.url}（只能在本机打开；按 Ctrl+C 结束）`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await preview.close();
  await printer.close();
  return EXIT.ok;
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
