import type { Clause } from './clause.ts';
import type { ReadTag, ReadTags } from './read-tags.ts';
import { isTag, withTags } from './tag-clauses.ts';

/** Demands on tables. */
export const tableClauses: readonly Clause[] = [
  {
    id: 'tables',
    source: 'UA 7.2',
    words: '表由表头、表体和行组成，有表头的有表体',
    holds: withTags(({ tags }) => tablesOf(tags).every((table) => isWellMade(tags, table))),
  },
  {
    id: 'grid',
    source: 'UA 7.2',
    words: '表的各行栏数相同，合并的单元格不重叠',
    holds: withTags(({ tags }) => tablesOf(tags).every((table) => isRegular(sectionsOf(tags, table)))),
  },
  {
    id: 'heads',
    source: 'UA 7.5',
    words: '表头写明管行还是管列，有表头的表中每个单元格都指明表头',
    holds: withTags((tags) => tablesOf(tags.tags).every((table) => hasHeads(tags, table))),
  },
];

type Tags = ReadTags['tags'];

function tablesOf(tags: Tags): ReadTag[] {
  return [...tags.values()].filter(({ type }) => type === 'Table');
}

function kidsOf(tags: Tags, { kids }: ReadTag): ReadTag[] {
  const found: ReadTag[] = [];
  for (const kid of kids) if (kid.kind === 'tag') found.push(tags.get(kid.number)!);
  return found;
}

function isWellMade(tags: Tags, table: ReadTag): boolean {
  const parts = kidsOf(tags, table);
  const count = (type: string) => parts.filter((part) => part.type === type).length;
  const hasRows = (part: ReadTag) =>
    part.kids.length > 0 && part.kids.every((kid) => isTag(tags, kid, ['TR']));
  return (
    table.kids.every((kid) => isTag(tags, kid, ['Caption', 'THead', 'TBody', 'TFoot', 'TR'])) &&
    count('Caption') <= 1 &&
    parts.slice(1, -1).every(({ type }) => type !== 'Caption') &&
    count('THead') <= 1 &&
    count('TFoot') <= 1 &&
    (count('THead') + count('TFoot') === 0 || count('TBody') > 0) &&
    (count('TBody') === 0 || count('TR') === 0) &&
    parts.filter(({ type }) => /^T(?:Head|Body|Foot)$/.test(type)).every(hasRows) &&
    rowsOf(tags, table).every((row) => row.kids.every((kid) => isTag(tags, kid, ['TH', 'TD'])))
  );
}

/** The rows of a table in the parts that no cell reaches out of. */
function sectionsOf(tags: Tags, table: ReadTag): ReadTag[][][] {
  const parts = kidsOf(tags, table);
  const cells = (row: ReadTag) => kidsOf(tags, row);
  const own = parts.filter(({ type }) => type === 'TR').map(cells);
  const sections = parts
    .filter(({ type }) => /^T(?:Head|Body|Foot)$/.test(type))
    .map((part) => kidsOf(tags, part).map(cells));
  return own.length === 0 ? sections : [own, ...sections];
}

function rowsOf(tags: Tags, table: ReadTag): ReadTag[] {
  return kidsOf(tags, table).flatMap((part) =>
    part.type === 'TR' ? [part] : part.type === 'Caption' ? [] : kidsOf(tags, part),
  );
}

const SPANS = { ColSpan: /\/ColSpan (\d+)/, RowSpan: /\/RowSpan (\d+)/ } as const;

function spanOf({ rest }: ReadTag, name: keyof typeof SPANS): number {
  return Number(SPANS[name].exec(rest)?.[1] ?? 1);
}

/** All rows of all sections fill the same number of columns, and no cell stands where another reaches. */
function isRegular(sections: readonly (readonly (readonly ReadTag[])[])[]): boolean {
  let width: number | null = null;
  for (const rows of sections) {
    let reaches: number[] = [];
    for (const cells of rows) {
      const next = reaches.map((left) => Math.max(0, left - 1));
      let column = 0;
      const skip = () => {
        while ((reaches[column] ?? 0) > 0) column++;
      };
      for (const cell of cells) {
        skip();
        const columns = spanOf(cell, 'ColSpan');
        const below = spanOf(cell, 'RowSpan') - 1;
        for (let at = column; at < column + columns; at++) {
          if ((reaches[at] ?? 0) > 0) return false;
          next[at] = below;
        }
        column += columns;
      }
      skip();
      width ??= column;
      if (column !== width) return false;
      reaches = Array.from(next, (left) => left ?? 0);
    }
    if (reaches.some((left) => left > 0)) return false;
  }
  return true;
}

function hasHeads({ tags, named }: ReadTags, table: ReadTag): boolean {
  const cells = rowsOf(tags, table).flatMap((row) => kidsOf(tags, row));
  const heads = new Set(cells.filter(({ type }) => type === 'TH').map(({ number }) => number));
  // The cells of a column name the same heads in the same words.
  const sound = new Set<string>();
  const namesHeads = (rest: string): boolean => {
    if (sound.has(rest)) return true;
    const listed = [...(/\/Headers \[([^\]]*)\]/.exec(rest)?.[1] ?? '').matchAll(/\((\w+)\)/g)];
    const isSound =
      (listed.length > 0 || heads.size === 0) &&
      listed.every(([, name]) => heads.has(named.get(name!) ?? -1));
    if (isSound) sound.add(rest);
    return isSound;
  };
  return cells.every(({ type, rest }) =>
    type === 'TH' ? /\/Scope \/(?:Column|Row)\b/.test(rest) && /\/ID \(\w+\)/.test(rest) : namesHeads(rest),
  );
}
