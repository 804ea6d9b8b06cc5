import { changeOf, type Direction } from '../../figures/compare.ts';
import type { Comparison } from '../../model/figure.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { placeOf } from '../place.ts';
import { checkedRule, type Rule } from '../rule.ts';

const SHORTEST_REASON = 4;
const OPPOSITE = { up: '增加', down: '减少' } as const;

/** E05 增减原因, beyond its absence: empty, cut off, or contrary to the direction of the figures. */
export const reasonWording: Rule = checkedRule(
  {
    code: 'E05',
    title: '增减原因',
    meaning: '有增减必有原因；原因不空、不残、不与方向相反。缺写由推算一步报告，其余由本规则检查。',
    example: '“主要原因是。”；减少 21.98 万元，原因写“故基本支出增加”。',
    remedy: '在 reasons 下写“主要原因是”之后的话。',
    source: '143 GBC PT26',
    severity: 'error',
    needs: ['data', 'texts', 'lastYear'],
  },
  (context) => {
    const told = new Set<string>();
    return compared(context).flatMap((comparison): RawFinding[] => {
      const path = comparison.reasonPaths.find((each) => reasonAt(context, each) === comparison.reason);
      if (comparison.reason === null || path === undefined) return [];
      const key = path.join('/');
      if (told.has(key)) return [];
      const finding = judge(comparison, comparison.reason, context);
      if (finding === null) return [];
      told.add(key);
      const { snippet, ...rest } = finding;
      return [{ ...rest, position: placeOf(context.unit, ['reasons', ...path], snippet) }];
    });
  },
);

function compared({ analysis }: CheckContext): Comparison[] {
  const listed = Object.values(analysis.lists).flatMap((entries) => entries.map(({ figure }) => figure));
  return [...Object.values(analysis.figures), ...listed].filter(({ prior }) => prior !== null);
}

function reasonAt({ unit }: CheckContext, path: readonly string[]): unknown {
  let value: unknown = unit.data.reasons;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

type Judgement = Omit<RawFinding, 'position'> & { readonly snippet?: string };

function judge(comparison: Comparison, reason: string, context: CheckContext): Judgement | null {
  const { wording } = context.words;
  const bare = reason.replace(/[。.\s]+$/, '');
  if ([...bare].length < SHORTEST_REASON || wording.emptyReasons.includes(bare)) {
    return {
      ...quoting`“${comparison.label}”的增减原因“${reason}”等于没有写。`,
      hint: '写明是哪些事项使预算增加或减少。',
    };
  }
  const dangling = wording.danglingEndings.find((ending) => bare.endsWith(ending));
  if (dangling !== undefined) {
    return {
      ...quoting`“${comparison.label}”的增减原因没有写完，停在“${dangling}”。`,
      hint: '把原因写完整；末尾不写标点。',
      snippet: bare.slice(-6),
    };
  }
  return contrary(comparison, bare, context);
}

function contrary(comparison: Comparison, reason: string, context: CheckContext): Judgement | null {
  const { settings } = context.pack;
  const { direction } = changeOf(comparison.current, comparison.prior!, settings.money, 0);
  const sense = SENSES[direction];
  if (sense === null) return null;
  const { increaseWords, decreaseWords, conclusionWords } = context.words.wording;
  const [own, other] = sense === 'up' ? [increaseWords, decreaseWords] : [decreaseWords, increaseWords];
  const opposite = OPPOSITE[sense === 'up' ? 'down' : 'up'];
  const cut = Math.max(...conclusionWords.map((word) => reason.lastIndexOf(word)));
  if (cut >= 0) {
    const conclusion = reason.slice(cut);
    if (has(conclusion, other) && !has(conclusion, own)) {
      return {
        ...quoting`“${comparison.label}”比上年${OPPOSITE[sense]}，原因的结论却是${opposite}：“${conclusion}”。`,
        hint: '按数字的方向改写原因，或核对上年数。',
        snippet: conclusion,
      };
    }
  }
  if (has(reason, other) && !has(reason, own)) {
    return {
      severity: 'warning',
      ...quoting`“${comparison.label}”比上年${OPPOSITE[sense]}，原因里却只说到${opposite}：“${reason}”。`,
      hint: '补写与数字方向一致的原因，或核对上年数。',
    };
  }
  return null;
}

const SENSES: Readonly<Record<Direction, 'up' | 'down' | null>> = {
  increase: 'up',
  created: 'up',
  decrease: 'down',
  ended: 'down',
  equal: null,
  zero: null,
};

function has(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}
