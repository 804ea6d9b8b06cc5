import { marksOf } from '../../document/sentences.ts';
import type { HumanText, TextField } from '../../kinds/human-texts.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

const HALF_WIDTH = /(?<=[\p{Script=Han}”）》])[,;:!?()]|[,;:!?()](?=[\p{Script=Han}“（《])/u;
const DOUBLED = /([。，、；：！？])\1+|[，、；：][。！？]|[。！？][，、；：]/u;
const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
};
const PAIRS: Readonly<Record<string, string>> = {
  '（': '）',
  '“': '”',
  '‘': '’',
  '《': '》',
  '〔': '〕',
  '【': '】',
  '「': '」',
};
const MARKS = marksOf(PAIRS);

/** Whole paragraphs, which end with a full stop; a reason or purpose goes on in the sentence of the template. */
const PARAGRAPHS: readonly TextField[] = ['function', 'basis', 'allocation', 'aim', 'otherMatter'];
const PARTS: readonly TextField[] = ['reason', 'purpose'];

/** F03 标点. */
export const punctuation: Rule = checkedRule(
  {
    code: 'F03',
    title: '标点',
    meaning:
      '中文里不用半角逗号、分号、冒号、括号；标点不重复；引号括号成对；句末有句号，接在句子里的原因和用途末尾没有标点。',
    example: '“……设备采购;软件维护。。”',
    remedy: '按提示改正。',
    source: 'PT26 GBC',
    severity: 'note',
    needs: ['texts'],
  },
  (context) => [
    ...context.humanTexts.flatMap((text): RawFinding[] => {
      const findings: RawFinding[] = [];
      const half = HALF_WIDTH.exec(text.text);
      if (half) {
        const around = text.text.slice(Math.max(0, half.index - 1), half.index + 2);
        findings.push({
          ...quoting`中文里用了半角标点“${half[0]}”（“${around}”）。`,
          hint: `改为全角“${FULL[half[0]]}”。`,
          path: text.path,
          snippet: around,
        });
      }
      const doubled = DOUBLED.exec(text.text);
      if (doubled) {
        findings.push({
          ...quoting`标点重复或相连：“${doubled[0]}”。`,
          hint: '只保留一个。',
          path: text.path,
          snippet: doubled[0],
        });
      }
      const lone = unbalanced(text.text);
      if (lone !== null) {
        findings.push({
          ...quoting`引号或括号不成对：“${lone}”。`,
          hint: '补上另一半，或删去多余的一半。',
          path: text.path,
          snippet: lone,
        });
      }
      const end = ending(text, context.unit.data.unit.functions);
      if (end !== null) findings.push({ ...end, path: text.path });
      return findings;
    }),
    ...printedMarks(context),
  ],
);

/** Marks that meet only where texts are joined, and two lead-ins in a row: seen in the finished document alone. */
function printedMarks({ prose, humanTexts, unit }: CheckContext): RawFinding[] {
  const lines = prose?.split('\n') ?? [];
  const told = new Set<string>();
  return lines.flatMap((line, index): RawFinding[] => {
    const doubled = DOUBLED.exec(line);
    if (doubled) {
      const { index: at } = doubled;
      const around = line.slice(Math.max(0, at - 5), at + 2);
      const left = line.slice(Math.max(0, at - 5), at + 1).trim();
      // What the rule says of the text itself is not said of the report again.
      const isTold = humanTexts.some(
        (each) =>
          each.text.includes(around.trim()) ||
          (each.text.endsWith(left) && ending(each, unit.data.unit.functions) !== null),
      );
      if (isTold || told.has(around)) return [];
      told.add(around);
      return [
        {
          severity: 'warning',
          ...quoting`报告中印出了相连的标点“${doubled[0]}”（“……${around}”）。`,
          hint: '删去这段文字末尾的标点，句中的标点由程序添加；两边都是模板的，改正模板。',
          ...placeOfEnd(left, humanTexts),
        },
      ];
    }
    const next = lines[index + 1];
    if (!line.endsWith('：') || !next?.endsWith('：') || next.length > LEAD_IN) return [];
    return [
      {
        severity: 'warning',
        ...quoting`报告中连着印出两个引导语：“${line.slice(-12)}”“${next}”。`,
        hint: '只留一个：删去手写文字末尾的一句，或在选项中选不写。',
        ...placeOfEnd(line.slice(-6), humanTexts),
      },
    ];
  });
}

/** Longer lines that end in a colon say something of their own. */
const LEAD_IN = 20;

/** The text of the unit file that ends with some printed characters; the template where none does. */
function placeOfEnd(printed: string, humanTexts: readonly HumanText[]): Pick<RawFinding, 'path' | 'snippet'> {
  const text = humanTexts.find((each) => each.text.endsWith(printed.trim()));
  return text ? { path: text.path, snippet: printed.trim() } : { path: ['template'] };
}

/** The first bracket or quote without its other half, or null. */
function unbalanced(text: string): string | null {
  const open: string[] = [];
  for (const [character] of text.matchAll(MARKS)) {
    if (PAIRS[character] !== undefined) open.push(character);
    else if (PAIRS[open.pop() ?? ''] !== character) return character;
  }
  return open[0] ?? null;
}

function ending(
  text: HumanText,
  functions: readonly string[],
): Pick<RawFinding, 'message' | 'hint' | 'subject'> | null {
  const last = text.text.at(-1)!;
  if (PARTS.includes(text.field) && /[。；，、]/.test(last)) {
    return {
      ...quoting`这段话会接在句子里，末尾不应有“${last}”。`,
      hint: '删去末尾的标点，句号由程序添加。',
    };
  }
  if (!PARAGRAPHS.includes(text.field) || /[。！？”）]/.test(last)) return null;
  // 主要职能 may be one enumeration: every item with a semicolon, the last with a full stop.
  if (text.field === 'function' && last === '；' && isEnumeration(functions)) return null;
  const told = /[；，、：]/.test(last) ? quoting`句末是“${last}”，应为句号。` : { message: '句末没有句号。' };
  return { ...told, hint: '句末写“。”。' };
}

function isEnumeration(items: readonly string[]): boolean {
  return items.slice(0, -1).every((item) => item.endsWith('；')) && items.at(-1)!.endsWith('。');
}
