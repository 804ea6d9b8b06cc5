import { type ChangeClaim, type ClaimedAmount, changeClaimsIn } from '../../document/change-claims.ts';
import { amountsIn } from '../../document/numbers-in-text.ts';
import { percentOf, toYuan } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import type { AuditFinding, AuditRule } from '../audit-rule.ts';
import { figureName, namedAmounts } from '../named-amounts.ts';
import { halfPlace } from '../printed.ts';
import { type RateVerdict, type RoundedAmount, rateVerdict } from '../rate-verdict.ts';
import type { ReadSentence } from '../reading.ts';

/** E01 变动额与方向, E02 变动率, E03 零基数和持平, E04 本年为零: each sentence by itself. */
export const claimedChanges: AuditRule = {
  codes: ['E01', 'E02', 'E03', 'E04'],
  needs: ['prose'],
  run: ({ reading }) =>
    oncePerNote(
      reading.sentences.flatMap((sentence, index) => {
        const before = reading.sentences[index - 1];
        const subject = before && goesOn(sentence, before) ? before.text.replace(/[。；]$/, '，') : '';
        const whole = { ...sentence, text: subject + sentence.text };
        return changeClaimsIn(whole.text)
          .filter(({ start }) => start >= subject.length)
          .flatMap((claim) => faultsOf(claim, whole));
      }),
    ),
};

/** Whether a sentence begins with what the amount of the one before is compared with: 与上年相比增加…. */
function goesOn({ text, paragraph }: ReadSentence, before: ReadSentence): boolean {
  return (
    paragraph === before.paragraph &&
    /^(?:[与比较同和](?:上年|去年|20\d\d\s*年)|同比)/.test(text) &&
    amountsIn(before.text).length === 1 &&
    changeClaimsIn(before.text).length === 0
  );
}

/** Notes of one kind are one: how a report writes no change is one habit. */
function oncePerNote(findings: readonly AuditFinding[]): AuditFinding[] {
  const notes = findings.filter(({ code, severity }) => code === 'E03' && severity === 'note');
  const [first] = notes;
  const others = findings.filter((finding) => !notes.includes(finding));
  if (!first) return others;
  return [
    ...others,
    {
      ...first,
      message: notes.length > 1 ? `${first.message}这样写的共 ${notes.length} 处。` : first.message,
    },
  ];
}

/** E02 where the sentence has no amount of this year: the tables or the sentences before may name the figure. */
export const namedRates: AuditRule = {
  codes: ['E02'],
  needs: ['tables', 'prose'],
  run: ({ reading, words }) => {
    const named = namedAmounts(reading, words.published);
    return reading.sentences.flatMap((sentence, index) =>
      changeClaimsIn(sentence.text).flatMap((claim): AuditFinding[] => {
        const { change, rate, way, current } = claim;
        const hasRate =
          rate !== null && !rate.points && !rate.percent.isZero() && change !== null && !change.yuan.isZero();
        if (!hasRate || current !== null || claim.rateWay !== way) return [];
        const name = figureName(claim.label);
        const before = reading.sentences
          .slice(Math.max(0, index - 2), index)
          .filter(
            ({ section, text }) =>
              section === sentence.section && name.length > 2 && figureName(text).includes(name),
          );
        const amounts = [
          ...(named.get(name) ?? []).map(({ yuan }) => yuan),
          ...[...before, sentence].flatMap(({ text }) => amountsIn(text).map(({ value }) => value)),
        ];
        if (before.length === 0 && !named.has(name)) return [];
        const by = { value: change.yuan, half: halfOf(change) };
        const verdicts = amounts.flatMap((now) => {
          const value = way === 'up' ? now.minus(by.value) : now.plus(by.value);
          return rateVerdict(rate.percent, rate.decimals, by, { value, half: by.half.times(2) }) ?? [];
        });
        if (verdicts.length === 0 || verdicts.some((verdict) => verdict !== 'impossible')) return [];
        const said = sentence.text.slice(claim.start, claim.end);
        return [
          {
            code: 'E02',
            severity: 'warning',
            ...quoting`“${claim.label}${said}”：文中和表中的“${name}”都算不出这个变动率。`,
            hint: '变动率等于变动额除以上年数；核对金额和变动率。',
            at: sentence.at,
          },
        ];
      }),
    );
  },
};

