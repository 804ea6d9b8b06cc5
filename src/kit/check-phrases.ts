import { waysIn } from '../document/change-claims.ts';
import type { Finding } from '../model/finding.ts';
import { quoting } from '../model/quoting.ts';
import type { LocatedPack } from '../pack/load-pack.ts';
import type { ChangeStyle } from '../pack/pack.ts';

const CASES = ['increase', 'decrease', 'equal', 'created', 'ended', 'zero'] as const;
type Case = (typeof CASES)[number];

const NAMES: Readonly<Record<Case, string>> = {
  increase: '增加',
  decrease: '减少',
  equal: '持平',
  created: '新增（上年没有）',
  ended: '取消（本年没有）',
  zero: '两年都没有',
};
const WAYS: Readonly<Partial<Record<Case, 'up' | 'down'>>> = {
  increase: 'up',
  created: 'up',
  decrease: 'down',
  ended: 'down',
};

/**
 * Phrases of change that contradict their case: a word of fall where the figure rises, an amount where the rate belongs
 * (`T28`). Every unit would print them.
 *
 * Example: `increase: 比上年预算减少{{amount}}` → “减少” in the phrase for 增加
 */
export function phraseFindings({ pack, settings }: LocatedPack): Finding[] {
  return Object.entries(pack.settings.change).flatMap(([style, phrases]) =>
    CASES.flatMap((each) =>
      faultsOf(each, phrases).map((fault): Finding => {
        return {
          code: 'T28',
          severity: 'error',
          ...quoting`change.${style}.${each}（${NAMES[each]}）写作“${phrases[each]}”：${fault}。`,
          hint: '改正这一句的写法；每个单位的报告都会这样印。',
          position: settings.locator.positionOf(['change', style, each]),
        };
      }),
    ),
  );
}

function faultsOf(each: Case, phrases: ChangeStyle): string[] {
  const phrase = phrases[each];
  const faults: string[] = [];
  const way = WAYS[each];
  if (way !== undefined) {
    const wrong = waysIn(phrase).find((word) => word.way !== way);
    if (wrong) faults.push(`数${way === 'up' ? '增加' : '减少'}时写了“${wrong.word}”`);
  }
  if ((phrase.match(/\{\{\s*amount\s*\}\}/g)?.length ?? 0) > 1)
    faults.push('两处都是变动额 {{amount}}，变动率应写 {{rate}}');
  if (/\{\{\s*rate\s*\}\}\s*[亿万]?元/.test(phrase)) faults.push('变动率 {{rate}} 后面写了金额的单位');
  if (/\{\{\s*amount\s*\}\}\s*[%％]/.test(phrase)) faults.push('变动额 {{amount}} 后面写了百分号');
  if (each === 'created' && /\{\{\s*rate\s*\}\}/.test(phrase)) faults.push('上年为零，没有变动率 {{rate}}');
  return faults;
}
