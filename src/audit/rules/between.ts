import type { PublishedTable } from '../../lists/check-words.ts';
import { sumMoney } from '../../model/money.ts';
import { type AuditContext, type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import { Lookup } from '../lookup.ts';
import { canBeOne, halfPlace, type Placed, printedAmount, shown } from '../printed.ts';
import { yuanOf } from '../table-view.ts';

/** C01 C02 C05 C08 C09 C12: one amount that two tables print. */
export const sameAmounts: AuditRule = {
  codes: ['C01', 'C02', 'C05', 'C08', 'C09', 'C12'],
  needs: ['tables'],
  run: ({ reading, words }) => {
    const at = new Lookup(reading, words.published);
    const isFinal = reading.document === '决算';
    const current = (kind: PublishedTable, role: 'total' | 'general' | 'fund' | 'capital') =>
      fiscalYear(at, kind, role);
    return [
      // A final account has balances in its sums that its tables of one side leave out.
      ...(isFinal
        ? []
        : same('C01', at.side('balance', 'income'), at.total('income'), '收支两表的收入总额应相等')),
      ...(isFinal
        ? []
        : same(
            'C02',
            at.side('balance', 'expenditure'),
            at.total('expenditure'),
            '收支两表的支出总额应相等',
          )),
      ...classesAlike(at),
      ...same(
        'C05',
        current('fiscal', 'general'),
        at.total('general'),
        '财政拨款总表的一般公共预算栏应等于一般公共预算支出表',
      ),
      ...(isFinal
        ? []
        : same(
            'C05',
            current('fiscal', 'fund'),
            at.total('fundBudget'),
            '财政拨款总表的基金栏应等于政府性基金支出表',
          )),
      ...(isFinal
        ? []
        : same(
            'C05',
            current('fiscal', 'capital'),
            at.total('capitalBudget'),
            '财政拨款总表的国资栏应等于国有资本经营支出表',
          )),
      ...same('C08', at.total('general', 'basic'), at.total('basic'), '两表的一般公共预算基本支出应相等'),
      ...(isOfGeneral(at, 'projects')
        ? same(
            'C09',
            at.total('general', 'project'),
            at.total('projects'),
            '两表的一般公共预算项目支出应相等',
          )
        : []),
      ...same(
        'C12',
        at.rowNamed('balance', /^(?:[一二三四五六七八九十]+、)?上年结转结余/),
        at.total('carriedOver'),
        '收支总表与结转表的上年结转结余应相等',
      ),
    ];
  },
};

/** C04 C06 C07: amounts that another table bounds or repeats code by code. */
export const boundedAmounts: AuditRule = {
  codes: ['C04', 'C06', 'C07'],
  needs: ['tables'],
  run: ({ reading, words }) => {
    const at = new Lookup(reading, words.published);
    return [...fiscalParts(at), ...totalAtLeast(at), ...(reading.document === '预算' ? codesAlike(at) : [])];
  },
};

/** C14 金额单位, C15 编制单位名称, C16 表题的年度. */
export const sameFacts: AuditRule = {
  codes: ['C14', 'C15', 'C16'],
  needs: ['tables'],
  run: (context) => [...units(context), ...makers(context), ...years(context)],
};

function fiscalYear(
  at: Lookup,
  kind: PublishedTable,
  role: 'total' | 'general' | 'fund' | 'capital',
): Placed | null {
  const view = at.table(kind);
  if (!view) return null;
  const block = view.blocks.find((each) => at.column(each, role) !== null && each.columns.length > 1);
  if (!block) return null;
  const row =
    block.rows.find(({ label }) => /^本年支出合计$/.test(label)) ??
    block.rows.find(({ label }) => /^(?:支出)?(?:总计|合计)$/.test(label));
  const column = at.column(block, role);
  return row && column ? { view, row, amount: row.amounts.get(column.index) ?? null } : null;
}

function isOfGeneral(at: Lookup, kind: PublishedTable): boolean {
  return /一般公共预算/.test(at.table(kind)?.title ?? '');
}

/** A table that says it is empty, or was not read, cannot be held against another. */
/** One last place: two tables that were rounded each for itself. */
function isLastPlace(one: Placed, other: Placed): boolean {
  const difference = printedAmount(one).minus(printedAmount(other)).abs();
  return (
    one.view.unit === other.view.unit &&
    difference.lessThanOrEqualTo(halfPlace(difference, one.view.decimals).times(2))
  );
}

function same(code: string, one: Placed | null, other: Placed | null, why: string): AuditFinding[] {
  if (!one || !other || canBeOne(one, other) !== false) return [];
  return [
    {
      code,
      ...(isLastPlace(one, other) && { severity: 'warning' as const }),
      message: `${nameOf(one.view)}的“${one.row.label}”是${shown(one)}，${nameOf(other.view)}的“${other.row.label}”是${shown(other)}。`,
      hint: `${why}；核对两张表。`,
      at: other.amount?.at ?? other.row.at,
      subject: { figures: [one.row.label, other.row.label] },
    },
  ];
}

/** Whether a row is what its printed items add up to. */
function isSumOfPrinted({ view, row, amount }: Placed): boolean {
  const block = view.blocks.find(({ rows }) => rows.includes(row));
  const column = [...row.amounts].find(([, each]) => each === amount)?.[0];
  if (!block || column === undefined || amount === null) return false;
  const below = block.rows.filter(({ code }) => code.length > row.code.length && code.startsWith(row.code));
  const deepest = below.reduce((most, { code }) => Math.max(most, code.length), 0);
  const items = below.filter(({ code }) => code.length === deepest);
  const sum = sumMoney(items.flatMap(({ amounts }) => amounts.get(column)?.value ?? []));
  return items.length > 1 && sum.equals(amount.value);
}

function classesAlike(at: Lookup): AuditFinding[] {
  const left = at.classes('balance');
  const right = at.classes('expenditure');
  if (left.size === 0 || right.size === 0) return [];
  return [...right].flatMap(([name, other]) => {
    const one = left.get(name);
    const found = one ? same('C02', one, other, '两表同类支出应相等') : [];
    // A sum of printed items may be off by what was rounded in them.
    return found.map((each) =>
      each.severity === 'warning' && isSumOfPrinted(other) ? { ...each, severity: 'note' as const } : each,
    );
  });
}

function fiscalParts(at: Lookup): AuditFinding[] {
  const all = at.classes('balance');
  return [...at.classes('fiscal')].flatMap(([name, part]): AuditFinding[] => {
    const whole = all.get(name);
    if (!whole || !isGreater(part, whole)) return [];
    return [
      {
        code: 'C04',
        message: `${nameOf(part.view)}的“${name}”${shown(part)}大于${nameOf(whole.view)}的同类支出${shown(whole)}。`,
        hint: '财政拨款支出是全部支出的一部分，不会更大；核对两张表。',
        at: part.amount?.at ?? part.row.at,
      },
    ];
  });
}

function totalAtLeast(at: Lookup): AuditFinding[] {
  const whole = at.total('expenditure');
  const parts = (['general', 'fundBudget', 'capitalBudget'] as const).flatMap((kind) => at.total(kind) ?? []);
  return parts.flatMap((part): AuditFinding[] => {
    if (!whole || !isGreater(part, whole)) return [];
    return [
      {
        code: 'C06',
        message: `${nameOf(part.view)}的合计${shown(part)}大于${nameOf(whole.view)}的合计${shown(whole)}。`,
        hint: '支出总表包括各种预算的支出，不会比其中一种小；核对两张表。',
        at: part.amount?.at ?? part.row.at,
      },
    ];
  });
}

function isGreater(part: Placed, whole: Placed): boolean {
  if (canBeOne(part, whole) !== false) return false;
  const [one, other] = [part, whole].map(({ view, amount }) => (amount ? yuanOf(view, amount) : null));
  if (part.view.unit === whole.view.unit) return printedAmount(part).greaterThan(printedAmount(whole));
  return one !== null && other !== null && one!.greaterThan(other!);
}

function codesAlike(at: Lookup): AuditFinding[] {
  const [income, expenditure] = [at.table('income'), at.table('expenditure')];
  const [one, other] = [at.total('income'), at.total('expenditure')];
  if (!income || !expenditure || !one || !other || canBeOne(one, other) !== true) return [];
  const rows = new Map(
    income.blocks.flatMap((block) => block.rows.map((row) => [row.code, { block, row }] as const)),
  );
  return expenditure.blocks.flatMap((block) =>
    block.rows.flatMap((row): AuditFinding[] => {
      const found = rows.get(row.code);
      if (row.code === '' || !found) return [];
      const left = at.placed(income, found.block, found.row);
      const right = at.placed(expenditure, block, row);
      return same('C07', left, right, '收入与支出按科目应逐一相等').map((finding) => ({
        ...finding,
        severity: 'warning' as const,
      }));
    }),
  );
}

function units({ reading }: AuditContext): AuditFinding[] {
  const known = reading.tables.filter(({ unit, kind }) => unit !== null && kind !== null);
  const [first] = known;
  const other = known.find(({ unit }) => unit !== first?.unit);
  if (!first || !other) return [];
  return [
    {
      code: 'C14',
      severity: 'note',
      message: `${nameOf(first)}用${first.unit}，${nameOf(other)}用${other.unit}。`,
      hint: '全文最好用一种金额单位；核对时已经换算。',
      at: other.table.at ?? null,
    },
  ];
}

function makers({ reading }: AuditContext): AuditFinding[] {
  const known = reading.tables.filter(({ maker }) => maker !== null);
  const counts = new Map<string, number>();
  for (const { maker } of known) counts.set(maker!, (counts.get(maker!) ?? 0) + 1);
  const [usual] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const told = new Set<string>();
  return known.flatMap((view): AuditFinding[] => {
    if (view.maker === usual || told.has(view.maker!)) return [];
    told.add(view.maker!);
    return [
      {
        code: 'C15',
        message: `${nameOf(view)}的编制单位写作“${view.maker}”，其他表写作“${usual}”。`,
        hint: '各表写同一个全称。',
        at: view.table.at ?? null,
        subject: { quotes: [view.maker!, usual!] },
      },
    ];
  });
}

function years({ reading }: AuditContext): AuditFinding[] {
  if (reading.year === null) return [];
  return reading.tables.flatMap((view): AuditFinding[] => {
    const found = /(20\d\d)\s*年/.exec(view.title)?.[1];
    if (found === undefined || Number(found) === reading.year || /上年|结转/.test(view.title)) return [];
    return [
      {
        code: 'C16',
        message: `${nameOf(view)}的表题写 ${found} 年，报告是 ${reading.year} 年的。`,
        hint: `改为 ${reading.year} 年，并核对表里的数是不是当年的。`,
        at: view.table.at ?? null,
      },
    ];
  });
}
