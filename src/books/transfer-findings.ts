import type { Finding } from '../model/finding.ts';
import type { Ledger, LedgerLine } from '../model/ledger.ts';
import { type Money, sumMoney, ZERO } from '../model/money.ts';
import type { MemberBook } from './member-book.ts';

/** What is handed to one receiver within one class, as both sides state it. */
interface Handed {
  readonly receiver: MemberBook;
  readonly fund: string;
  /** The functional class. */
  readonly code: string;
  readonly paid: Ledger;
  readonly got: Ledger;
}

/** `H03`: both sides, both files, and the difference. `fileOf` gives the file of a member by its name. */
export function oneSided(
  { receiver, fund, code, paid, got }: Handed,
  fileOf: (name: string) => string,
): Finding {
  const named = paid.length > 0 ? paid.map(({ member }) => member!.name) : namesIn(receiver.payers[fund]);
  const payers = [...new Set(named)];
  const files = [...new Set(payers.map(fileOf))];
  const [paidSum, gotSum] = [sumOf(paid), sumOf(got)];
  return {
    code: 'H03',
    severity: 'error',
    message: `部门内部往来两边不一致：${payers.join('、')}（${files.join('、')}）给“${receiver.name}”${wan(paidSum)}，“${receiver.name}”（${receiver.file}）列${fund}${wan(gotSum)}（${code} 类），相差${wan(paidSum.minus(gotSum).abs())}。`,
    hint: `两个单位核对后各改自己的文件：付款方写 subsidyDown 或 remittedUp，收款方用“${fund}”列支并在 counterparts 中写付款单位。`,
    position: paid[0]?.position ?? got[0]?.position ?? receiver.payersAt,
  };
}

/** `H04`: the receiver does not say who pays, and a member does. */
export function unnamed(receiver: MemberBook, fund: string, paid: Ledger): Finding {
  const payers = [...new Set(paid.map(({ member }) => member!.name))];
  return {
    code: 'H04',
    severity: 'warning',
    message: `“${receiver.name}”的${fund}没有写由谁支付，而${payers.join('、')}列有给它的支出。`,
    hint: `在 ${receiver.file} 的 counterparts 下写 ${fund}: ${payers.join('、')}。`,
    position: receiver.payersAt,
  };
}

/**
 * `H04` about money of an earlier year: a note where the fund that it was paid from is guessed (`taken`), a warning where
 * it stays as it is, because it may have come from outside as well (null).
 */
export function fromBefore(
  receiver: MemberBook,
  fund: string,
  { position }: LedgerLine,
  taken: string | null,
): Finding {
  const isMixed = taken === null;
  const said = isMixed
    ? '付款单位有部门内的也有部门外的，分不清是谁付的，原样保留'
    : `不知道当时从哪种资金支付，部门汇总按${taken}列`;
  return {
    code: 'H04',
    severity: isMixed ? 'warning' : 'note',
    message: `“${receiver.name}”的上年结转中有${fund}，${said}。`,
    hint: isMixed
      ? '在 counterparts 中只写实际的付款单位；确有两种来源的，写豁免。'
      : `当时不是从${taken}支付的，在上年部门报告中核对。`,
    position,
  };
}

/** One name or several, as a list; none where nothing is said. */
export function namesIn(names: string | readonly string[] | undefined): readonly string[] {
  return names === undefined ? [] : typeof names === 'string' ? [names] : names;
}

function sumOf(lines: Ledger): Money {
  return lines.length === 0 ? ZERO : sumMoney(lines.map(({ amount }) => amount));
}

function wan(yuan: Money): string {
  return `${yuan.div(10_000).toFixed(2)}万元`;
}
