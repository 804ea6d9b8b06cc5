import type { Bilingual } from '../model/bilingual.ts';
import type { Pack } from '../pack/pack.ts';
import { reportHelpers } from '../render/helpers.ts';
import { FIELD_SOURCES } from '../render/unprinted-fields.ts';
import { viewShape } from '../render/view-shape.ts';
import { HELPER_EXAMPLES } from '../template/helper-examples.ts';
import { kindWord, listFields } from '../template/shape-words.ts';

export type Language = keyof Bilingual;

const WORDS = {
  zh: {
    field: ['写法', '是什么', '可能为空', '单位文件中的栏目'],
    helper: ['助手', '参数', '例', '结果', '说明'],
    figure: ['名称', '含义', '占比的基数', '与上年比较'],
    list: ['名称', '各项', '与上年比较', '主要用于'],
    yes: '是',
    bases: {
      prior: '预算',
      execution: '执行数',
      settlement: '决算数',
      plan: '年初预算',
      wholeYear: '全年预算',
    },
    optional: '（可不写）',
  },
  en: {
    field: ['path', 'kind', 'may be null', 'field of the unit file'],
    helper: ['helper', 'arguments', 'example', 'gives', 'what it is'],
    figure: ['name', 'meaning', 'share of', 'compared with last year’s'],
    list: ['name', 'entries', 'compared with last year’s', 'purpose'],
    yes: 'yes',
    bases: {
      prior: 'budget',
      execution: 'execution',
      settlement: 'final account',
      plan: 'opening budget',
      wholeYear: 'whole-year budget',
    },
    optional: ' (optional)',
  },
} as const;

/** The generated parts of docs/templates.md, by the name in their markers. */
export function templateReference(packs: readonly Pack[], language: Language): ReadonlyMap<string, string> {
  return new Map([
    ['fields', fieldTable(packs[0]!, language)],
    ['helpers', helperTable(packs[0]!, language)],
    ...packs.flatMap((pack): [string, string][] => [
      [`figures ${pack.name}`, figureTable(pack, language)],
      [`lists ${pack.name}`, listTable(pack, language)],
    ]),
  ]);
}

/** A document with its generated parts replaced. Throws for a part that has no place in it. */
export function withReference(document: string, parts: ReadonlyMap<string, string>): string {
  let result = document;
  for (const [name, text] of parts) {
    const marker = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- / -->)`);
    if (!marker.test(result)) throw new Error(`the document has no <!-- ${name} -->`);
    result = result.replace(marker, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`);
  }
  return result;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fieldTable(pack: Pack, language: Language): string {
  const sources = Object.entries(FIELD_SOURCES).flatMap(([field, paths]) =>
    paths.map((path) => [path, field] as const),
  );
  const rows = listFields(viewShape(pack))
    .filter(({ path }) => !/^(figures|lists)\./.test(path))
    .map(({ path, kind, nullable }) => {
      const found = sources.filter(
        ([each]) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`),
      );
      const source = [...new Set(found.map(([, field]) => `\`${field}\``))].join(', ');
      return [`\`${path}\``, kind, nullable ? WORDS[language].yes : '', source];
    });
  return table(WORDS[language].field, rows);
}

function helperTable(pack: Pack, language: Language): string {
  const helpers = reportHelpers(pack.settings);
  const rows = HELPER_EXAMPLES.map(({ helper, template, result, description }) => {
    const definition = helpers[helper]!;
    const named = Object.entries(definition.hash ?? {}).map(([key, param]) => ({
      ...param,
      name: `${key}=`,
    }));
    const params = [...definition.params, ...named].map(
      ({ name, accepts, optional }) =>
        `${name}: ${accepts.map(kindWord).join(' / ')}${optional ? WORDS[language].optional : ''}`,
    );
    return [`\`${helper}\``, params.join('; '), `\`${template}\``, result, description[language]];
  });
  return table(WORDS[language].helper, rows);
}

function figureTable(pack: Pack, language: Language): string {
  const words = WORDS[language];
  const rows = Object.entries(pack.settings.figures).map(([name, figure]) => [
    `\`figures.${name}\``,
    figure.label,
    figure.share ? `\`${figure.share}\`` : '',
    figure.compare || (figure.sum ?? []).some((part) => pack.settings.figures[part]?.compare)
      ? words.bases[figure.base]
      : '',
  ]);
  return table(words.figure, rows);
}

function listTable(pack: Pack, language: Language): string {
  const words = WORDS[language];
  const rows = Object.entries(pack.settings.lists).map(([name, list]) => [
    `\`lists.${name}\``,
    list.by === undefined ? (list.entries ?? []).map((entry) => entry.label).join('、') : `\`${list.by}\``,
    list.compare ? words.bases[list.base] : '',
    list.purpose === undefined ? '' : words.yes,
  ]);
  return table(words.list, rows);
}