function faultsOf(claim: ChangeClaim, sentence: ReadSentence): AuditFinding[] {
  const said = sentence.text.slice(claim.start, claim.end);
  const words = quoting`“${claim.label}${said}”`;
  const finding = (
    code: string,
    severity: AuditFinding['severity'],
    what: string,
    hint: string,
  ): AuditFinding[] => [
    {
      code,
      severity: severity!,
      message: `${words.message}：${what}。`,
      hint,
      at: sentence.at,
      ...(words.subject && { subject: words.subject }),
    },
  ];
  const { way, rateWay, change, rate, current, prior, amountForRate } = claim;
  if (amountForRate !== null)
    return finding(
      'E02',
      'error',
      `应写变动率的地方写了金额${amountForRate.yuan.div(10_000).toFixed()}万元`,
      '改为变动率，或删去这一句。',
    );
  const isNothing = (change === null || change.yuan.isZero()) && (rate === null || rate.percent.isZero());
  if (way !== 'same' && isNothing) {
    if (change === null && rate === null) return [];
    return finding('E03', 'note', '没有变化，却写了增减', '本年等于上年的写“与上年持平”。');
  }
  if (rateWay !== null && rateWay !== way)
    return finding('E01', 'error', '前后两个增减的词方向相反', '按本年减上年的正负改正其中一个。');
  if (current !== null && prior !== null) {
    const wrong = twoAmounts(claim, current, prior);
    if (wrong) return finding('E01', 'error', wrong, '本年减上年等于变动额，方向词与正负一致；核对三个数。');
  }
  if (rate === null || rate.points || way === 'same') return [];
  if (change !== null && current !== null && way === 'up' && change.yuan.equals(current.yuan)) {
    return finding(
      'E03',
      'warning',
      '上年没有这一项，不能算变动率',
      '上年为零的不写百分比，写“上年无此项”。',
    );
  }
  const verdict = bestVerdict(claim, sentence.text);
  if (verdict === null || verdict.kind === 'right') return [];
  const { kind, expected } = verdict;
  const of = `按印出的金额是${expected}%`;
  if (kind === 'residue')
    return finding(
      'E02',
      'note',
      `${of}，只有用未四舍五入的金额才能算出${rate.percent.toFixed(rate.decimals)}%（尾差）`,
      '变动率由印出的数算出，读者才能复核。',
    );
  if (kind === 'truncated')
    return finding('E02', 'warning', `${of}，写的数是截断而不是四舍五入`, '四舍五入到印出的位数。');
  const isGone = current?.yuan.isZero() === true && way === 'down';
  return finding(
    isGone ? 'E04' : 'E02',
    'error',
    isGone ? '本年为零，应下降100%' : of,
    '变动率等于变动额除以上年数；核对金额和变动率。',
  );
}

/** What is wrong with three amounts of one sentence; null where change and direction follow from both years. */
function twoAmounts(
  { way, change }: ChangeClaim,
  current: ClaimedAmount,
  prior: ClaimedAmount,
): string | null {
  const difference = current.yuan.minus(prior.yuan);
  const room = halfOf(current)
    .plus(halfOf(prior))
    .plus(change ? halfOf(change) : 0);
  if (difference.abs().lessThanOrEqualTo(room)) {
    return way !== 'same' && change !== null && change.yuan.greaterThan(room)
      ? '两年的数相等，却写了增减'
      : null;
  }
  const actual = difference.isNegative() ? 'down' : 'up';
  const told = `两年的数相差${difference.abs().div(10_000).toFixed()}万元，是${actual === 'up' ? '增加' : '减少'}`;
  if (way !== actual) return told;
  return change?.yuan.minus(difference.abs()).abs().greaterThan(room) ? told : null;
}

