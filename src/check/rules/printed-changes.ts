import {
  type ChangeClaim,
  type ClaimedAmount,
  changeClaimsIn,
  contradictionIn,
  type Way,
} from '../../document/change-claims.ts';
import { changeOf, type Direction } from '../../figures/compare.ts';
import { fromPrinted, type Money, writtenAs } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import { type Compared, comparedFigures } from '../comparisons.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { shortForms } from '../figures-text.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** E01 变动额与方向: every change that the finished text claims, read back and computed again. */
export const printedChanges: Rule = checkedRule(
  {
    code: 'E01',
    title: '变动额与方向',
    meaning:
      '本年减上年等于变动额，方向词与正负一致。程序写的句子由同一对数算出；模板的写法和手写的文字，从印出的句子读回来重算，不符的给出警告。',
    example: '508.18 比 530.16 少，却写“增加 21.98 万元”。',
    remedy: '方向、变动额、变动率由同一对印出的数算出，不用手写；改正模板 change 中的写法或手写的文字。',
    source: 'GBC PT26',
    severity: 'error',
    needs: ['prose', 'data', 'lastYear'],
  },
  (context) => {
    const known = comparedFigures(context.analysis).map((comparison) => knownChange(comparison, context));
    const told = new Set<string>();
    return context.prose!.split('\n').flatMap((line) =>
      changeClaimsIn(line).flatMap((claim, index, claims): RawFinding[] => {
        const fault = faultOf(claim, known) ?? repeatedFault(claim, claims.slice(0, index), line, known);
        if (fault === null) return [];
        const said = line.slice(claim.start, claim.end);
        const key = `${claim.label} ${said} ${fault}`;
        if (told.has(key)) return [];
        told.add(key);
        return [
          {
            severity: 'warning',
            ...quoting`“${claim.label}${said}”：${fault}。`,
            hint: '按数字改正这句话；这是模板的写法的，改正 pack.yaml 的 change。',
            ...placeOfWords(said, context),
          },
        ];
      }),
    );
  },
  'test/check/construction.test.ts: E01 change and direction follow from the two figures',
);

/** A compared figure as a reader with a calculator finds its change. */
interface KnownChange {
  readonly label: string;
  /** Its short forms. */
  readonly names: readonly string[];
  /** This year's, in 元. */
  readonly current: Money;
  readonly way: Way;
  /** In 元. */
  readonly difference: Money;
  readonly rateAt: (decimals: number) => Money | null;
}

const WAYS: Readonly<Record<Direction, Way>> = {
  increase: 'up',
  created: 'up',
  decrease: 'down',
  ended: 'down',
  equal: 'same',
  zero: 'same',
};
const VERBS: Readonly<Record<Way, string>> = { up: '增加', down: '减少', same: '没有变化' };

function knownChange({ label, current, prior }: Compared, { pack }: CheckContext): KnownChange {
  const { money, percent } = pack.settings;
  const { direction, difference } = changeOf(current, prior, money, percent.decimals);
  return {
    label,
    names: shortForms(label),
    current: current.amount,
    way: WAYS[direction],
    difference: fromPrinted(difference, money.unit),
    rateAt: (decimals) => changeOf(current, prior, money, decimals).rate,
  };
}

/** Words before the name of a figure that do not make it another figure. */
const BEFORE_NAME =
  /^(?:（[一二三四五六七八九十\d]+）|\d+[.．、]|其中|故|因此|因而|所以|(?:本|我)?(?:单位|部门)|机关|(?:参公)?事业单位|行政单位|本年度?|20\d\d\s*年度?|[：，、\s])+/;

/** Words behind it that do not, either. */
const AFTER_NAME = /(?:共计|合计|总计|总额|共)$/;

