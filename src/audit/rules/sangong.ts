import { type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import { Lookup } from '../lookup.ts';
import { canBeOne, checkSum, type Placed, printedAmount, shown } from '../printed.ts';
import { type SangongItem, type SangongLine, sangongLines } from '../sangong-lines.ts';
import { type TableView, yuanOf } from '../table-view.ts';

/** B09 “三公”内部关系. */
export const sangongSums: AuditRule = {
  codes: ['B09'],
  needs: ['tables'],
  run: ({ reading, words }) =>
    reading.tables
      .filter(({ kind }) => kind === 'sangong')
      .flatMap((view) =>
        sangongLines(view, words.published).flatMap((line) => [
          ...sumOf(view, line, 'vehicles', ['purchase', 'running']),
          ...sumOf(view, line, 'total', [
            'abroad',
            'reception',
            line.amounts.has('vehicles') ? 'vehicles' : 'purchase',
            ...(line.amounts.has('vehicles') ? [] : (['running'] as const)),
          ]),
        ]),
      ),
};

const NAMES: Readonly<Record<SangongItem, string>> = {
  total: '合计',
  abroad: '因公出国（境）费',
  reception: '公务接待费',
  vehicles: '公务用车购置及运行费',
  purchase: '公务用车购置费',
  running: '公务用车运行费',
};

function sumOf(
  view: TableView,
  { name, amounts }: SangongLine,
  whole: SangongItem,
  parts: readonly SangongItem[],
): AuditFinding[] {
  const printed = amounts.get(whole);
  const known = parts.flatMap((part) => amounts.get(part) ?? []);
  if (!printed || known.length === 0) return [];
  const found = checkSum(
    printed.value,
    known.map(({ value }) => value),
    view.decimals,
  );
  if (found.kind === 'equal') return [];
  const of = name === '' || name === NAMES.total ? '' : `“${name}”的`;
  const said = `${nameOf(view)}${of}“${NAMES[whole]}”印作${printed.text}，${parts.map((part) => NAMES[part]).join('、')}之和为${found.sum.toFixed(view.decimals)}`;
  const isResidue = found.kind === 'residue';
  return [
    {
      code: 'B09',
      severity: isResidue ? 'note' : 'error',
      message: `${said}${isResidue ? `（尾差，界为±${found.bound.toFixed()}）` : `，相差${found.whole.minus(found.sum).abs().toFixed(view.decimals)}`}。`,
      hint: isResidue
        ? '尾差不必改动。'
        : '“三公”合计等于出国、接待、用车三项之和，用车小计等于购置加运行；核对各项。',
      at: printed.at,
      subject: { figures: [NAMES[whole]] },
    },
  ];
}

/** C11 基本支出中的“三公”不大于全部. */
export const basicSangong: AuditRule = {
  codes: ['C11'],
  needs: ['tables'],
  run: ({ reading, words }) => {
    const at = new Lookup(reading, words.published);
    const [basic, sangong] = [at.table('basic'), at.table('sangong')];
    if (!basic || !sangong) return [];
    const all = sangongLines(sangong, words.published);
    const lines = all.filter(({ name }) => !words.published.columns.aside.test(name));
    const line = lines.find(({ name }) => /合计|决算/.test(name)) ?? lines.at(-1);
    return Object.entries(words.published.sangongEconomics).flatMap(([item, code]): AuditFinding[] => {
      const block = basic.blocks.find(({ rows }) => rows.some((row) => row.code === code));
      const row = block?.rows.find((each) => each.code === code);
      if (!block || !row || !line) return [];
      const part = at.placed(basic, block, row);
      const whole: Placed = { view: sangong, row, amount: line.amounts.get(item as SangongItem) ?? null };
      const [less, more] = [
        part.amount && yuanOf(basic, part.amount),
        whole.amount && yuanOf(sangong, whole.amount),
      ];
      const isGreater =
        less && (more ? less.greaterThan(more) : less.greaterThan(0) && !printedAmount(part).isZero());
      if (!isGreater || canBeOne(part, whole) !== false) return [];
      return [
        {
          code: 'C11',
          message: `${nameOf(basic)}的 ${code} ${row.label}${shown(part)}大于${nameOf(sangong)}的“${NAMES[item as SangongItem]}”${shown(whole)}。`,
          hint: '基本支出中的“三公”是全部的一部分，不会更大；核对两张表。',
          at: part.amount?.at ?? row.at,
        },
      ];
    });
  },
};

/** A12 “三公”分项列示. */
export const sangongItems: AuditRule = {
  codes: ['A12'],
  needs: ['tables'],
  run: ({ reading, words }) =>
    reading.tables
      .filter(({ kind, blocks }) => kind === 'sangong' && blocks.length > 0)
      .flatMap((view): AuditFinding[] => {
        const heads = [
          ...view.blocks.flatMap(({ columns, rows }) => [
            ...columns.flatMap(({ path }) => path),
            ...rows.map(({ label }) => label),
          ]),
        ];
        const missing = (['abroad', 'reception', 'purchase', 'running'] as const).filter(
          (item) => !heads.some((head) => words.published.sangong[item].test(head)),
        );
        if (missing.length === 0) return [];
        return [
          {
            code: 'A12',
            severity: 'warning',
            message: `${nameOf(view)}没有单列${missing.map((item) => `“${NAMES[item]}”`).join('、')}。`,
            hint: '“三公”四个分项分行（栏）列示，没有数的也列。',
            at: view.table.at ?? null,
          },
        ];
      }),
};
