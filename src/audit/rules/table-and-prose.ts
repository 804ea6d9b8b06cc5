import { changeClaimsIn } from '../../document/change-claims.ts';
import { amountsIn, decimalsOf, halfWidth, type TextAmount } from '../../document/numbers-in-text.ts';
import { isWrittenAs, type Money, parseDecimal, sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import { figureName, type NamedAmount, namedAmounts, proseRuleOf } from '../named-amounts.ts';
import { checkSum, halfPlace } from '../printed.ts';
import { isTorn, type ReadSentence } from '../reading.ts';

/** D01 D03 D04 D06 D09 D10 D12: an amount behind a name that the tables know, against the tables. */
export const namedInProse: AuditRule = {
  codes: ['D01', 'D03', 'D04', 'D06', 'D09', 'D10', 'D12'],
  needs: ['tables', 'prose'],
  run: ({ reading, words }) => {
    const named = namedAmounts(reading, words.published);
    return reading.sentences.flatMap((sentence) => {
      const claims = changeClaimsIn(sentence.text);
      return amountsIn(sentence.text).flatMap((amount, index, all): AuditFinding[] => {
        if (claims.some(({ start, end }) => amount.index >= start && amount.index < end)) return [];
        const clause = clauseBefore(sentence.text, amount.index);
        if (/上年|去年|较|比|同期|追加|调整|其他/.test(clause)) return [];
        const own = figureName(amount.before);
        // “三公”经费全年预算为…，支出决算为…: the second is of the same item.
        const name = own === '支出' && index > 0 ? sangongName(all[index - 1]!, named) : own;
        const known = ofTheSamePart(sentence.text.slice(0, amount.index), name, named.get(name) ?? []);
        if (known.length === 0 || known.every(({ yuan }) => yuan.isZero())) return [];
        if (known.some((each) => isWritten(amount, each.yuan))) return [];
        return [finding(name, amount, known, sentence)];
      });
    });
  },
};

const PART = /政府性基金|国有资本|结转|专户|单位资金|事业收入|经营|财政拨款/;

/** The item of 三公 that an amount is called by; empty where it is none. */
function sangongName({ before }: TextAmount, named: ReadonlyMap<string, readonly NamedAmount[]>): string {
  const name = figureName(before);
  return named.get(name)?.some(({ view }) => view.kind === 'sangong') ? name : '';
}

/** The budgets that have tables of their own. */
const BUDGETS = /一般公共预算|政府性基金|国有资本经营/g;

/**
 * The amounts that a name can mean behind these words: parts of one fund or of what was carried over are called as the
 * whole is, and stand only in the tables of that fund.
 */
function ofTheSamePart(before: string, name: string, known: readonly NamedAmount[]): readonly NamedAmount[] {
  if (!PART.test(before) || PART.test(name)) return known;
  const budgets = [...new Set(before.match(BUDGETS) ?? [])];
  const [only] = budgets;
  const others = before.replace(
    /(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政拨款|拨款)?/g,
    '',
  );
  if (budgets.length !== 1 || PART.test(others)) return [];
  const own = known.filter(({ view }) => view.title.includes(only!));
  // What has this name elsewhere, too, may be meant.
  return own.length === 0 ? [] : known;
}

function clauseBefore(text: string, index: number): string {
  return /[^，。；：]*$/.exec(text.slice(0, index))![0];
}

function finding(
  name: string,
  amount: TextAmount,
  known: readonly NamedAmount[],
  sentence: ReadSentence,
): AuditFinding {
  const first = known.find(({ yuan }) => !yuan.isZero())!;
  return {
    code: proseRuleOf(first.view.kind),
    severity: 'warning',
    ...quoting`文中“${name}”写作${amount.written}，${nameOf(first.view)}中是${first.text}${first.view.unit ?? ''}。`,
    hint: '文字与表格取同一个数；核对是不是同一个口径。',
    at: sentence.at,
  };
}

/** Whether an amount of a table is written so in the text, at the places that the text has. */
function isWritten({ value, written, unit }: TextAmount, yuan: Money): boolean {
  return isWrittenAs(yuan, value, unit, decimalsOf(written));
}

/** The words that name the kind: a name of a unit before them may say 服务 as well. */
function kindWords(before: string): string {
  return before.slice(Math.max(0, before.lastIndexOf('政府采购')));
}

const NUMBER = String.raw`\d+(?:[,，]\d{3})*(?:\.\d+)?`;
const SHARE = new RegExp(
  String.raw`(${NUMBER})\s*(亿元|万元|元)[，,（(]?\s*占([^\d，。；]{0,24}?)(?:的比重|的)?为?\s*(${NUMBER})\s*%`,
  'g',
);

/** E07 占比: a share against the amounts of its paragraph and the totals of the tables. */
export const claimedShares: AuditRule = {
  codes: ['E07'],
  needs: ['prose'],
  run: ({ reading, words }) => {
    // The whole may stand in a table that was not read.
    if (isTorn(reading) || reading.tables.some((view) => view.isTorn)) return [];
    const totals = [...namedAmounts(reading, words.published)].flatMap(([, amounts]) =>
      amounts.map(({ yuan }) => yuan),
    );
    const paragraphs = new Map<number, Money[]>();
    for (const { paragraph, text } of reading.sentences) {
      paragraphs.set(paragraph, [
        ...(paragraphs.get(paragraph) ?? []),
        ...amountsIn(text).map(({ value }) => value),
      ]);
    }
    return reading.sentences.flatMap((sentence) =>
      [...halfWidth(sentence.text).matchAll(SHARE)].flatMap((match): AuditFinding[] => {
        const part = amountsIn(match[0])[0];
        const share = parseDecimal(match[4]!.replace(/[,，]/g, ''));
        if (!part || !share) return [];
        const places = /\.(\d+)/.exec(match[4]!)?.[1]?.length ?? 0;
        const half = halfPlace(share, places);
        const around = [...nearby(paragraphs, sentence.paragraph)].filter(
          (whole) => whole.greaterThanOrEqualTo(part.value) && !whole.isZero(),
        );
        const fits = (whole: Money): boolean =>
          part.value.times(100).div(whole).minus(share).abs().lessThanOrEqualTo(half.times(2.01));
        if (part.value.isZero() && share.isZero()) return [];
        if (around.some(fits) || totals.some((whole) => !whole.isZero() && fits(whole))) return [];
        // Without any whole to hold it against, nothing can be said.
        if (around.every((whole) => whole.equals(part.value)) && totals.length === 0) return [];
        return [
          {
            code: 'E07',
            severity: 'warning',
            ...quoting`“${match[0]}”：文中和表中没有一个总额使它占${match[4]!}%。`,
            hint: '占比等于分项除以合计；核对金额、合计和占比。',
            at: sentence.at,
          },
        ];
      }),
    );
  },
};

function nearby(paragraphs: ReadonlyMap<number, readonly Money[]>, paragraph: number): readonly Money[] {
  return [-3, -2, -1, 0].flatMap((step) => paragraphs.get(paragraph + step) ?? []);
}

/** D14 政府采购合计, A14 三类齐全. */
export const procurement: AuditRule = {
  codes: ['D14', 'A14'],
  needs: ['prose'],
  run: ({ reading, words }) =>
    reading.sentences.flatMap((sentence): AuditFinding[] => {
      if (!/政府采购/.test(sentence.text) || /上年|比|较/.test(sentence.text.split(/其中/)[0]!)) return [];
      const amounts = amountsIn(sentence.text);
      const kinds = Object.entries(words.published.procurementKinds).map(([kind, expression]) => ({
        kind,
        amount: amounts.find(({ before }) => expression.test(kindWords(before))),
      }));
      const known = kinds.filter(({ amount }) => amount !== undefined);
      const whole = amounts.find(
        ({ before, index }) =>
          /政府采购/.test(before + sentence.text.slice(0, index)) &&
          !known.some(({ amount }) => amount!.index === index),
      );
      if (!whole || whole.index > (known[0]?.amount?.index ?? 0)) return [];
      if (known.length < kinds.length) {
        if (known.length === 0) return [];
        const missing = kinds.filter(({ amount }) => amount === undefined).map(({ kind }) => kind);
        return [
          {
            code: 'A14',
            severity: 'warning',
            message: `政府采购${whole.written}没有写明${missing.join('、')}各多少。`,
            hint: '写总额及货物、工程、服务三类，没有的写0。',
            at: sentence.at,
          },
        ];
      }
      const per = whole.unit === '元' ? 1 : 10_000;
      const parts = known.map(({ amount }) => amount!.value.div(per));
      const decimals = /\.(\d+)/.exec(whole.written)?.[1]?.length ?? 0;
      const found = checkSum(whole.value.div(per), parts, decimals);
      if (found.kind === 'equal') return [];
      return [
        {
          code: 'D14',
          severity: found.kind === 'residue' ? 'note' : 'error',
          message: `政府采购总额写作${whole.written}，货物、工程、服务之和为${sumMoney(parts).toFixed(decimals)}${whole.unit}${found.kind === 'residue' ? '（尾差）' : ''}。`,
          hint: '总额等于三类之和；核对四个数。',
          at: sentence.at,
        },
      ];
    }),
};