function faultOf(claim: ChangeClaim, known: readonly KnownChange[]): string | null {
  const own = contradictionIn(claim);
  if (own === 'ways') return '前后两个增减的词方向相反';
  if (own === 'amountForRate') return '应写变动率的地方写了金额';
  const label = claim.label.replace(BEFORE_NAME, '').replace(AFTER_NAME, '');
  // Below its heading 一般公共预算基本支出 is called 基本支出: every figure that the name may stand for counts.
  const named =
    label.length < 2 ? [] : known.filter((each) => each.label.endsWith(label) || each.names.includes(label));
  if (named.length > 0) {
    if (named.some((each) => agrees(claim, each))) return null;
    const [first] = named;
    return `“${label}”按两年的数${told(first!, claim)}`;
  }
  // A sentence without a name of its own is known by its change, the same amount and only the other way; behind words that
  // name nothing known, by this year's amount too: what else they may name is nobody's figure here.
  const { change, current } = claim;
  const isNameless = label.length < 2;
  const isChange = change && asWritten(change);
  const isCurrent = current && asWritten(current);
  const same = known.filter(
    (each) =>
      isChange?.(each.difference) === true &&
      !each.difference.isZero() &&
      (isNameless || isCurrent?.(each.current) === true),
  );
  if (same.length === 0 || same.some(({ way }) => way === claim.way) || claim.way === 'same') return null;
  return `“${same[0]!.label}”按两年的数${told(same[0]!, claim)}`;
}

/**
 * A clause without a subject that says the change of its sentence once more, with a rate that is not its: 公务接待费减少1.00万元，
 * 主要原因是从严控制，较上年减少1.00万元，同比下降20%.
 */
function repeatedFault(
  claim: ChangeClaim,
  earlier: readonly ChangeClaim[],
  line: string,
  known: readonly KnownChange[],
): string | null {
  const { base, change, rate, way, start } = claim;
  if (base === null || change === null || rate === null || rate.points) return null;
  if (!/[，；：是]\s*$/.test(line.slice(0, start))) return null;
  const first = earlier.find(
    (each) =>
      each.way === way &&
      each.change?.yuan.equals(change.yuan) === true &&
      !line.slice(each.end, start).includes('。'),
  );
  if (first === undefined) return null;
  const label = first.label.replace(BEFORE_NAME, '').replace(AFTER_NAME, '');
  const isChange = asWritten(change);
  const meant = known.filter(
    (each) => each.way === way && each.label.endsWith(label) && isChange(each.difference),
  );
  if (label.length < 2 || meant.length === 0) return null;
  const isRight = meant.some(({ rateAt }) => rateAt(rate.decimals)?.equals(rate.percent) !== false);
  return isRight ? null : `“${label}”按两年的数${told(meant[0]!, claim)}`;
}

function told({ way, difference, rateAt }: KnownChange, { rate }: ChangeClaim): string {
  if (way === 'same') return '没有变化';
  const percent = rate === null ? null : rateAt(2);
  return `${VERBS[way]}${wan(difference)}${percent === null ? '' : `，变动率${percent.toFixed(2)}%`}`;
}

function agrees(claim: ChangeClaim, { way, difference, rateAt }: KnownChange): boolean {
  const isNothing = way === 'same' && (claim.change?.yuan.isZero() ?? claim.rate?.percent.isZero() ?? false);
  if (claim.way !== way && !isNothing) return false;
  if (claim.change !== null && !asWritten(claim.change)(difference)) return false;
  if (claim.rate === null || claim.rate.points) return true;
  const rate = rateAt(claim.rate.decimals);
  return rate === null || rate.equals(claim.rate.percent);
}

/** Whether an amount is written so at the decimals of the text. */
function asWritten({ yuan, unit, decimals }: ClaimedAmount): (amount: Money) => boolean {
  return writtenAs(yuan, unit, decimals);
}

/** The text of the unit file in which some printed words stand; the template where people did not write them. */
function placeOfWords(words: string, { humanTexts }: CheckContext): Pick<RawFinding, 'path' | 'snippet'> {
  const text = humanTexts.find((each) => each.text.includes(words));
  return text ? { path: text.path, snippet: words } : { path: ['template'] };
}
