import { readDocument } from '../document/read-document.ts';
import { type Block, lineText } from '../document/tree.ts';
import type { Filter } from '../model/filter.ts';
import { LEVELS, type Level } from '../model/level.ts';
import type { Pack, TableDeclaration } from '../pack/pack.ts';
import type { ColumnDeclaration } from '../pack/table-declaration.ts';
import { staticHtml, VALUE_MARK } from '../template/static-html.ts';
import type { ColumnRole } from './table-view.ts';

export interface ProfileColumn {
  /** The words over it, from the top to the leaf, joined; without spaces. */
  readonly path: string;
  readonly leaf: string;
  /** What its amounts are, where that is one of the roles that rules ask for. */
  readonly role: ColumnRole | null;
  readonly isText: boolean;
}

export interface ProfileTable {
  readonly number: string;
  /** As people call it: 单位收支总体情况表. */
  readonly name: string;
  readonly title: RegExp;
  readonly columns: readonly ProfileColumn[];
}

/** A heading that every report of the form has. */
export interface ProfileHeading {
  readonly level: number;
  readonly name: string;
  readonly text: RegExp;
}

/** What a template pack says of the form that a report should have: its tables, their columns, its headings. */
export interface FormProfile {
  readonly pack: string;
  readonly tables: readonly ProfileTable[];
  readonly headings: readonly ProfileHeading[];
}

/** The form of a pack for the documents of a level; what the pack prints only where there is something to print is no part of it. */
export function profileOf(pack: Pack, level: Level): FormProfile {
  const words = wordsOf(pack, level);
  return {
    pack: pack.settings.title,
    tables: pack.tables
      .filter((table) => !table.byUnit && (table.level === undefined || table.level === level))
      .map((table) => tableOf(table, words, pack, level)),
    headings: headingsOf(readDocument(staticHtml(pack.templates, 'report')).blocks),
  };
}

function wordsOf({ settings }: Pack, level: Level): Readonly<Record<string, string>> {
  const known = LEVELS.find((each) => each === level && settings.words[each] !== undefined);
  return settings.words[known ?? LEVELS[0]] ?? {};
}

function tableOf(
  table: TableDeclaration,
  words: Readonly<Record<string, string>>,
  pack: Pack,
  level: Level,
): ProfileTable {
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? (name === 'year' ? '' : whole));
  return {
    number: table.number,
    name: filled(table.title).replace(/^年/, ''),
    title: new RegExp(
      escaped(table.title)
        .replace(/\\\{year\\\}/g, '(?:20\\d\\d)?')
        .replace(/\\\{(\w+)\\\}/g, (_, name: string) => escaped(words[name] ?? '') || '.{1,12}'),
      'u',
    ),
    columns: table.blocks.flatMap(({ columns }) =>
      columns.flatMap((column) => columnsOf(column, '', filled, pack, level)),
    ),
  };
}

function columnsOf(
  column: ColumnDeclaration,
  above: string,
  filled: (text: string) => string,
  pack: Pack,
  level: Level,
): ProfileColumn[] {
  if (column.used || (column.level !== undefined && column.level !== level)) return [];
  const leaf = filled(column.label).replace(/\s/g, '');
  const path = above === '' ? leaf : `${above}/${leaf}`;
  if ('columns' in column)
    return column.columns.flatMap((each) => columnsOf(each, path, filled, pack, level));
  const role = 'sum' in column && column.book === 'current' ? roleOf(column.sum, pack) : null;
  return [{ path, leaf, role, isText: 'show' in column }];
}

/** What a column sums, as a role: `[general]` → general, `[basic]` → basic, nothing → total. */
function roleOf(where: readonly (string | Filter)[], { namedFilters }: Pack): ColumnRole | null {
  const filters = where.map((each) => (typeof each === 'string' ? namedFilters[each] : each));
  const whole: Record<string, unknown> = Object.assign({}, ...filters);
  const keys = Object.keys(whole)
    .filter((key) => whole[key] !== undefined)
    .sort()
    .join();
  const budgets = Array.isArray(whole.budgets) ? whole.budgets.join() : '';
  switch (keys) {
    case '':
      return 'total';
    case 'kind':
      return whole.kind === 'basic' ? 'basic' : whole.kind === 'project' ? 'project' : null;
    case 'economics,kind':
    case 'exceptEconomics,kind':
      if (whole.kind !== 'basic') return null;
      return String(whole.economics).includes('301') ? 'personnel' : 'publicCost';
    case 'budgets':
      return BUDGET_ROLES[budgets] ?? null;
    default:
      return null;
  }
}

const BUDGET_ROLES: Readonly<Record<string, ColumnRole>> = {
  generalPublicBudget: 'general',
  governmentFundBudget: 'fund',
  stateCapitalBudget: 'capital',
};

function headingsOf(blocks: readonly Block[]): ProfileHeading[] {
  return blocks.flatMap((block): ProfileHeading[] => {
    if (block.kind === 'heading') {
      const pieces = lineText(block.runs)
        .replace(/\s/g, '')
        .split(VALUE_MARK)
        .map((piece) => piece.replace(/^年/, ''))
        .filter((piece) => piece !== '');
      const name = pieces.join('');
      if (name.length < 4) return [];
      return [{ level: block.level, name, text: new RegExp(pieces.map(escaped).join('.*'), 'u') }];
    }
    return 'blocks' in block ? headingsOf(block.blocks) : [];
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
