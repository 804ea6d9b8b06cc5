import type { AmountUnit } from '../model/money.ts';
import type { AdoptedFacts } from './adopt-facts.ts';
import { type AdoptedPrior, priorText } from './adopt-prior.ts';

/** A text for a unit file with `prior` put in; null where it has one that says something already. */
export function withPrior(text: string, prior: AdoptedPrior, replaces: boolean): string | null {
  const unit: AmountUnit = /^amounts:\s*["']?元["']?\s*(?:#.*)?$/m.test(text) ? '元' : '万元';
  const block = priorText(prior, unit);
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^prior:/.test(line));
  if (start < 0) return `${text.replace(/\n*$/, '\n')}\n${block}`;
  let end = start + 1;
  while (end < lines.length && !/^[^\s#]/.test(lines[end]!)) end++;
  const isEmpty = lines
    .slice(start, end)
    .every((line, index) => /^\s*(?:#.*)?$/.test(index === 0 ? line.replace(/^prior:/, '') : line));
  if (!isEmpty && !replaces) return null;
  // A blank line before the next key stays.
  while (end > start + 1 && lines[end - 1]!.trim() === '') end--;
  return [...lines.slice(0, start), block.trimEnd(), ...lines.slice(end)].join('\n');
}

/** A first unit file for the year after a report: what the report says of the unit, and its figures as last year's. */
export function firstUnitText(
  { name, year, functions, offices, establishment }: AdoptedFacts,
  prior: AdoptedPrior,
  template: string | null,
): string {
  const quoted = (text: string): string => JSON.stringify(text);
  const list = (items: readonly string[]): string[] => items.map((item) => `    - ${quoted(item)}`);
  const lines = [
    `# 由 ${year ?? '上年'} 年公开的报告带入；没有带入的空着，填好后用 npm run check 核对。`,
    `template: ${template ?? '# 样式，例如 npm run pack 列出的'}`,
    `year: ${year === null ? '' : year + 1}`,
    'date: # 公开日期，如 2026-02-20',
    'amounts: 万元',
    '',
    'unit:',
    `  name: ${name === null ? '' : quoted(name)}`,
    '  kind: # 行政单位、参公事业单位、事业单位',
    ...(functions.length > 0 ? ['  functions: # 由上年报告带入', ...list(functions)] : ['  functions: []']),
    '  subordinates: []',
    ...(offices.length > 0 ? ['  offices: # 由上年报告带入', ...list(offices)] : ['  offices: []']),
    `  establishment: ${establishment ?? ''}`,
    '',
    'budget: {} # 本年预算',
    '',
  ];
  return `${lines.join('\n')}\n${priorText(prior, '万元')}`;
}
