import type { FormOf } from '../kinds/form-of.ts';
import type { Classification } from '../lists/classification.ts';
import { BUDGETS, FUND_NAMES } from '../model/fund.ts';
import { BUDGET_KINDS } from '../model/ledger.ts';
import type { PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { listRange } from '../ooxml/sheet-writer.ts';
import { displayWidth } from '../ooxml/text-size.ts';
import { fieldsOf } from './form-rows.ts';
import { type KeyNames, NO_KEY_NAMES } from './key-names.ts';
import { HEAD } from './look.ts';
import { type FORM_SHEETS, formSheetsOf, SHEETS } from './sheet-names.ts';

export type ListName =
  | 'functions'
  | 'economics'
  | 'classes'
  | 'kinds'
  | 'funds'
  | 'names'
  | (typeof FORM_SHEETS)[number];

/** The values that drop-down lists offer: the columns of the sheet 代码表. */
export class Lists {
  private readonly columns: readonly (readonly [ListName | null, string, readonly string[]])[];
  /** What the keys of the pack are called. */
  readonly names: KeyNames;

  constructor(classification: Classification, of: FormOf = 'unit', names: KeyNames = NO_KEY_NAMES) {
    this.names = names;
    const coded = (names: ReadonlyMap<string, string>, length: number): string[] =>
      [...names].filter(([code]) => code.length === length).map(([code, name]) => `${code} ${name}`);
    this.columns = [
      ['functions', '功能科目', coded(classification.functions, 7)],
      ['economics', '经济科目', coded(classification.economics, 5)],
      ['classes', '功能科目（类）', coded(classification.functions, 3)],
      ['kinds', '支出类型', Object.values(BUDGET_KINDS)],
      ['funds', '资金来源', FUND_NAMES],
      ['names', '预算种类', Object.values(BUDGETS)],
      ...formSheetsOf(of).map((id) => {
        const labels = new Set(fieldsOf(id, of).map((field) => field.label));
        return [id, `${SHEETS[id]}栏目`, [...labels]] as const;
      }),
      ...names.columns().map(([title, values]) => [null, title, values] as const),
    ];
  }

  /** Cells that hold a list: `'代码表'!$A$2:$A$1098` */
  range(name: ListName): string {
    const index = this.columns.findIndex(([id]) => id === name);
    return listRange(SHEETS.lists, index + 1, 2, this.columns[index]![2].length + 1);
  }

  /** Cells that hold the names of a record; null where its keys have none. */
  namesOf(record: string): string | null {
    const rows = this.names.rowsOf(record);
    // The names stand in the column before the last.
    return rows && listRange(SHEETS.lists, this.columns.length - 1, rows.first + 2, rows.last + 2);
  }

  sheet(): PlanSheet {
    const height = Math.max(...this.columns.map(([, , values]) => values.length));
    const head: PlanCell[] = this.columns.map(([, title]) => ({ value: title, style: HEAD }));
    const rows = Array.from({ length: height }, (_, index) =>
      this.columns.map(([, , values]) => {
        const value = values[index];
        return value === undefined ? null : { value, style: { format: '@' } };
      }),
    );
    return {
      name: SHEETS.lists,
      columns: this.columns.map(([, title, values]) => ({
        width: Math.min(
          40,
          values.reduce((most, value) => Math.max(most, displayWidth(value)), displayWidth(title)) + 2,
        ),
      })),
      rows: [head, ...rows],
      frozenRows: 1,
      isProtected: true,
      // Forty pages that nobody reads on paper.
      print: { landscape: false, headRows: 0, area: '$A$1' },
      tab: '7F7F7F',
    };
  }
}

/** A code with its name, as the drop-down lists write it; a code without name stays bare. */
export function namedCode(code: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(code);
  return name === undefined ? code : `${code} ${name}`;
}
