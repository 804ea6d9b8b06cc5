import { addAll } from '../../model/add-all.ts';
import { type AuditFinding, type AuditRule, nameOf, tableOf } from '../audit-rule.ts';
import { isWholeReport, type Reading } from '../reading.ts';
import type { TableView } from '../table-view.ts';

/** A01 各部分, A08 A14 A15 A16 应说明的事项: what no heading and no sentence speaks of. */
export const partsPresent: AuditRule = {
  codes: ['A01', 'A08', 'A14', 'A15', 'A16'],
  needs: ['report'],
  run: ({ reading, words: { published } }) => {
    const said = [...reading.headings, ...reading.sentences];
    const isSaid = (expression: RegExp): boolean => said.some(({ text }) => expression.test(text));
    const missing = (code: string, what: string, where: string): AuditFinding => ({
      code,
      severity: 'warning',
      message: `没有找到${what}${where}。`,
      hint: '缺的补上；写了而没有认出的，核对标题和用语。',
      at: null,
    });
    return [
      ...published.parts
        .filter(({ words }) => !reading.headings.some(({ text }) => words.test(text)) && !isSaid(words))
        .map(({ what }) => missing('A01', `“${what}”`, '部分')),
      ...published.matters
        .filter(({ words }) => !isSaid(words))
        .map(({ code, what }) => missing(code, what, '的说明')),
    ];
  },
};

/** A03 公开表编号连续, A04 法定表. */
export const tablesPresent: AuditRule = {
  codes: ['A03', 'A04'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) => {
    const missing = published.statutory.filter(
      (kind) => !reading.tables.some((table) => table.kind === kind),
    );
    // A document that holds one or two tables is a part of a report.
    const isReport = missing.length <= published.statutory.length / 2;
    return [
      ...(isReport
        ? missing.map(
            (kind): AuditFinding => ({
              code: 'A04',
              severity: 'warning',
              message: `没有找到${TABLE_NAMES[kind] ?? kind}。`,
              hint: '法定的表一张不少，没有数的也保留空表；表名写法不同没有认出的，请人工核对。',
              at: null,
            }),
          )
        : []),
      ...numbersInOrder(reading),
    ];
  },
};

const TABLE_NAMES: Readonly<Partial<Record<NonNullable<TableView['kind']>, string>>> = {
  balance: '收支总表',
  income: '收入总表',
  expenditure: '支出总表',
  fiscal: '财政拨款收支总表',
  general: '一般公共预算支出表',
  basic: '一般公共预算基本支出表',
  sangong: '“三公”经费表',
  fundBudget: '政府性基金支出表',
};

function numbersInOrder({ tables }: Reading): AuditFinding[] {
  const numbered = tables.flatMap((view) => {
    const line = view.table.captionLines.find(({ role }) => role === 'number')?.text.replace(/\s/g, '') ?? '';
    const found = /(\d+)/.exec(line)?.[1];
    return found === undefined ? [] : [{ view, number: Number.parseInt(found, 10), line }];
  });
  return numbered.flatMap(({ view, number, line }, index): AuditFinding[] => {
    const before = numbered[index - 1];
    if (!before || number === before.number + 1 || number === before.number) return [];
    return [
      {
        code: 'A03',
        severity: 'warning',
        message: `“${before.line}”之后是“${line}”，编号不连续。`,
        hint: '缺的表补上；没有数的表也保留。',
        at: view.table.at ?? null,
      },
    ];
  });
}

/** A05 A06 空表与说明, A07 不套错: the note of an empty table stands by an empty table, and names this one. */
export const emptyTables: AuditRule = {
  codes: ['A05', 'A06', 'A07'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) => {
    const notes = reading.sentences.filter(({ text }) => published.emptySentence.test(text));
    return reading.tables.flatMap((view): AuditFinding[] => {
      if (view.kind !== 'fundBudget' && view.kind !== 'capitalBudget' && view.kind !== 'carriedOver')
        return [];
      const subject = SUBJECTS[view.kind];
      const own = notes.filter(({ text }) => subject.test(text));
      const isTold =
        published.nothingSaid.test(view.note) ||
        reading.sentences.some(({ text }) => subject.test(text) && published.nothingSaid.test(text)) ||
        view.table.rows.some(({ cells }) =>
          cells.some(({ text }) => published.emptySentence.test(text) || published.nothingSaid.test(text)),
        );
      if (!view.isEmpty && own.length > 0 && view.blocks.length > 0) {
        return [
          {
            code: 'A06',
            severity: 'warning',
            message: `${nameOf(view)}有数，文中却说“${own[0]!.text.slice(0, 40)}”。`,
            hint: '表有数的不写空表说明；核对表和说明。',
            at: own[0]!.at,
          },
        ];
      }
      if (view.isEmpty && own.length === 0 && !isTold && isWholeReport(reading)) {
        return [
          {
            code: 'A06',
            severity: 'warning',
            message: `${nameOf(view)}没有数，没有找到空表说明。`,
            hint: '保留表头，并写明为空表。',
            at: view.table.at ?? null,
          },
        ];
      }
      return [];
    });
  },
};

