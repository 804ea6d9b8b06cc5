import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasTables } from '../document/report-document.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Report } from '../render/report.ts';
import type { PackStore } from '../report/packs.ts';
import { compareReports } from '../review/compare.ts';
import { diffPage } from '../review/diff-page.ts';
import { diffJson } from '../review/print-json.ts';
import { printText } from '../review/print-text.ts';
import { changesOf } from '../review/report-diff.ts';
import { openReport, type ReportSource } from '../review/report-source.ts';
import { EXACT, YEAR_LATER } from '../review/word-diff.ts';
import { type Console, silentConsole } from './console.ts';
import type { DiffOptions } from './diff-options.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { jsonText } from './json.ts';
import { openPacks } from './open-packs.ts';
import { terminalPaint } from './terminal-paint.ts';

/** `diff`: what differs between two reports, or between those of two folders. Exit code 0 when nothing does, 1 when something does, 2 for wrong use. */
export async function diffCommand(
  [before, after]: readonly [string, string],
  options: DiffOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const folders = await Promise.all([before, after].map(isFolder));
  if (folders.every(Boolean)) {
    const { diffFolders } = await import('./diff-folders.ts');
    return diffFolders([before, after], options, terminal);
  }
  if (folders.some(Boolean)) {
    terminal.err('文件夹只能与文件夹比较：两边都写文件夹，或者都写单个报告。');
    return EXIT.usage;
  }
  const packs = openPacks(options.templates);
  const from = await openSide(before, packs, terminal, options);
  const to = await openSide(after, packs, terminal, options);
  const left = from?.document;
  const right = to?.document;
  if (!left || !right) return EXIT.usage;
  const { diff, scope } = compareReports(left, right, options.scope, options.lastYear ? YEAR_LATER : EXACT);
  const isDifferent = changesOf(diff).length > 0;
  if (scope !== options.scope) console.err('其中一份没有可以辨认的表格，只比较了文字。');
  if (options.lastYear && (left.isForeign || right.isForeign)) {
    console.err('其中一份是 PDF 或者别处的文字：不比较换行和空格，原报告的年度顺延一年后比较。');
  }
  if (options.scope === 'tables' && !(hasTables(left) && hasTables(right))) {
    terminal.err('其中一份没有可以辨认的表格，不能只比较表格。请去掉 --tables。');
    return EXIT.usage;
  }
  if (options.docx) {
    if (!from.report || !to.report) {
      terminal.err(
        '修订只能在程序自己生成的两份报告之间做：请给出单位文件，或者 git 版本（HEAD~1:data/单位.yaml）。',
      );
      return EXIT.usage;
    }
    const content = await changesDocument(from.report, to.report);
    const written = await writeOutputFiles([{ path: resolve(options.docx), content }]);
    console.findings(written.findings, new Map());
    if (!written.value) return EXIT.environment;
    console.out(`${isDifferent ? '带修订的 Word 文档' : '没有差别，文档不带修订'}：${options.docx}`);
    if (options.html === null && !options.json) return isDifferent ? EXIT.findings : EXIT.ok;
  }
  if (options.html !== null) {
    const content = diffPage(diff, { before, after });
    const written = await writeOutputFiles([{ path: resolve(options.html), content }]);
    console.findings(written.findings, new Map());
    if (!written.value) return EXIT.environment;
    console.out(`${isDifferent ? '有差别' : '没有差别'}：${options.html}`);
  } else if (!options.json) {
    const paint = terminalPaint(options.color);
    console.out(printText(diff, { context: options.context, paint }), 'painted');
  }
  if (options.json) terminal.out(jsonText(diffJson(diff, scope)));
  return isDifferent ? EXIT.findings : EXIT.ok;
}

function isFolder(argument: string): Promise<boolean> {
  return stat(resolve(argument)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function openSide(
  argument: string,
  packs: PackStore,
  console: Console,
  { rejectChanges, limits }: DiffOptions,
): Promise<ReportSource | null> {
  const source = await openReport(
    argument,
    packs,
    process.cwd(),
    rejectChanges ? 'reject' : 'accept',
    limits,
  );
  if (!source) {
    console.err(
      `${argument} 不能用来比较：找不到，或者不是单位文件（.yaml、.xlsx）、报告（.txt、.html、.pdf、.docx）、git 版本（HEAD~1:data/单位.yaml）。`,
    );
    return null;
  }
  console.findings(source.findings, source.sources);
  if (!source.document) console.err(`${argument} 没有可以比较的报告，请先改正以上问题。`);
  return source;
}

async function changesDocument(before: Report, after: Report): Promise<Uint8Array> {
  const { redline } = await import('../review/redline.ts');
  const { planDocument } = await import('../word/plan-document.ts');
  const { writeWord } = await import('../word/write-word.ts');
  return writeWord(redline(planDocument(before), planDocument(after)));
}
