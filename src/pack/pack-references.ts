import type { Where } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { nearest } from '../model/nearest.ts';
import type { Located } from '../source/located.ts';
import type { PackSettings, TableDeclaration } from './pack.ts';
import { type ColumnDeclaration, lastRowsOf, type RowsDeclaration } from './table-declaration.ts';

const COMMON = ['label', 'year', 'priorYear', 'current', 'prior'];
const CHANGED = ['amount', 'rate', ...COMMON];

/** Placeholders that phrases of a change sentence may use. Nothing grows by a rate where there was nothing. */
const PHRASE_VALUES: Readonly<Record<string, readonly string[]>> = {
  increase: CHANGED,
  decrease: CHANGED,
  ended: CHANGED,
  equal: CHANGED,
  zero: CHANGED,
  steady: CHANGED,
  times: ['times', ...CHANGED],
  created: ['amount', ...COMMON],
  first: ['amount', ...COMMON],
  reason: ['reason', ...COMMON],
  zeroReason: ['label'],
};

/** Names inside a pack that lead nowhere: filters, figures, templates, placeholders (`L48`). */
export function packReferences(
  settings: Located<PackSettings>,
  tables: readonly Located<TableDeclaration>[],
  templates: readonly string[],
): Finding[] {
  const check = new References(
    Object.keys(settings.value.filters),
    Object.keys(settings.value.figures),
    Object.keys(settings.value.lists),
    templates,
  );
  check.figures(settings);
  check.lists(settings);
  check.charts(settings);
  check.glossary(settings);
  check.words(settings);
  check.phrases(settings);
  for (const table of tables) check.table(table);
  return check.findings;
}

class References {
  readonly findings: Finding[] = [];
  private readonly filters: readonly string[];
  private readonly figureNames: readonly string[];
  private readonly listNames: readonly string[];
  private readonly templates: readonly string[];

  constructor(
    filters: readonly string[],
    figures: readonly string[],
    lists: readonly string[],
    templates: readonly string[],
  ) {
    this.filters = filters;
    this.figureNames = figures;
    this.listNames = lists;
    this.templates = templates;
  }

  figures({ value, locator }: Located<PackSettings>): void {
    for (const [name, figure] of Object.entries(value.figures)) {
      const path = ['figures', name];
      if ((figure.where === undefined) === (figure.sum === undefined)) {
        this.report(`数“${name}”要有 where 或 sum，且只能有一个。`, '补上或删去其中一个。', locator, path);
      }
      this.where(figure.where ?? [], locator, [...path, 'where']);
      for (const [index, part] of (figure.sum ?? []).entries()) {
        this.name('数', part, this.figureNames, locator, [...path, 'sum', index]);
      }
      if (figure.share !== undefined)
        this.name('数', figure.share, this.figureNames, locator, [...path, 'share']);
    }
    this.cycles(value, locator);
  }

  /** A figure must not depend on itself, be it through `sum` or `share`. */
  private cycles({ figures }: PackSettings, locator: Locator): void {
    const done = new Set<string>();
    const visit = (name: string, above: readonly string[]): void => {
      if (above.includes(name)) {
        this.report(
          `数“${name}”绕了一圈又用到自己：${[...above, name].join(' → ')}。`,
          '改掉其中一个 sum 或 share。',
          locator,
          ['figures', name],
        );
        done.add(name);
        return;
      }
      const figure = figures[name];
      if (!figure || done.has(name)) return;
      for (const next of [...(figure.sum ?? []), ...(figure.share ? [figure.share] : [])])
        visit(next, [...above, name]);
      done.add(name);
    };
    for (const name of Object.keys(figures)) visit(name, []);
  }

  lists({ value, locator }: Located<PackSettings>): void {
    for (const [name, list] of Object.entries(value.lists)) {
      const path = ['lists', name];
      if ((list.entries === undefined) === (list.by === undefined)) {
        this.report(`列表“${name}”要有 entries 或 by，且只能有一个。`, '补上或删去其中一个。', locator, path);
      }
      this.where(list.where, locator, [...path, 'where']);
      if (list.share !== undefined)
        this.name('数', list.share, this.figureNames, locator, [...path, 'share']);
      for (const [index, entry] of (list.entries ?? []).entries()) {
        this.where(entry.where, locator, [...path, 'entries', index, 'where']);
      }
    }
  }

