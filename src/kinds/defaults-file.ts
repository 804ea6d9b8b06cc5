import { z } from 'zod';
import type { DocumentKind } from './registry.ts';
import { unitFileSchema } from './unit-file.ts';

/** The file beside the files of a folder that says once what all of them share. */
export const DEFAULTS_FILE = 'defaults.yaml';

const { unit, ...fields } = unitFileSchema.shape;

/** What a whole folder may share: how its reports are made and what they have in common. Amounts stay where they are. */
export const defaultsFileSchema = z
  .strictObject({
    template: fields.template,
    year: fields.year,
    date: fields.date,
    cover: fields.cover,
    contents: fields.contents,
    termsOfForm: fields.termsOfForm,
    approved: fields.approved,
    amounts: fields.amounts,
    options: fields.options,
    region: unit.shape.region,
    codeNames: fields.codeNames,
    purposes: fields.purposes,
    glossary: fields.glossary,
  })
  .partial()
  .meta({ title: '本文件夹各单位的共同内容' });

/** Where the file of a kind holds its 行政区划. */
const REGION_HOLDERS: Readonly<Record<DocumentKind['level'], string>> = { 单位: 'unit', 部门: 'department' };

/**
 * What a defaults file says to a file of one kind, as if it were written there: fields that the kind does not have
 * are left out, 行政区划 goes where the kind holds it. `{region: 示例市}` to a unit → `{unit: {region: 示例市}}`
 */
export function defaultsFor(kind: DocumentKind, written: Readonly<Record<string, unknown>>) {
  const known = (kind.schema as unknown as { shape: object }).shape;
  const { region, ...own } = written;
  const shared = Object.fromEntries(Object.entries(own).filter(([key]) => Object.hasOwn(known, key)));
  return region === undefined ? shared : { ...shared, [REGION_HOLDERS[kind.level]]: { region } };
}

/** Where a defaults file says what stands at a path of a file that it completes. */
export function defaultsPath(path: readonly (string | number)[]): readonly (string | number)[] {
  const holders = Object.values(REGION_HOLDERS) as (string | number)[];
  return path[1] === 'region' && holders.includes(path[0]!) ? path.slice(1) : path;
}
