import type { AmountUnit } from '../model/money.ts';
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
