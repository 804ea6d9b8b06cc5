import { readFile } from 'node:fs/promises';
import { writeOutputFiles } from '../files/output-files.ts';
import { checkPack } from '../kit/check-pack.ts';
import { newPack } from '../kit/new-pack.ts';
import { type Language, templateReference, withReference } from '../kit/template-reference.ts';
import { type PackTestResult, testPack } from '../kit/test-pack.ts';
import { hasErrors } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { loadPack } from '../pack/load-pack.ts';
import type { Pack } from '../pack/pack.ts';
import { packNames } from '../pack/pack-chain.ts';
import type { PackFolders } from '../report/packs.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson, jsonText } from './json.ts';
import { CLASSIFICATION_FOLDER, GUIDE_FILES, labelOf, TEMPLATES_FOLDER } from './project-folders.ts';

/** The packs whose figures and lists the guide shows. */
const GUIDE_PACKS = ['xinjiang-2025', 'shanghai-unit-2025'];

function foldersOf(templates: string): PackFolders {
  return { templates, templatesLabel: labelOf(templates), classification: CLASSIFICATION_FOLDER };
}

/** `pack new`: a pack that extends another. */
export async function packNewCommand(
  name: string,
  { from, templates }: { readonly from: string | null; readonly templates: string },
  console: Console,
): Promise<ExitCode> {
  if (from === null) {
    console.err(`没有写继承哪个模板。例如：npm run pack new ${name} --from xinjiang-2025。`);
    return EXIT.usage;
  }
  const { value, findings } = await newPack(foldersOf(templates), name, from);
  console.findings(findings, new Map());
  if (!value) return EXIT.findings;
  console.out(`已建立模板 ${name}（继承 ${from}）：${value.map(labelOf).join('、')}`);
  console.out(`下一步：在里面写要改的地方，再运行 npm run pack check ${name}`);
  return EXIT.ok;
}

/** `pack check`: everything that can be said of a pack without a unit. */
export async function packCheckCommand(
  name: string,
  { templates, json }: { readonly templates: string; readonly json: boolean },
  console: Console,
): Promise<ExitCode> {
  const { options, findings, sources } = await checkPack(
    templates,
    name,
    labelOf(templates),
    CLASSIFICATION_FOLDER,
  );
  if (json) {
    console.out(jsonText({ pack: name, options, findings: findings.map(findingJson) }));
  } else {
    console.findings(findings, sources);
    for (const option of options) console.out(`选项 ${option}`);
    console.out(`模板 ${name}：${formatSummary(findings)}`);
  }
  return hasErrors(findings) ? EXIT.findings : EXIT.ok;
}

/** `pack test`: the unit files under `test/` of a pack against their expected texts. */
export async function packTestCommand(
  name: string,
  { templates, update }: { readonly templates: string; readonly update: boolean },
  console: Console,
): Promise<ExitCode> {
  const names = await packNames(templates);
  if (!names.includes(name)) {
    const close = nearest(name, names);
    console.err(
      `没有名为“${name}”的模板。${close ? `是不是“${close}”？` : `现有的模板：${names.join('、')}。`}`,
    );
    return EXIT.usage;
  }
  const results = await testPack(foldersOf(templates), name, update);
  if (results.length === 0) {
    const folder = `${labelOf(templates)}/${name}/test`;
    console.out(
      `模板 ${name} 还没有测试。把单位文件放进 ${folder}/，再运行 npm run pack test ${name} -- --update`,
    );
    return EXIT.ok;
  }
  for (const result of results) report(result, name, console);
  const bad = results.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'written');
  console.out(
    `模板 ${name}：共 ${results.length} 个测试，${bad.length === 0 ? '全部通过' : `${bad.length} 个没有通过`}。`,
  );
  return bad.length > 0 ? EXIT.findings : EXIT.ok;
}

function report(result: PackTestResult, pack: string, console: Console): void {
  const { name, outcome, differences } = result;
  switch (outcome) {
    case 'passed':
      console.out(`${name} ✓`);
      break;
    case 'written':
      console.out(`${name} 已写出 ${name}.txt，请核对后提交。`);
      break;
    case 'unexpected':
      console.err(`${name} ✗ 没有 ${name}.txt。核对后用 npm run pack test ${pack} -- --update 写出。`);
      break;
    case 'failed':
      console.findings(result.findings, result.sources);
      console.err(`${name} ✗ 没有生成报告。`);
      break;
    case 'different':
      console.err(`${name} ✗ 与 ${name}.txt 不同：`);
      for (const { line, expected, actual } of differences) {
        console.err(`  第 ${line} 行\n    应为：${expected}\n    现为：${actual}`);
      }
      console.err(`  确认改动无误时，用 npm run pack test ${pack} -- --update 更新。`);
  }
}

/** `pack docs`: the generated parts of the author's guide, in both languages. */
export async function packDocsCommand(console: Console): Promise<ExitCode> {
  for (const language of ['zh', 'en'] as const) {
    const file = GUIDE_FILES[language];
    const content = await currentGuide(language, await readFile(file, 'utf8'));
    const { value, findings } = await writeOutputFiles([{ path: file, content }]);
    console.findings(findings, new Map());
    if (!value) return EXIT.findings;
    console.out(`已写出 ${labelOf(file)}`);
  }
  return EXIT.ok;
}

/** A guide with its generated parts as the code and the packs are now. */
export async function currentGuide(language: Language, document: string): Promise<string> {
  const packs: Pack[] = [];
  for (const name of GUIDE_PACKS) {
    const { value, findings } = await loadPack(TEMPLATES_FOLDER, name, 'templates');
    if (!value) throw new Error(findings.map(({ message }) => message).join(' '));
    packs.push(value);
  }
  return withReference(document, templateReference(packs, language));
}
