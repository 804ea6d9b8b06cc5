import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { nextYearText } from '../draft/next-year.ts';
import { type OutputFile, writeOutputFiles } from '../files/output-files.ts';
import { isWorkbookFile } from '../form/workbook-file.ts';
import { readExistingUnit } from '../import/existing-unit.ts';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';
import { type RawMap, rawText } from '../kinds/raw-tree.ts';
import { kindOf, kindOfFile } from '../kinds/registry.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { packNames } from '../pack/pack-chain.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { labelOf } from './project-folders.ts';
import { findUnitInputs, type UnitInput } from './unit-inputs.ts';

export interface NewYearOptions {
  /** The new year, as given. */
  readonly to: string;
  /** Folder of the new files, absolute; null for the old one with the year in its name moved. */
  readonly out: string | null;
  /** Pack of the new files; null for the old one with the year in its name moved. */
  readonly template: string | null;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}

/**
 * `new-year`: a file of the next year for each unit file. All or none are written, never over a file that is there.
 * Exit code 1 when a file cannot be continued.
 */
export async function newYearCommand(
  source: string,
  options: NewYearOptions,
  console: Console,
): Promise<ExitCode> {
  const { to } = options;
  const { inputs, problems } = await findUnitInputs([source]);
  const usage = [...problems, ...(/^20\d\d$/.test(to) ? [] : [`--to 应是四位数字的年度，现为“${to}”。`])];
  if (usage.length > 0) {
    for (const problem of usage) console.err(problem);
    return EXIT.usage;
  }
  const packs = await packNames(options.templates);
  const files: OutputFile[] = [];
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const input of inputs) {
    const one = await continued(input, inputs, options, packs, texts);
    addAll(findings, one.findings);
    if (!one.file) continue;
    files.push(one.file);
    const beside = join(dirname(input.path), DEFAULTS_FILE);
    if (existsSync(beside)) defaults.set(beside, join(dirname(one.file.path), DEFAULTS_FILE));
  }
  for (const [from, path] of defaults) {
    if (existsSync(path)) continue;
    const one = await shared(from, path, options, packs, texts);
    addAll(findings, one.findings);
    if (one.file) files.push(one.file);
  }
  if (!hasErrors(findings)) addAll(findings, (await writeOutputFiles(files)).findings);
  console.findings(findings, texts);
  if (hasErrors(findings)) {
    console.err('没有写出新年度的文件。');
    return EXIT.findings;
  }
  for (const { path } of files) console.out(`已写出 ${labelOf(path)}`);
  const folder = labelOf(dirname(files[0]!.path));
  console.out(
    [
      `接下来：`,
      `  1. 填写空着的金额和人数，旁边注明了上年的数；今年没有的科目、不再做的项目删去。有导出表的，用 npm run import 读入预算明细。`,
      `  2. npm run check ${folder} -- --fill-reasons   列出要写的增减原因`,
    ].join('\n'),
  );
  return EXIT.ok;
}

interface Continued {
  readonly file: OutputFile | null;
  readonly findings: readonly Finding[];
}

const failed = (message: string, hint: string): Continued => ({
  file: null,
  findings: [errorFinding('L69', message, hint)],
});

