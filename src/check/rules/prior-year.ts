import { bookOf, spendingOf } from '../../books/books.ts';
import { functionName } from '../../lists/classification.ts';
import type { Ledger, LedgerLine } from '../../model/ledger.ts';
import { sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';
import { wordsIn } from '../words-in-texts.ts';

/** E08 比较基期: last year's file must be of last year; human text must not speak of another base. */
export const comparisonBase: Rule = checkedRule(
  {
    code: 'E08',
    title: '比较基期一致',
    meaning:
      '一律与上年预算数比较：上年文件必须是上一年的，文字中不用别的口径（模板的 checks.foreignBases）。',
    example: '上年文件是 2023 年的；原因里写“比上年决算数增加”。',
    remedy: '指向正确的上年文件，改用预算数。',
    source: 'PT26',
    severity: 'error',
    needs: ['texts', 'lastYear'],
  },
  (context) => {
    const { unit } = context;
    const { from } = bookOf(unit, 'prior');
    const findings: RawFinding[] = foreignBases(context);
    if (from && from.year !== unit.data.year - 1) {
      findings.unshift({
        message: `上年文件是 ${from.year} 年的，${unit.data.year} 年应与 ${unit.data.year - 1} 年比较。`,
        hint: `prior.from 指向 ${unit.data.year - 1} 年的单位文件。`,
        path: ['prior', 'from'],
      });
    }
    return findings;
  },
);

/**
 * D07 上年科目: a code of last year that is gone while a new one has the same name or the very same money was
 * probably renumbered; the two then belong together in one comparison.
 */
export const renumberedCodes: Rule = checkedRule(
  {
    code: 'D07',
    title: '上年有数、今年没有的项',
    meaning: '这样的项在说明五（三）仍有一句。同名或同额的科目换了编码的，提示可能是科目调整。',
    example: '上年 2010350 事业运行，今年写成 2010250 事业运行，成了一项取消、一项新增。',
    remedy: '同一笔支出的，把上年数也列到新编码。',
    source: 'SEED',
    severity: 'warning',
    needs: ['data', 'lastYear'],
  },
  ({ unit }) => {
    const now = codesOf(spendingOf(unit));
    const before = codesOf(spendingOf(unit, 'prior'));
    return [...before].flatMap(([code, old]): RawFinding[] => {
      if (now.has(code)) return [];
      const name = functionName(unit.classification, code);
      const successor = [...now].find(([other, lines]) => {
        if (before.has(other)) return false;
        if (functionName(unit.classification, other) === name) return true;
        return old.length > 1 && amountOf(lines).equals(amountOf(old));
      });
      if (!successor) return [];
      const [other, lines] = successor;
      return [
        {
          message: `上年的科目 ${code} ${name}（${wan(old)}）今年没有，而新出现 ${other} ${functionName(unit.classification, other)}（${wan(lines)}），像是科目编码调整。`,
          hint: `同一笔支出的，把上年数也列到 ${other}，否则会写成一项取消、一项新增。`,
          position: lines[0]!.position,
        },
      ];
    });
  },
  'test/check/construction.test.ts: D07 an item that ended keeps its sentence',
);

/** E08 比较基期, the wording: another base than the pack's. */
const foreignBases = (context: CheckContext): RawFinding[] =>
  wordsIn(context, context.pack.settings.checks.foreignBases, (word, { field }) => ({
    ...(field === 'reason' ? {} : { severity: 'warning' as const }),
    ...quoting`文字中以“${word}”为比较口径，而全文一律与上年预算数比较。`,
    hint: '改为与上年预算数比较的说法，数字也按预算数核对。',
  }));

function codesOf(ledger: Ledger): Map<string, LedgerLine[]> {
  const codes = new Map<string, LedgerLine[]>();
  for (const line of ledger) {
    if (line.amount.isZero()) continue;
    const known = codes.get(line.functionCode);
    if (known) known.push(line);
    else codes.set(line.functionCode, [line]);
  }
  return codes;
}

function amountOf(lines: readonly LedgerLine[]) {
  return sumMoney(lines.map((line) => line.amount));
}

function wan(lines: readonly LedgerLine[]): string {
  return `${amountOf(lines).div(10_000).toFixed(2)}万元`;
}