  charts({ value: { charts, chartWords, figures, lists }, locator }: Located<PackSettings>): void {
    const unsaid = Object.entries(chartWords).flatMap(([name, word]) => (word === '' ? [name] : []));
    if (Object.keys(charts).length > 0 && unsaid.length > 0)
      this.report(
        `图要有的词没有写全：chartWords 中缺 ${unsaid.join('、')}。`,
        '补上，例如 chartWords: { item: 项目, amount: 金额, share: 占比, rest: 其余各项, table: 图中的数 }。',
        locator,
        ['chartWords'],
      );
    for (const [name, chart] of Object.entries(charts)) {
      const path = ['charts', name];
      if ((chart.list === undefined) === (chart.figures === undefined)) {
        this.report(`图“${name}”要有 list 或 figures，且只能有一个。`, '补上或删去其中一个。', locator, path);
      }
      if (chart.list !== undefined) this.name('列表', chart.list, this.listNames, locator, [...path, 'list']);
      for (const [index, figure] of (chart.figures ?? []).entries())
        this.name('数', figure, this.figureNames, locator, [...path, 'figures', index]);
      if (chart.whole !== undefined)
        this.name('数', chart.whole, this.figureNames, locator, [...path, 'whole']);
      if (!chart.compare) continue;
      const compared = [...(chart.figures ?? []), ...(chart.whole ? [chart.whole] : [])];
      const isCompared = (figure: string) => figures[figure]?.compare !== false || figures[figure]?.sum;
      const missing = [
        ...compared.filter((figure) => !isCompared(figure)),
        ...(chart.list !== undefined && lists[chart.list]?.compare === false ? [chart.list] : []),
      ];
      for (const each of missing)
        this.report(
          `图“${name}”与上年比较，“${each}”却没有与上年比较。`,
          `给“${each}”加上 compare: true，或从图中去掉。`,
          locator,
          path,
        );
    }
  }

  glossary({ value, locator }: Located<PackSettings>): void {
    for (const [term, { where }] of Object.entries(value.glossary))
      this.where(where ?? [], locator, ['glossary', term, 'where']);
  }

  /** A word that one level lacks would print nothing there. */
  words({ value: { words }, locator }: Located<PackSettings>): void {
    const names = [...new Set(Object.values(words).flatMap((level) => Object.keys(level)))];
    for (const [level, given] of Object.entries(words)) {
      for (const name of names.filter((each) => !Object.hasOwn(given, each))) {
        const message = `words 中“${level}”没有“${name}”这个词。`;
        this.report(message, '各级的词要一一对应，补上它。', locator, ['words', level]);
      }
    }
  }

  phrases({ value, locator }: Located<PackSettings>): void {
    for (const [style, phrases] of Object.entries(value.change)) {
      for (const [limit, phrase] of [
        ['steadyBelow', 'steady'],
        ['timesFrom', 'times'],
      ] as const) {
        if ((phrases[limit] === undefined) === (phrases[phrase] === undefined)) continue;
        const path = ['change', style, phrases[limit] === undefined ? phrase : limit];
        this.report(`写法“${style}”中 ${limit} 和 ${phrase} 要一起写。`, '补上缺的一个。', locator, path);
      }
      for (const [name, phrase] of Object.entries(phrases.reasons))
        this.placeholders(phrase, 'reason', locator, ['change', style, 'reasons', name]);
      for (const [name, phrase] of Object.entries(phrases)) {
        if (typeof phrase === 'string') this.placeholders(phrase, name, locator, ['change', style, name]);
      }
    }
  }

  private placeholders(phrase: string, name: string, locator: Locator, path: DataPath): void {
    for (const [, used] of phrase.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)) {
      this.name('占位', used!, PHRASE_VALUES[name] ?? [], locator, path);
    }
  }

  table({ value: table, locator }: Located<TableDeclaration>): void {
    if (table.empty !== undefined) this.name('模板', table.empty, this.templates, locator, ['empty']);
    for (const [index, block] of table.blocks.entries()) {
      const path = ['blocks', index];
      this.where(block.where, locator, [...path, 'where']);
      this.rows(block.rows, locator, [...path, 'rows']);
      this.columns(block.columns, locator, [...path, 'columns']);
      for (const [row, { where }] of lastRowsOf(block).entries()) {
        if (where)
          this.where(where, locator, [...path, 'last', ...(Array.isArray(block.last) ? [row] : []), 'where']);
      }
    }
  }

  private rows(rows: RowsDeclaration, locator: Locator, path: DataPath): void {
    if (!('lines' in rows)) return;
    for (const [index, line] of rows.lines.entries()) {
      this.where(line.where, locator, [...path, 'lines', index, 'where']);
    }
  }

  private columns(columns: readonly ColumnDeclaration[], locator: Locator, path: DataPath): void {
    for (const [index, column] of columns.entries()) {
      if ('sum' in column) this.where(column.sum, locator, [...path, index, 'sum']);
      if ('figure' in column)
        this.name('数', column.figure, this.figureNames, locator, [...path, index, 'figure']);
      if ('columns' in column) this.columns(column.columns, locator, [...path, index, 'columns']);
    }
  }

  private where(where: Where, locator: Locator, path: DataPath): void {
    for (const [index, part] of where.entries()) {
      // Of a filter written without a list the place is that of its only part.
      if (typeof part === 'string') this.name('筛选条件', part, this.filters, locator, [...path, index]);
    }
  }

  private name(kind: string, name: string, known: readonly string[], locator: Locator, path: DataPath): void {
    if (known.includes(name)) return;
    const close = nearest(name, known);
    const hint = close ? `是不是“${close}”？` : `可以用：${known.join('、')}。`;
    this.report(`没有名为“${name}”的${kind}。`, hint, locator, path);
  }

  private report(message: string, hint: string, locator: Locator, path: DataPath): void {
    this.findings.push({ code: 'L48', severity: 'error', message, hint, position: locator.positionOf(path) });
  }
}
