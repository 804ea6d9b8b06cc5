import { headerPaths, rowTexts } from '../document/table-grid.ts';
import type { Origin } from '../document/tree.ts';
import { type Money, PRINT_UNITS, type PrintUnit, toYuan } from '../model/money.ts';
import type { Reading } from './reading.ts';
import { type PublishedWords, readAmount, type TableView } from './table-view.ts';

/** An amount of a form, in 元. */
export interface FormAmount {
  readonly yuan: Money;
  readonly text: string;
  readonly unit: PrintUnit;
  readonly decimals: number;
  readonly at: Origin | null;
}

export interface FormIndicator {
  /** The levels above its name, from the outermost: 成本指标, 经济成本指标. */
  readonly levels: readonly string[];
  readonly name: string;
  readonly value: string;
  readonly weight: string | null;
  /** The words of its row from its name on: an operator may have a column of its own. */
  readonly cells: readonly string[];
  /** Its other columns, by what they are. */
  readonly more: Readonly<Partial<Record<IndicatorColumn, string>>>;
  readonly at: Origin | null;
}

/** A form of performance goals as a report prints it: of a project, or of the whole. */
export interface GoalForm {
  readonly title: string;
  /** Null for the goals of the whole. */
  readonly project: string | null;
  readonly amounts: ReadonlyMap<FormAmountName, FormAmount>;
  readonly words: ReadonlyMap<FormWord, string>;
  readonly indicators: readonly FormIndicator[];
  readonly hasWeights: boolean;
  /** Everything it says, for what stands in words. */
  readonly texts: readonly string[];
  readonly at: Origin | null;
}

export type IndicatorColumn = 'basis' | 'lastYear' | 'scoring' | 'evidence';
const MORE: readonly IndicatorColumn[] = ['basis', 'lastYear', 'scoring', 'evidence'];
export type FormWord = 'aim' | 'leader' | 'contact' | 'phone';
const FORM_WORDS: readonly FormWord[] = ['aim', 'leader', 'contact', 'phone'];

export type FormAmountName = 'total' | 'fiscal' | 'other' | 'transfer' | 'local';
const NAMES: readonly FormAmountName[] = ['total', 'fiscal', 'other', 'transfer', 'local'];

/** A form as messages call it: 项目“甲”的绩效目标表, “单位整体绩效目标表”. */
export function formName({ project, title }: GoalForm): string {
  return project === null ? `“${title}”` : `项目“${project}”的绩效目标表`;
}

/** The forms of performance goals of a report; a form may be printed as several tables below one title. */
export function goalForms({ tables }: Reading, { goalForms: words }: PublishedWords): GoalForm[] {
  const groups: TableView[][] = [];
  for (const view of tables) {
    if (view.kind !== 'goals') continue;
    const last = groups.at(-1);
    if (view.title !== '' || last === undefined) groups.push([view]);
    else last.push(view);
  }
  return groups.map((views): GoalForm => {
    const [first] = views;
    const amounts = new Map<FormAmountName, FormAmount>();
    const said = new Map<FormWord, string>();
    let project: string | null = null;
    for (const { label, text, at } of views.flatMap((view) => labelledCells(view))) {
      if (words.project.test(label)) project ??= text;
      const word = FORM_WORDS.find((each) => words[each].test(label));
      if (word !== undefined && !said.has(word)) said.set(word, text);
      const amount = readAmount(text, at);
      if (amount === null || amount === 'unreadable') continue;
      const name = NAMES.find((each) => words[each].test(label));
      if (name === undefined || amounts.has(name)) continue;
      const unit = unitIn(label) ?? first!.unit ?? unitIn(first!.title) ?? '万元';
      const { value, decimals } = amount;
      amounts.set(name, { yuan: toYuan(value, unit), text: text.replace(/\s/g, ''), unit, decimals, at });
    }
    const lists = views.map((view) => indicatorsOf(view, words));
    return {
      title: first!.title,
      project,
      amounts,
      words: said,
      indicators: lists.flatMap(({ indicators }) => indicators),
      hasWeights: lists.some(({ hasWeights }) => hasWeights),
      texts: views.flatMap(({ table }) =>
        table.rows.flatMap(({ cells }) => cells.map(({ text }) => text)).filter((text) => text !== ''),
      ),
      at: first!.table.at ?? views.flatMap(({ table }) => table.rows[0]?.cells[0]?.at ?? [])[0] ?? null,
    };
  });
}

interface LabelledCell {
  readonly label: string;
  readonly text: string;
  readonly at: Origin | null;
}

/** Every cell with the filled one before it in its row, which is what a form calls it. */
function labelledCells({ table }: TableView): LabelledCell[] {
  return table.rows.flatMap(({ cells }) => {
    const filled = cells.filter(({ text }) => text.trim() !== '');
    return filled.slice(1).map((cell, index) => ({
      label: filled[index]!.text.replace(/\s/g, ''),
      text: cell.text.trim(),
      at: cell.at ?? null,
    }));
  });
}

function unitIn(label: string): PrintUnit | null {
  const found = /[（(](?:单位[：:])?(亿元|万元|元)[）)]/.exec(label)?.[1];
  return PRINT_UNITS.find((unit) => unit === found) ?? null;
}

function indicatorsOf(
  { table }: TableView,
  words: PublishedWords['goalForms'],
): { readonly indicators: FormIndicator[]; readonly hasWeights: boolean } {
  // A form without a head of its own has its heads in a row of the body.
  const heads = headerPaths(table).map((head) => head.replace(/\s/g, ''));
  const isHead = (texts: readonly string[]): boolean =>
    texts.some((text) => words.name.test(text)) && texts.some((text) => words.value.test(text));
  let columns = isHead(heads) ? heads : null;
  const indicators: FormIndicator[] = [];
  let levels: readonly string[] = [];
  for (const row of table.rows) {
    const texts = rowTexts(table, row).map((text) => text.replace(/\s/g, ''));
    if (row.section === 'head' || row.isMark) continue;
    if (isHead(texts)) {
      columns = texts;
      continue;
    }
    if (columns === null) continue;
    const name = columns.findIndex((head) => words.name.test(head));
    const value = columns.findIndex((head) => words.value.test(head));
    const weight = columns.findLastIndex((head) => words.weight.test(head));
    if (!texts[name] || texts[name] === texts[0]) continue;
    // A level that spans rows stands in the first of them.
    levels = Array.from({ length: name }, (_, column) =>
      texts[column] !== '' ? texts[column]! : (levels[column] ?? ''),
    );
    indicators.push({
      levels,
      name: texts[name],
      value: texts[value] ?? '',
      weight: weight < 0 ? null : (texts[weight] ?? ''),
      cells: texts.slice(name),
      more: Object.fromEntries(
        MORE.flatMap((each) => {
          const column = columns!.findIndex((head) => words[each].test(head));
          return column < 0 ? [] : [[each, texts[column] ?? '']];
        }),
      ),
      at: row.cells.find(({ column }) => column === name)?.at ?? row.cells[0]?.at ?? null,
    });
  }
  return { indicators, hasWeights: columns?.some((head) => words.weight.test(head)) ?? false };
}
