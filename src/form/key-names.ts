import type { FormOf } from '../kinds/form-of.ts';
import { ANY_KEY, type Field } from '../kinds/schema-fields.ts';
import type { Row, Workbook } from '../ooxml/cell.ts';
import { SHEETS } from './sheet-names.ts';

/** What a workbook calls a key that a pack gives to a record of the unit file. */
export interface KeyName {
  /** The record: `options`, `prior.stated`. */
  readonly record: string;
  /** As the file writes it: `officeWord` */
  readonly key: string;
  /** As people read it: 内设机构怎样称呼 */
  readonly name: string;
}

/** In which words findings on a workbook are told: whose it is, and what its keys are called. */
export interface FormSpeech {
  readonly of: FormOf;
  readonly names: KeyNames;
}

/** Heads of the columns of 代码表 in which the names stand, so that a workbook is read back without its pack. */
const HEADS = ['样式的栏目', '样式的名称', '样式的代码'] as const;

/**
 * The names of keys, there and back. Only what comes back as the key that it was is named; every other key stands for
 * itself, and a key is understood beside its name.
 */
export class KeyNames {
  /** No two of them have one name in one record, and no name is a key. */
  readonly all: readonly KeyName[];

  constructor(given: readonly KeyName[]) {
    const isClear = ({ record, key, name }: KeyName): boolean => {
      const beside = given.filter((other) => other.record === record);
      return (
        key !== '' &&
        name !== '' &&
        name === name.trim() &&
        !/[\n{}]/.test(name) &&
        !beside.some((other) => other.key === name || (other.name === name && other.key !== key))
      );
    };
    const seen = new Set<string>();
    this.all = given.filter((each) => {
      const id = `${each.record} ${each.key}`;
      if (seen.has(id) || !isClear(each)) return false;
      seen.add(id);
      return true;
    });
  }

  /** `officeWord` → 内设机构怎样称呼; a key without a name as it is. */
  nameOf(record: string, key: string): string {
    return this.all.find((each) => each.record === record && each.key === key)?.name ?? key;
  }

  /** 内设机构怎样称呼 → `officeWord`; anything else as it is. */
  keyOf(record: string, name: string): string {
    return this.all.find((each) => each.record === record && each.name === name)?.key ?? name;
  }

  namesIn(record: string): string[] {
    return this.all.filter((each) => each.record === record).map(({ name }) => name);
  }

  /** Heads and cells of the columns of 代码表; the names of a record stand together. */
  columns(): [title: string, values: string[]][] {
    const sorted = this.sorted();
    return [
      [HEADS[0], sorted.map(({ record }) => record)],
      [HEADS[1], sorted.map(({ name }) => name)],
      [HEADS[2], sorted.map(({ key }) => key)],
    ];
  }

  /** The rows of a record in those columns, the first 0; null where it has no names. */
  rowsOf(record: string): { readonly first: number; readonly last: number } | null {
    const records = this.sorted().map((each) => each.record);
    const first = records.indexOf(record);
    return first === -1 ? null : { first, last: records.lastIndexOf(record) };
  }

  private sorted(): KeyName[] {
    const records = [...new Set(this.all.map(({ record }) => record))];
    return records.flatMap((record) => this.all.filter((each) => each.record === record));
  }
}

export const NO_KEY_NAMES = new KeyNames([]);

/** The record of a field that takes any key: `options.*` → options; null for a field without, or with records inside. */
export function recordOf({ path }: Pick<Field, 'path'>): string | null {
  return path.at(-1) === ANY_KEY && path.indexOf(ANY_KEY) === path.length - 1
    ? path.slice(0, -1).join('.')
    : null;
}

/** The names that a workbook was handed out with; none where it has no such columns. */
export function keyNamesIn({ sheets }: Workbook): KeyNames {
  const rows = sheets.find(({ name }) => name === SHEETS.lists)?.rows ?? [];
  const [head] = rows;
  const columns = HEADS.map((title) => head && [...head.cells].find(([, cell]) => cell.text === title)?.[0]);
  const [records, names, keys] = columns;
  if (records === undefined || names === undefined || keys === undefined) return NO_KEY_NAMES;
  const textAt = (row: Row, column: number): string => row.cells.get(column)?.text ?? '';
  return new KeyNames(
    rows.slice(1).flatMap((row) => {
      const record = textAt(row, records);
      return record === '' ? [] : [{ record, name: textAt(row, names), key: textAt(row, keys) }];
    }),
  );
}