const SUBJECTS = { fundBudget: /政府性基金/, capitalBudget: /国有资本/, carriedOver: /结转/ } as const;

/** Whether a table has codes and none of so many digits. */
function hasNoCodesOf({ isEmpty, blocks }: TableView, digits: number): boolean {
  const codes = blocks.flatMap(({ rows }) => rows.map(({ code }) => code).filter((code) => code !== ''));
  return !isEmpty && codes.length > 0 && !codes.some((code) => code.length === digits);
}

/** A09 功能分类列到项, A10 经济分类列到款, A11 基本与项目支出分列. */
export const levelOfDetail: AuditRule = {
  codes: ['A09', 'A10', 'A11'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) => {
    const findings: AuditFinding[] = [];
    const general = tableOf(reading, 'general');
    if (general && hasNoCodesOf(general, 7)) {
      findings.push({
        code: 'A09',
        severity: 'warning',
        message: `${nameOf(general)}没有列到项级科目。`,
        hint: '支出按功能分类公开到项。',
        at: general.table.at ?? null,
      });
    }
    for (const view of reading.tables) {
      if (
        view.kind === 'income' ||
        view.kind === 'expenditure' ||
        view.kind === 'general' ||
        view.kind === 'fundBudget'
      )
        addAll(findings, withoutItems(view));
    }
    const basic = tableOf(reading, 'basic');
    if (basic && hasNoCodesOf(basic, 5)) {
      findings.push({
        code: 'A10',
        severity: 'warning',
        message: `${nameOf(basic)}没有列到款级科目。`,
        hint: '基本支出按经济分类公开到款。',
        at: basic.table.at ?? null,
      });
    }
    for (const view of [tableOf(reading, 'expenditure'), general]) {
      if (!view || view.isEmpty) continue;
      const heads = view.blocks.flatMap(({ columns }) => columns.flatMap(({ path }) => path));
      if (
        heads.some((head) => published.columns.basic.test(head)) &&
        heads.some((head) => published.columns.project.test(head))
      )
        continue;
      findings.push({
        code: 'A11',
        severity: 'warning',
        message: `${nameOf(view)}没有把基本支出和项目支出分栏。`,
        hint: '基本支出、项目支出分栏公开。',
        at: view.table.at ?? null,
      });
    }
    return findings;
  },
};

/** Codes with money that go no further, in a table that goes on to the item elsewhere. */
function withoutItems(view: TableView): AuditFinding[] {
  const rows = view.blocks.flatMap((block) => block.rows).filter(({ code }) => code.startsWith('2'));
  if (!rows.some(({ code }) => code.length === 7)) return [];
  return rows.flatMap(({ code, label, amounts, at }): AuditFinding[] => {
    const hasMoney = [...amounts.values()].some(({ value }) => !value.isZero());
    if (
      code.length === 7 ||
      !hasMoney ||
      rows.some((row) => row.code.length > code.length && row.code.startsWith(code))
    )
      return [];
    return [
      {
        code: 'A09',
        severity: 'warning',
        message: `${nameOf(view)}的 ${code} ${label}没有列到项级科目。`,
        hint: '补上漏列的项；支出按功能分类公开到项。',
        at,
      },
    ];
  });
}

/** A19 批复后二十日内公开. */
export const published: AuditRule = {
  codes: ['A19'],
  needs: ['approved'],
  run: ({ reading, approved }) => {
    const dates = [...reading.texts].reverse().flatMap(({ text, at }) => {
      const found = /^(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/.exec(text.replace(/\s/g, ''));
      return found
        ? [{ at, time: Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])), text }]
        : [];
    });
    const [last] = dates;
    if (!last || !approved) return [];
    const days = (last.time - Date.UTC(approved.year, approved.month - 1, approved.day)) / 86_400_000;
    if (days >= 0 && days <= 20) return [];
    return [
      {
        code: 'A19',
        severity: 'error',
        message:
          days < 0
            ? `公开日期${last.text}早于批复日期。`
            : `公开日期${last.text}在批复后第 ${days} 日，超过 20 日。`,
        hint: '批复后二十日内公开；核对两个日期。',
        at: last.at,
      },
    ];
  },
};
