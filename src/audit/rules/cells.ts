import type { Origin } from '../../document/tree.ts';
import { quoting } from '../../model/quoting.ts';
import { type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import type { TableView } from '../table-view.ts';

/** B12 零值写法, B13 金额可解析, B15 科目不重复, B16 零行. */
export const cellForms: AuditRule = {
  codes: ['B12', 'B13', 'B15', 'B16'],
  needs: ['tables'],
  run: ({ reading }) =>
    reading.tables
      .filter(({ kind }) => kind !== null && kind !== 'goals')
      .flatMap((view) => [...unreadable(view), ...zeros(view), ...repeated(view), ...emptyRows(view)]),
};

/** B14 科目编码与名称, by the code list of the year. */
export const codeNames: AuditRule = {
  codes: ['B14'],
  needs: ['tables', 'codes'],
  run: ({ reading, classification }) => {
    const told = new Set<string>();
    return reading.tables
      .filter(({ kind }) => kind !== null && kind !== 'goals')
      .flatMap((view) =>
        view.blocks.flatMap(({ rows }) =>
          rows.flatMap(({ code, label, at }): AuditFinding[] => {
            if (code === '' || label === '' || told.has(code + label)) return [];
            const lists = classification!;
            const known = code.startsWith('2')
              ? lists.functions.get(code)
              : (lists.economics.get(code) ?? null);
            if (
              known === undefined ||
              known === null ||
              plain(known) === plain(label) ||
              view.kind === 'projects'
            )
              return [];
            // A code of the government's own list means something else.
            if (!code.startsWith('2') && code.startsWith('5')) return [];
            told.add(code + label);
            return [
              {
                code: 'B14',
                severity: 'warning',
                ...quoting`${nameOf(view)}中科目 ${code} 写作“${label}”，${lists.year} 年科目表中是“${known}”。`,
                hint: '核对编码和名称，按当年科目表改正。',
                at,
              },
            ];
          }),
        ),
      );
  },
};

/** B14 where there are no code lists of the year: the tables of a report call a code alike. */
export const codeNamesAlike: AuditRule = {
  codes: ['B14'],
  needs: ['tables'],
  run: ({ reading, classification }) => {
    if (classification !== null) return [];
    const named = new Map<
      string,
      Map<string, { view: TableView; label: string; at: Origin | null; count: number }>
    >();
    for (const view of reading.tables) {
      if (view.kind === null || view.kind === 'goals' || view.kind === 'projects') continue;
      for (const { code, label, at } of view.blocks.flatMap(({ rows }) => rows)) {
        if (code.length < 3 || label === '') continue;
        const names = named.get(code) ?? new Map();
        const known = names.get(plain(label));
        names.set(plain(label), { view, label, at, count: (known?.count ?? 0) + 1 });
        named.set(code, names);
      }
    }
    return [...named].flatMap(([code, names]): AuditFinding[] => {
      const [usual, ...others] = [...names.values()].sort((a, b) => b.count - a.count);
      if (usual === undefined || usual.count < 2) return [];
      return others
        .filter(({ count }) => count === 1)
        .map(({ view, label, at }) => ({
          code: 'B14',
          severity: 'warning',
          ...quoting`${nameOf(view)}中科目 ${code} 写作“${label}”，其他表写作“${usual.label}”。`,
          hint: '同一科目各表写同一个名称；按当年科目表改正。',
          at,
        }));
    });
  },
};

function plain(name: string): string {
  return name.normalize('NFKC').replace(/[\s()（）、，“”"'的]/g, '');
}

function unreadable(view: TableView): AuditFinding[] {
  return view.blocks.flatMap(({ rows, columns }) =>
    rows.flatMap((row) =>
      row.unreadable.map(({ column, text }): AuditFinding => {
        const head = columns.find(({ index }) => index === column)?.path.at(-1) ?? '';
        return {
          code: 'B13',
          severity: 'warning',
          ...quoting`${nameOf(view)}“${row.label || row.code}”的“${head}”写作“${text}”，读不出金额。`,
          hint: '金额栏只写数字；没有的留空。',
          at: row.at,
        };
      }),
    ),
  );
}

function zeros(view: TableView): AuditFinding[] {
  const cells = view.table.rows.filter(({ section }) => section !== 'head').flatMap(({ cells: own }) => own);
  const written = cells.find(({ text }) => /^0(?:\.0+)?$/.test(text.trim()));
  const dash = cells.find(({ text }) => /^[-—–－─]+$/.test(text.trim()));
  if (!written || !dash) return [];
  return [
    {
      code: 'B12',
      severity: 'note',
      message: `${nameOf(view)}中零值有的写“${written.text}”，有的写“${dash.text}”。`,
      hint: '同一张表里零值用一种写法。',
      at: dash.at ?? null,
    },
  ];
}

function repeated(view: TableView): AuditFinding[] {
  // A project may stand under several codes, and a code over several projects.
  if (view.kind === 'projects' || view.kind === 'carriedOver') return [];
  const seen = new Map<string, string>();
  return view.blocks.flatMap(({ rows }) =>
    rows.flatMap(({ code, label, at }): AuditFinding[] => {
      if (code.length < 3) return [];
      const key = code + label;
      if (!seen.has(key)) {
        seen.set(key, label);
        return [];
      }
      return [
        {
          code: 'B15',
          message: `${nameOf(view)}中科目 ${code} ${label} 出现两次。`,
          hint: '合并成一行，并核对上级科目和合计。',
          at,
        },
      ];
    }),
  );
}

function emptyRows(view: TableView): AuditFinding[] {
  if (view.isEmpty || view.kind === 'sangong' || view.kind === 'balance' || view.kind === 'fiscal') return [];
  const empty = view.blocks.flatMap(({ rows }) =>
    rows.filter(
      ({ code, amounts }) => code.length >= 3 && [...amounts.values()].every(({ value }) => value.isZero()),
    ),
  );
  const [first] = empty;
  // Forms that list every code print most of them empty.
  if (!first || empty.length > view.blocks.flatMap(({ rows }) => rows).length * 0.2) return [];
  return [
    {
      code: 'B16',
      severity: 'note',
      message: `${nameOf(view)}列了全为零的科目 ${first.code} ${first.label}${empty.length > 1 ? `等 ${empty.length} 行` : ''}。`,
      hint: '没有数的科目不列。',
      at: first.at,
    },
  ];
}