/** The kindest verdict over the amounts of the sentence that may be meant: the nearest one may be another figure's. */
function bestVerdict(
  claim: ChangeClaim,
  text: string,
): { readonly kind: RateVerdict; readonly expected: string } | null {
  const { change, rate, current, prior, way } = claim;
  if (current === null) return null;
  const rounded = (amount: ClaimedAmount): RoundedAmount => ({ value: amount.yuan, half: halfOf(amount) });
  const pairs: { readonly change: RoundedAmount; readonly base: RoundedAmount }[] = [];
  const pairOf = (now: RoundedAmount): void => {
    if (prior !== null)
      pairs.push({
        change: { value: now.value.minus(prior.yuan).abs(), half: now.half.plus(halfOf(prior)) },
        base: rounded(prior),
      });
    else if (change !== null) {
      const by = rounded(change);
      const value = way === 'up' ? now.value.minus(by.value) : now.value.plus(by.value);
      if (value.greaterThan(0)) pairs.push({ change: by, base: { value, half: now.half.plus(by.half) } });
    }
  };
  pairOf(rounded(current));
  for (const { value, index, written } of amountsIn(text)) {
    if (index >= claim.start || index === current.start) continue;
    const decimals = /\.(\d+)/.exec(written)?.[1]?.length ?? 0;
    pairOf({ value, half: halfPlace(value, decimals).times(written.endsWith('万元') ? 10_000 : 1) });
  }
  const verdicts = pairs.flatMap((pair) => {
    const kind = rateVerdict(rate!.percent, rate!.decimals, pair.change, pair.base);
    return kind === null ? [] : [{ kind, pair }];
  });
  const [first] = verdicts;
  if (!first) return null;
  const order: readonly RateVerdict[] = ['right', 'residue', 'truncated', 'impossible'];
  const best = order.find((kind) => verdicts.some((each) => each.kind === kind))!;
  // Only the nearest amount may be off by rounding: any other must fit to the digit.
  const kind = best === 'right' ? best : first.kind;
  return {
    kind,
    expected: percentOf(first.pair.change.value, first.pair.base.value, rate!.decimals)!.toFixed(
      rate!.decimals,
    ),
  };
}

function halfOf({ yuan, unit, decimals }: ClaimedAmount) {
  return toYuan(halfPlace(yuan, decimals), unit);
}

/** E05 增减有原因, E08 比较基期. */
export const claimedReasons: AuditRule = {
  codes: ['E05', 'E08'],
  needs: ['prose'],
  run: ({ reading }) => {
    const isTold = reasonsTold(reading.sentences);
    const findings: AuditFinding[] = [];
    const bases = new Map<string, ReadSentence>();
    for (const [index, sentence] of reading.sentences.entries()) {
      for (const claim of changeClaimsIn(sentence.text)) {
        const base = /执行数|决算数|预算数/.exec(claim.base?.text ?? '')?.[0];
        if (base !== undefined && !bases.has(base)) bases.set(base, sentence);
        const isChange = claim.way !== 'same' && claim.change !== null && !claim.change.yuan.isZero();
        if (!isChange || isTold(index)) continue;
        findings.push({
          code: 'E05',
          severity: 'warning',
          ...quoting`“${claim.label}${sentence.text.slice(claim.start, claim.end)}”没有说明原因。`,
          hint: '写明增减的主要原因。',
          at: sentence.at,
        });
      }
    }
    const [usual, other] = [...bases];
    if (reading.document === '预算' && usual && other) {
      findings.push({
        code: 'E08',
        severity: 'warning',
        message: `有的与上年${usual[0]}比，有的与上年${other[0]}比。`,
        hint: '预算公开一律与上年预算数比。',
        at: other[1].at,
      });
    }
    return findings;
  },
};

const REASON = /原因|因为|由于|主要是/;

/**
 * Whether a change of a sentence has its reason: in the sentence, behind it before the next change, or, where the section
 * does not give a reason with each change, anywhere below.
 */
function reasonsTold(sentences: readonly ReadSentence[]): (index: number) => boolean {
  const changes = sentences.map(({ text }) =>
    changeClaimsIn(text).some(
      ({ way, change }) => way !== 'same' && change !== null && !change.yuan.isZero(),
    ),
  );
  const sections = new Map<string, number[]>();
  for (const [index, { above }] of sentences.entries()) {
    const key = above.join('/');
    sections.set(key, [...(sections.get(key) ?? []), index]);
  }
  return (index) => {
    const { text, above } = sentences[index]!;
    if (REASON.test(text)) return true;
    const section = sections.get(above.join('/'))!;
    const below = section.filter((each) => each > index);
    const next = below.findIndex((each) => changes[each]);
    const near = next < 0 ? below : below.slice(0, next);
    if (near.some((each) => REASON.test(sentences[each]!.text))) return true;
    const told = section.filter((each) => changes[each]);
    const withOwn = told.filter((each) => REASON.test(sentences[each]!.text));
    // The first may be the sum of those that follow; a part has a share.
    const isSum = index === told[0] && !/占|基本支出|项目支出/.test(text);
    const isHabit = !isSum && withOwn.length > 1 && withOwn.length * 2 >= told.length;
    return !isHabit && below.some((each) => REASON.test(sentences[each]!.text));
  };
}
