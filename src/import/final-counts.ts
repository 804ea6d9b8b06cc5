import type { RawTreeBuilder } from '../kinds/raw-tree.ts';
import type { FinalSheets } from '../lists/final-sheets.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import { isNamed } from './final-table.ts';

/**
 * The counts of 机构运行信息表: journeys, vehicles, guests, equipment, each at the path of a final's file. A label stands
 * left of its number, in as many blocks as there are; a count that is no whole number is named (`R07`).
 */
export function readCounts(reader: CellReader, names: FinalSheets, tree: RawTreeBuilder): void {
  const head = reader.sheet.rows.find((row) =>
    [...row.cells.keys()].some((at) => isNamed(reader.text(row, at), names.counted)),
  );
  if (!head) {
    reader.report(
      'R02',
      1,
      1,
      `工作表“${reader.sheet.name}”没有找到统计数的列。`,
      '请用决算软件导出的原表，不要改动表头。',
    );
    return;
  }
  const counted = [...head.cells.keys()]
    .filter((at) => isNamed(reader.text(head, at), names.counted))
    .sort((a, b) => a - b);
  for (const row of reader.sheet.rows.filter(({ number }) => number > head.number)) {
    for (const at of row.cells.keys()) {
      const label = reader.text(row, at);
      const found = Object.entries(names.counts).find(([, labels]) => isNamed(label, labels));
      const value = counted.find((column) => column > at);
      if (!found || value === undefined) continue;
      const path = found[0].split('.');
      const amount = reader.amount(row, value);
      if (amount === null) continue;
      if (path.at(-1) !== 'amount' && !/^\d{1,9}(\.0+)?$/.test(amount)) {
        reader.report(
          'R07',
          row.number,
          value,
          `“${label}”是 ${amount}，应是不小于 0 的整数。`,
          '核对这个数。',
        );
        continue;
      }
      tree.put(path, path.at(-1) === 'amount' ? amount : amount.replace(/\..*$/, ''));
      // A kind of vehicles needs a value beside its count.
      if (path[1] === 'vehicles' && !tree.has([...path.slice(0, -1), 'value']))
        tree.put([...path.slice(0, -1), 'value'], '0');
    }
  }
}
