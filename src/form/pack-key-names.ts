import { LINES_OF } from '../kinds/form-fields.ts';
import type { FormOf } from '../kinds/form-of.ts';
import type { DocumentKind } from '../kinds/registry.ts';
import { ANY_KEY } from '../kinds/schema-fields.ts';
import type { PackSettings } from '../pack/pack.ts';
import { type KeyName, KeyNames, recordOf } from './key-names.ts';

/**
 * What a workbook calls the keys that a pack gives: its options by their titles, figures stated outright and the reasons
 * of figures by the labels of the figures.
 *
 * Example: `options.officeWord` → 内设机构怎样称呼; `prior.stated.reception` → 公务接待费
 */
export function packKeyNames(
  { options, figures }: Pick<PackSettings, 'options' | 'figures'>,
  { books }: Pick<DocumentKind, 'books'>,
  of: FormOf,
): KeyNames {
  const fields = LINES_OF[of];
  // What has a line of its own needs no name.
  const fixed = new Set(
    fields.filter(({ path }) => !path.includes(ANY_KEY)).map(({ path }) => path.join('.')),
  );
  const named: KeyName[] = Object.entries(options).map(([key, { title }]) => ({
    record: 'options',
    key,
    name: title,
  }));
  for (const [book, declaration] of Object.entries(books)) {
    const record = declaration?.stated?.join('.');
    if (record === undefined) continue;
    for (const [key, figure] of Object.entries(figures))
      if (
        ((figure.compare && figure.base === book) || book in figure.against) &&
        !fixed.has(`${record}.${key}`)
      )
        named.push({ record, key, name: figure.label });
  }
  const records = fields.flatMap((field) => {
    const record = recordOf(field);
    return record?.split('.')[0] === 'reasons' ? [record] : [];
  });
  for (const { label, reason = [], against } of Object.values(figures)) {
    const reasons = [...reason, ...Object.values(against).flatMap((base) => base?.reason ?? [])];
    for (const path of reasons.map((name) => `reasons.${name}`)) {
      const at = path.lastIndexOf('.');
      const [record, key] = [path.slice(0, at), path.slice(at + 1)];
      if (records.includes(record) && !fixed.has(path)) named.push({ record, key, name: label });
    }
  }
  return new KeyNames(named);
}
