import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { newUnit } from '../draft/new-unit.ts';
import { fileNameOf } from '../files/file-name.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';
import { DOCUMENT_KINDS, type KindName, kindOf } from '../kinds/registry.ts';
import type { Level } from '../model/level.ts';
import { levelsOf, type PackSettings } from '../pack/pack.ts';
import { packNames } from '../pack/pack-chain.ts';
import { readText } from '../source/read-text.ts';
import { parseYaml } from '../source/yaml.ts';
import { type Questioner, terminalQuestioner } from './ask.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openPacks } from './open-packs.ts';
import { dataFolder, labelOf, SCHEMA_FOLDER } from './project-folders.ts';

export interface InitOptions {
  /** The file to write as given; null for one named after year and unit. */
  readonly file: string | null;
  /** What is null is asked for. */
  readonly name: string | null;
  readonly template: string | null;
  readonly year: string | null;
  readonly date: string | null;
  readonly amounts: '元' | '万元';
  readonly level: Level;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}

/** `init`: writes a new unit file with everything that a form demands. Never over a file that is there. */
export async function initCommand(
  options: InitOptions,
  console: Console,
  questioner: Questioner = terminalQuestioner(),
): Promise<ExitCode> {
  const names = await packNames(options.templates);
  const answers = await completed(options, names, questioner, console);
  if (answers === null) return EXIT.usage;
  const { name, template, year } = answers;
  const { value: pack, findings } = await openPacks(options.templates).pack(template);
  if (!pack) {
    console.findings(findings, new Map());
    return EXIT.findings;
  }
  const kind = kindFor(pack.settings, options.level);
  if (kind === null) {
    console.err(
      `模板 ${template} 不印${options.level}的${pack.settings.document}。用 --level 或 --template 另选。`,
    );
    return EXIT.usage;
  }
  const path = resolve(options.file ?? join(dataFolder(), year, `${fileNameOf(name)}.yaml`));
  if (existsSync(path)) {
    console.err(`${labelOf(path)} 已经有了，没有改动。请换一个文件名，或先移走它。`);
    return EXIT.findings;
  }
  const text = newUnit(
    {
      kind,
      name,
      template,
      year: Number(year),
      date: options.date,
      amounts: options.amounts,
      saidElsewhere: await saidByDefaults(dirname(path)),
    },
    pack,
  );
  const written = await writeOutputFiles([{ path, content: headOf(path, kind, name, year) + text }]);
  console.findings(written.findings, new Map());
  if (!written.value) return EXIT.findings;
  const label = labelOf(path);
  console.out(`已写出 ${label}`);
  console.out(`接下来：填写空着的栏目（以“# ”开头的可以不写），然后 npm run check ${label}`);
  return EXIT.ok;
}

interface Answers {
  readonly name: string;
  readonly template: string;
  readonly year: string;
}

/** What the command line says and, where somebody is there, what is answered; null after telling what is wrong. */
async function completed(
  options: InitOptions,
  names: readonly string[],
  questioner: Questioner,
  console: Console,
): Promise<Answers | null> {
  const listed = names.join('、');
  const ask = async (given: string | null, question: string, usual = ''): Promise<string> =>
    given ?? (questioner.isThere ? await questioner.ask(question, usual) : '');
  const name = (await ask(options.name, '单位全称')).trim();
  const template = (await ask(options.template, `模板（${listed}）`)).trim();
  const usualYear = /20\d\d/.exec(template)?.[0] ?? '';
  const year = (await ask(options.year ?? (questioner.isThere ? null : usualYear), '年度', usualYear)).trim();
  const problems = [
    ...(name === '' ? ['没有写单位名称：加 --name 单位全称。'] : []),
    ...(template === '' ? [`没有写模板：加 --template，可以是 ${listed}。`] : []),
    ...(/^20\d\d$/.test(year)
      ? []
      : [`年度应是四位数字，例如 --year 2025${year === '' ? '' : `，现为“${year}”`}。`]),
    ...(options.date === null || /^\d{4}-\d{2}-\d{2}$/.test(options.date)
      ? []
      : [`日期写成 年-月-日，例如 --date 2025-02-21，现为“${options.date}”。`]),
    ...(options.file === null || /^\.ya?ml$/i.test(extname(options.file))
      ? []
      : [`${options.file} 应以 .yaml 结尾。`]),
  ];
  for (const problem of problems) console.err(problem);
  return problems.length > 0 ? null : { name, template, year };
}

/** The kind of file that a pack prints for a level. */
function kindFor(settings: PackSettings, level: Level): KindName | null {
  if (!levelsOf(settings).includes(level)) return null;
  const names = Object.keys(DOCUMENT_KINDS) as KindName[];
  return (
    names.find((kind) => {
      const { document, level: of } = kindOf({ kind });
      return document === settings.document && of === level;
    }) ?? null
  );
}

/** The fields that the defaults file of a folder says for all its files. */
async function saidByDefaults(folder: string): Promise<string[]> {
  const path = join(folder, DEFAULTS_FILE);
  if (!existsSync(path)) return [];
  const { value } = await readText(path, DEFAULTS_FILE);
  const parsed = value && parseYaml(value).value?.value;
  return typeof parsed === 'object' && parsed !== null ? Object.keys(parsed) : [];
}

/** The line for editors, and what the file is. */
function headOf(path: string, kind: KindName, name: string, year: string): string {
  const { document, level, schemaName } = kindOf({ kind });
  const schema = relative(dirname(path), join(SCHEMA_FOLDER, `${schemaName}.schema.json`)).replaceAll(
    '\\',
    '/',
  );
  return [
    `# yaml-language-server: $schema=${schema}`,
    `# ${name.replace(/\s+/g, ' ')} ${year} 年${level}${document}公开。`,
    '# 空着的栏目都要填；以“# ”开头的是可以不写的栏目，要写时删去行首的“# ”，换成自己的内容。',
    `# 金额只写半角数字和小数点；合计、占比、增减都不要填，由程序计算。`,
    '',
    '',
  ].join('\n');
}
