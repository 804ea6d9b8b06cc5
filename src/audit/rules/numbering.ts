import { numberingStyle } from '../../document/numbering.ts';
import type { Origin } from '../../document/tree.ts';
import { quoting } from '../../model/quoting.ts';
import type { AuditFinding, AuditRule } from '../audit-rule.ts';
import type { Reading } from '../reading.ts';

const CHINESE = '零一二三四五六七八九';

interface Run {
  readonly last: number;
  readonly words: string;
}

/** F06 序号: numbered headings and paragraphs that skip a number. */
export const numberedInOrder: AuditRule = {
  codes: ['F06'],
  needs: ['prose'],
  run: ({ reading }) => {
    const findings: AuditFinding[] = [];
    // Headings numbered alike stand on one level; a level ends where one above it goes on.
    const open: { readonly style: string; runs: Run[] }[] = [];
    for (const { text, at } of numberedTexts(reading)) {
      const marks = numberingStyle(text);
      const number = marks === null ? null : numberOf(text);
      if (marks === null || number === null) continue;
      // 十一、 and 11、 are numbers of two levels.
      const style = marks + (/^\D{0,2}\d/.test(text) ? '1' : '一');
      const known = open.findIndex((each) => each.style === style);
      if (known < 0) {
        open.push({ style, runs: [{ last: number, words: text }] });
        continue;
      }
      open.splice(known + 1);
      const level = open[known]!;
      const before = level.runs.at(-1)!;
      // A list within a list may be numbered as the one around it, which then goes on.
      const goesOn = level.runs.findLastIndex(({ last }) => number === last + 1);
      level.runs = [...level.runs.slice(0, goesOn < 0 ? undefined : goesOn), { last: number, words: text }];
      if (goesOn >= 0 || number <= before.last) continue;
      findings.push({
        code: 'F06',
        ...quoting`序号不连续：“${short(before.words)}”之后是“${short(text)}”。`,
        hint: '缺的补上，或改正序号。',
        at,
      });
    }
    return findings;
  },
};

function short(text: string): string {
  return text.length > 16 ? `${text.slice(0, 16)}…` : text;
}

/** Headings and beginnings of paragraphs, in their order. */
function numberedTexts({
  headings,
  sentences,
}: Reading): { readonly text: string; readonly at: Origin | null }[] {
  const seen = new Set<number>();
  const starts = sentences.filter(({ paragraph }) => {
    if (seen.has(paragraph)) return false;
    seen.add(paragraph);
    return true;
  });
  return [...headings, ...starts].sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0));
}

/** The number that a text begins with: （十二） → 12, 3. → 3 */
function numberOf(text: string): number | null {
  const written = /^第?[（(]?\s*([一二三四五六七八九十]{1,3}|\d{1,3})/.exec(text)?.[1];
  if (written === undefined) return null;
  if (/^\d/.test(written)) return Number(written);
  const [tens, ones] = written.includes('十') ? written.split('十') : ['0', written];
  const digit = (character: string | undefined, none: number): number =>
    character === undefined || character === '' ? none : CHINESE.indexOf(character);
  const value = written.includes('十') ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0);
  return value > 0 ? value : null;
}
