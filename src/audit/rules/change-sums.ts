import { type ChangeClaim, changeClaimsIn } from '../../document/change-claims.ts';
import { type Money, toYuan, ZERO } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import { Lookup } from '../lookup.ts';
import { figureName } from '../named-amounts.ts';
import { halfPlace, type Placed, printedAmount } from '../printed.ts';
import type { Reading, ReadSentence } from '../reading.ts';

interface Told {
  readonly claim: ChangeClaim;
  readonly sentence: ReadSentence;
  readonly name: string;
  /** Up is positive. */
  readonly change: Money;
  readonly half: Money;
}

/** E06 分项变动之和: basic and project expenditure against all of it, the items of 三公 against their sum. */
export const changesAddUp: AuditRule = {
  codes: ['E06'],
  needs: ['prose'],
  run: ({ reading, words: { published } }) => {
    const { sangong } = published;
    const told = toldChanges(reading);
    const bySection = new Map<string, Told[]>();
    for (const each of told) {
      const key = each.sentence.above.join('/');
      bySection.set(key, [...(bySection.get(key) ?? []), each]);
    }
    return [...bySection.values()].flatMap((section): AuditFinding[] => {
      const first = (matches: (name: string) => boolean): Told | undefined =>
        section.find(({ name }) => matches(name));
      const whole = first((name) => /^(?:本年|全年)?支出(?:预算)?$/.test(name));
      const kinds = [first((name) => name === '基本支出'), first((name) => name === '项目支出')];
      const items = [
        first((name) => sangong.abroad.test(name)),
        first((name) => sangong.reception.test(name)),
        ...(['purchase', 'running'] as const).map((item) =>
          first((name) => sangong[item].test(name) && !/购置(?:及|和|与)运行/.test(name)),
        ),
      ];
      const sum = first((name) => /三公/.test(name));
      return [...against(whole, kinds), ...against(sum, items)];
    });
  },
};

function against(whole: Told | undefined, parts: readonly (Told | undefined)[]): AuditFinding[] {
  const known = parts.filter((part) => part !== undefined);
  if (!whole || known.length < parts.length) return [];
  const sum = known.reduce((total, { change }) => total.plus(change), ZERO);
  const bound = known.reduce((total, { half }) => total.plus(half), whole.half);
  if (whole.change.minus(sum).abs().lessThanOrEqualTo(bound)) return [];
  return [
    {
      code: 'E06',
      severity: 'warning',
      ...quoting`“${whole.claim.label}”的变动是${wan(whole.change)}，各分项（${known.map(({ name }) => name).join('、')}）的变动之和是${wan(sum)}。`,
      hint: '分项变动之和等于总变动；核对各数。',
      at: whole.sentence.at,
    },
  ];
}

/** E10 收支同向同额: all income and all expenditure change alike. */
export const incomeAndExpenditure: AuditRule = {
  codes: ['E10'],
  needs: ['tables', 'prose'],
  run: ({ reading, words: { published } }) => {
    const at = new Lookup(reading, published);
    const total = at.side('balance', 'income');
    if (total === null || total.view.unit === null) return [];
    const yuan = yuanIn(total);
    const ofAll = toldChanges(reading).filter(({ claim }) =>
      claim.current?.yuan.minus(yuan).abs().lessThanOrEqualTo(halfOf(claim)),
    );
    const income = ofAll.find(({ name }) => /^(?:本年|全年)?收入(?:预算)?$/.test(name));
    const expenditure = ofAll.find(({ name }) => /^(?:本年|全年)?支出(?:预算)?$/.test(name));
    if (!income || !expenditure) return [];
    const room = income.half.plus(expenditure.half);
    if (income.change.minus(expenditure.change).abs().lessThanOrEqualTo(room)) return [];
    return [
      {
        code: 'E10',
        severity: 'warning',
        ...quoting`收入总额的变动是${wan(income.change)}，支出总额的变动是${wan(expenditure.change)}，两年收支都相等的应相同（见${nameOf(total.view)}）。`,
        hint: '收入总额与支出总额同向同额变动；核对两句。',
        at: expenditure.sentence.at,
      },
    ];
  },
};

function toldChanges({ sentences }: Reading): Told[] {
  return sentences.flatMap((sentence) =>
    changeClaimsIn(sentence.text).flatMap((claim): Told[] => {
      if (claim.way !== 'same' && claim.change === null) return [];
      const value = claim.change?.yuan ?? ZERO;
      const half = claim.change ? toYuan(halfPlace(value, claim.change.decimals), claim.change.unit) : ZERO;
      // The name ends the label: 某中心2025年收入预算 is 收入.
      const name = figureName(/(?:年度?|单位|部门)([^年]*)$/.exec(claim.label)?.[1] ?? claim.label);
      return [{ claim, sentence, name, change: claim.way === 'down' ? value.negated() : value, half }];
    }),
  );
}

function yuanIn(place: Placed): Money {
  return toYuan(printedAmount(place), place.view.unit!);
}

function halfOf({ current }: ChangeClaim): Money {
  return current ? toYuan(halfPlace(current.yuan, current.decimals), current.unit) : ZERO;
}

function wan(yuan: Money): string {
  return `${yuan.isNegative() ? '减少' : '增加'}${yuan.abs().div(10_000).toFixed()}万元`;
}
