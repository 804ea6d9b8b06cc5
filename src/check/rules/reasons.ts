import { wordsOf } from '../../document/words-of.ts';
import { changeOf, type Direction } from '../../figures/compare.ts';
import type { Comparison } from '../../model/figure.ts';
import { quoting } from '../../model/quoting.ts';
import { comparedFigures } from '../comparisons.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** E05 增减原因, beyond its absence: empty, cut off, or contrary to the direction of the figures. */
export const reasonWording: Rule = checkedRule(
  {
    code: 'E05',
    title: '增减原因',
    meaning: '有增减必有原因，缺写是错误；原因等于没有写、没有写完、与方向相反的，是从文字判断的，给出警告。',
    example: '“主要原因是。”；减少 21.98 万元，原因写“故基本支出增加”。',
    remedy: '在 reasons 下写“主要原因是”之后的话。',
    source: '143 GBC PT26',
    severity: 'error',
    needs: ['data', 'texts', 'lastYear'],
  },
  (context) => {
    const told = new Set<string>();
    return comparedFigures(context.analysis).flatMap((comparison): RawFinding[] => {
      const path = comparison.reasonPaths.find((each) => reasonAt(context, each) === comparison.reason);
      if (comparison.reason === null || path === undefined) return [];
      const key = path.join('/');
      if (told.has(key)) return [];
      const finding = judge(comparison, comparison.reason, context);
      if (finding === null) return [];
      told.add(key);
      const { snippet, ...rest } = finding;
      return [{ ...rest, path: ['reasons', ...path], snippet }];
    });
  },
);

function reasonAt({ unit }: CheckContext, path: readonly string[]): unknown {
  let value: unknown = unit.data.reasons;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

type Judgement = Omit<RawFinding, 'position' | 'path'>;

function judge(comparison: Comparison, reason: string, context: CheckContext): Judgement | null {
  const { wording } = context.words;
  const bare = reason.replace(/[\p{P}\s]+$/u, '');
  if (!/[\p{L}\p{N}]/u.test(bare)) {
    return {
      ...quoting`“${comparison.label}”的增减原因“${reason}”里一个字也没有。`,
      hint: '写明是哪些事项使预算增加或减少。',
    };
  }
  if (wording.emptyReasons.includes(bare)) {
    return {
      severity: 'warning',
      ...quoting`“${comparison.label}”的增减原因“${reason}”等于没有写。`,
      hint: '写明是哪些事项使预算增加或减少。',
    };
  }
  const last = lastWordOf(reason.replace(/[。.\s]+$/, ''), wording.danglingEndings);
  if (last !== null) {
    return {
      severity: 'warning',
      ...quoting`“${comparison.label}”的增减原因像是没有写完，停在“${last}”。`,
      hint: '把原因写完整；末尾不写标点。',
      snippet: bare.slice(-6),
    };
  }
  return contrary(comparison, bare, context);
}

/** The one of some words that a text ends with, as a word of its own. */
function lastWordOf(text: string, words: readonly string[]): string | null {
  if (!words.some((word) => text.endsWith(word))) return null;
  const last = wordsOf(text).at(-1)!;
  return words.includes(last) ? last : null;
}

/** What the reason says of the direction, against the figures: of the clause that draws the conclusion, else of all of it. */
function contrary(comparison: Comparison, reason: string, context: CheckContext): Judgement | null {
  const { direction } = changeOf(comparison.current, comparison.prior!, context.pack.settings.money, 0);
  const sense = SENSES[direction];
  if (sense === null) return null;
  const opposite = VERBS[sense === 'up' ? 'down' : 'up'];
  const conclusion = conclusionOf(reason, context);
  if (conclusion !== null && tendencyOf(conclusion, context) === opposite) {
    return {
      severity: 'warning',
      ...quoting`“${comparison.label}”比上年${VERBS[sense]}，原因的结论却是${opposite}：“${conclusion}”。`,
      hint: '按数字的方向改写原因，或核对上年数。',
      snippet: conclusion,
    };
  }
  if (tendencyOf(reason, context) === opposite) {
    return {
      severity: 'warning',
      ...quoting`“${comparison.label}”比上年${VERBS[sense]}，原因里却只说到${opposite}：“${reason}”。`,
      hint: '补写与数字方向一致的原因，或核对上年数。',
    };
  }
  return null;
}

/** The last clause that begins with a word of conclusion (故, 因此), without its last mark; null where there is none. */
function conclusionOf(reason: string, context: CheckContext): string | null {
  const { conclusionWords } = context.words.wording;
  const clauses = reason.split(/(?<=[，。；：,;:])/);
  const start = clauses.findLastIndex((clause) => conclusionWords.some((word) => isBegunBy(clause, word)));
  return start < 0 ? null : clauses.slice(start).join('');
}

/** 故 begins 故基本支出减少, but not 故障维修费用增加. */
function isBegunBy(clause: string, word: string): boolean {
  return clause.startsWith(word) && wordsOf(clause)[0] === word;
}

/** The one direction that a text speaks of; null where it speaks of both or of none. */
function tendencyOf(text: string, { words }: CheckContext): '增加' | '减少' | null {
  const { increaseWords, decreaseWords, notAmounts } = words.wording;
  // 提高资金使用效益 says nothing of the money.
  const bare = text.replace(/(?:提高|提升|扩大|降低|增强|增加)([^，。；：、]{0,8})/g, (all, rest: string) =>
    notAmounts.some((word) => rest.includes(word)) ? rest : all,
  );
  const up = increaseWords.some((word) => bare.includes(word));
  const down = decreaseWords.some((word) => bare.includes(word));
  if (up === down) return null;
  return up ? VERBS.up : VERBS.down;
}

const SENSES: Readonly<Record<Direction, 'up' | 'down' | null>> = {
  increase: 'up',
  created: 'up',
  decrease: 'down',
  ended: 'down',
  equal: null,
  zero: null,
};

const VERBS = { up: '增加', down: '减少' } as const;