/** The file that continues one unit file, or why there is none (`L69`). */
async function continued(
  input: UnitInput,
  inputs: readonly UnitInput[],
  options: NewYearOptions,
  packs: readonly string[],
  texts: Map<string, string>,
): Promise<Continued> {
  const { path, label } = input;
  if (isWorkbookFile(path))
    return failed(`${label} 是工作簿，不能由它建立下一年度的文件。`, '先读入成单位文件：npm run import。');
  const { value: existing, findings } = await readExistingUnit(path, label);
  if (!existing) return { file: null, findings };
  texts.set(existing.file, existing.text);
  const { tree, text } = existing;
  const { document } = kindOf({ kind: kindOfFile(tree) });
  if (document !== '预算')
    return failed(
      `${label} 是${document}，本命令只接续预算。`,
      '下一年的决算新建一份，prior: {from: 上年决算文件}。',
    );
  const year = rawText(tree.year);
  if (year === options.to) return failed(`${label} 已经是 ${year} 年的。`, '--to 写下一个年度。');
  const target = targetOf(input, inputs, options, year);
  if (target === null)
    return failed(
      `${label} 所在的文件夹名称里没有年份，不知道新文件放在哪里。`,
      `加 --out，例如 --out data/${options.to}。`,
    );
  if (existsSync(target))
    return failed(`${labelOf(target)} 已经有了，没有改动。`, '换一个 --out，或先移走它。');
  const template = Object.hasOwn(tree, 'template') ? nextPack(rawText(tree.template), options, packs) : null;
  if (template !== null && !packs.includes(template))
    return { file: null, findings: [noPack(template, rawText(tree.template))] };
  const from = relative(dirname(target), path).replaceAll('\\', '/');
  const content = nextYearText(text, tree, { year: options.to, template, from });
  return { file: { path: target, content: withSchema(content, path, target) }, findings: [] };
}

/** The defaults file of the new folder. */
async function shared(
  from: string,
  path: string,
  options: NewYearOptions,
  packs: readonly string[],
  texts: Map<string, string>,
): Promise<Continued> {
  const { value: existing, findings } = await readExistingUnit(from, labelOf(from));
  if (!existing) return { file: null, findings };
  texts.set(existing.file, existing.text);
  const tree: RawMap = existing.tree;
  const template = Object.hasOwn(tree, 'template') ? nextPack(rawText(tree.template), options, packs) : null;
  if (template !== null && !packs.includes(template))
    return { file: null, findings: [noPack(template, rawText(tree.template))] };
  const content = nextYearText(existing.text, tree, { year: options.to, template, from: null });
  return { file: { path, content: withSchema(content, from, path) }, findings: [] };
}

function nextPack(old: string, { template, to }: NewYearOptions, packs: readonly string[]): string {
  if (template !== null) return template;
  const next = old.replace(/20\d\d/, to);
  return next === old && !packs.includes(next) ? old : next;
}

function noPack(name: string, old: string): Finding {
  return errorFinding(
    'L69',
    `还没有模板“${name}”。`,
    `先建立它：npm run pack new ${name} -- --from ${old}；或用 --template 指明别的模板。`,
  );
}

/** Where the file of the new year stands: the same place in a folder named after the new year. */
function targetOf(
  { path, name }: UnitInput,
  inputs: readonly UnitInput[],
  { out, to }: NewYearOptions,
  year: string,
): string | null {
  if (out !== null) {
    const folder = commonFolder(inputs);
    return resolve(out, relative(folder, path).replaceAll(year, to));
  }
  const folder = dirname(path);
  const parts = folder.split(sep);
  const at = parts.lastIndexOf(year);
  if (year === '' || (at === -1 && !name.includes(year))) return null;
  const moved = parts.map((part, index) => (index === at ? to : part)).join(sep);
  const file = path.slice(folder.length + 1);
  return join(moved, at === -1 ? file.replaceAll(year, to) : file);
}

function commonFolder(inputs: readonly UnitInput[]): string {
  const [first = '', ...rest] = inputs.map(({ path }) => dirname(path));
  let folder = first;
  while (rest.some((each) => each !== folder && !each.startsWith(folder + sep))) folder = dirname(folder);
  return folder;
}

/** The line for editors leads from the new place. */
function withSchema(text: string, from: string, to: string): string {
  return text.replace(/^(# yaml-language-server: \$schema=)(\S+)/m, (whole, mark: string, schema: string) =>
    /^[a-z]+:\/\//i.test(schema) || extname(schema) !== '.json'
      ? whole
      : mark + relative(dirname(to), resolve(dirname(from), schema)).replaceAll('\\', '/'),
  );
}
