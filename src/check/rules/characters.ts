import { allLines } from '../../books/books.ts';
import type { RawFinding } from '../context.ts';
import { visitTexts } from '../data-texts.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** Characters that must not be published in any format, by what they are. */
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['部首字符（看起来像汉字，查找、复制时是另一个字）', /[\u2E80-\u2FDF]/u],
  ['私用区字符（别的电脑上没有这个字）', /\p{Co}/u],
  ['表情符号', /\p{Emoji_Presentation}|[\u{1F000}-\u{1FAFF}]|\uFE0F/u],
  ['改变文字方向的字符（看不见）', /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u],
  ['看不见的字符', /[\u200B-\u200D\u2060\uFEFF\u00AD]/u],
  ['控制字符', /[\u2028\u2029]|(?![\n\t\r])\p{Cc}/u],
  ['无效的字符', /\p{Cs}|[\uFFFD-\uFFFF]/u],
];
const ANY = new RegExp(FORBIDDEN.map(([, { source }]) => source).join('|'), 'u');

/** F10 字符: radicals, private use, emoji, controls and overrides of direction anywhere in the data. */
export const characters: Rule = checkedRule(
  {
    code: 'F10',
    title: '不能公开的字符',
    meaning:
      '数据的任何地方不得有部首字符（⼈ 不是 人）、私用区字符、表情符号、控制字符、改变文字方向的字符和看不见的字符；哪一种格式都不输出。',
    example: '“在职⼈员减少”中的“⼈”是部首（U+2F08），在 PDF 里查找“人员”找不到。',
    remedy: '删去，或重新输入这个字。',
    source: 'OWN',
    severity: 'error',
    needs: ['texts'],
  },
  ({ unit }) => {
    const findings: RawFinding[] = [];
    const told = new Set<string>();
    visitTexts(unit.data, (text, path) => {
      for (const each of forbiddenIn(text)) {
        told.add(text);
        findings.push({ ...each, path: path(), snippet: each.character });
      }
    });
    for (const { project, position } of allLines(unit)) {
      if (project === null || told.has(project)) continue;
      told.add(project);
      for (const each of forbiddenIn(project)) findings.push({ ...each, position });
    }
    return findings.map(({ message, hint, path, snippet, position }) => ({
      message,
      hint,
      ...(path && { path, snippet }),
      ...(position && { position }),
    }));
  },
);

/** One finding for each kind of character in a text: the first of its kind. */
function forbiddenIn(text: string): { character: string; message: string; hint: string }[] {
  if (!ANY.test(text)) return [];
  return FORBIDDEN.flatMap(([kind, pattern]) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const character = match[0];
    const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    const shown = /\uFE0F|[\p{C}\u2028\u2029]/u.test(character) ? code : `“${character}”（${code}）`;
    const before = text
      .slice(0, match.index)
      .replace(/[\p{C}]/gu, '')
      .slice(-10);
    const where = before === '' ? '开头' : `“${before}”之后`;
    const plain = character.normalize('NFKC');
    const isFolded = plain !== character && !ANY.test(plain);
    return [
      {
        character,
        message: `文字${where}有${kind}：${shown}。`,
        hint: isFolded ? `改为“${plain}”。` : '删去，或重新输入这个字。',
      },
    ];
  });
}
