import type { Where } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { DataPath } from '../model/locator.ts';
import type { LocatedPack } from '../pack/load-pack.ts';
import { type ColumnDeclaration, lastRowsOf } from '../pack/table-declaration.ts';

/**
 * What a pack declares and never uses: figures (`T21`), lists (`T22`), filters (`T23`). Only what its own
 * `pack.yaml` says is told; `unread` are the fields of the view that no template reads.
 */
export function unusedDeclarations(located: LocatedPack, unread: readonly string[]): Finding[] {
  const { settings, tables } = located;
  const { figures, lists, filters, glossary, charts } = settings.value;
  const isUnread = (kind: string, name: string) =>
    unread.includes(kind) || unread.includes(`${kind}.${name}`);
  const usedFigures = new Set<string>();
  const use = (name: string): void => {
    if (usedFigures.has(name)) return;
    usedFigures.add(name);
    const figure = figures[name];
    for (const next of [...(figure?.sum ?? []), ...(figure?.share ? [figure.share] : [])]) use(next);
  };
  for (const name of Object.keys(figures)) if (!isUnread('figures', name)) use(name);
  const drawnLists = new Set<string | undefined>();
  for (const [name, { figures: drawn = [], whole, list }] of Object.entries(charts)) {
    if (isUnread('charts', name)) continue;
    for (const figure of [...drawn, ...(whole ? [whole] : [])]) use(figure);
    drawnLists.add(list);
  }
  const usedLists = Object.keys(lists).filter((name) => !isUnread('lists', name) || drawnLists.has(name));
  for (const name of usedLists) if (lists[name]!.share) use(lists[name]!.share!);

  const usedFilters = new Set<string>();
  const useWhere = (where: Where | undefined): void => {
    for (const part of where ?? []) if (typeof part === 'string') usedFilters.add(part);
  };
  for (const figure of Object.values(figures)) useWhere(figure.where);
  for (const { where } of Object.values(glossary)) useWhere(where);
  for (const list of Object.values(lists)) {
    useWhere(list.where);
    for (const entry of list.entries ?? []) useWhere(entry.where);
  }
  for (const { value: table } of tables) {
    for (const block of table.blocks) {
      useWhere(block.where);
      for (const { where } of lastRowsOf(block)) useWhere(where);
      if ('lines' in block.rows) for (const line of block.rows.lines) useWhere(line.where);
      useColumns(block.columns, useWhere, use);
    }
  }
  return [
    ...unused(located, 'T21', 'figures', '数', Object.keys(figures), (name) => usedFigures.has(name)),
    ...unused(located, 'T22', 'lists', '列表', Object.keys(lists), (name) => usedLists.includes(name)),
    ...unused(located, 'T23', 'filters', '筛选条件', Object.keys(filters), (name) => usedFilters.has(name)),
  ];
}

function useColumns(
  columns: readonly ColumnDeclaration[],
  useWhere: (where: Where) => void,
  use: (figure: string) => void,
): void {
  for (const column of columns) {
    if ('sum' in column) useWhere(column.sum);
    if ('figure' in column) use(column.figure);
    if ('columns' in column) useColumns(column.columns, useWhere, use);
  }
}

function unused(
  { settings, pack }: LocatedPack,
  code: string,
  key: string,
  word: string,
  names: readonly string[],
  isUsed: (name: string) => boolean,
): Finding[] {
  return names
    .filter((name) => !isUsed(name))
    .map((name): [string, DataPath] => [name, [key, name]])
    .map(([name, path]) => ({
      code,
      severity: 'warning' as const,
      message: `${word}“${name}”没有被任何地方用到。`,
      hint: `在模板或表样中使用它，或从 ${key} 中删去。`,
      position: settings.locator.keyPositionOf(path),
    }))
    .filter(({ position }) => position.file === `${pack.folder}/pack.yaml`);
}
