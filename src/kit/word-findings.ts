import type { Finding } from '../model/finding.ts';
import type { LocatedPack } from '../pack/load-pack.ts';
import { type Declaration, type PaperRule, rulesOnPaper } from '../word/css-rules.ts';
import { isStyledByWriter } from '../word/style-names.ts';

/**
 * What the stylesheets of a pack say that a Word document cannot take over as it stands: paragraphs whose letters are set by a
 * class and that have no style of their own there (`T29`: they become 正文 with formats put on by hand, which nobody
 * changes in one place), and drawings of the page that Word has no word for (`T30`). One note a stylesheet each.
 *
 * Example: `.cover-title { font: 26pt … }` → T29 until the rule says `--word-style: "封面标题"`
 */
export function wordFindings({ styles }: Pick<LocatedPack, 'styles'>): Finding[] {
  const read = styles.map(({ file, text }): [string, PaperRule[]] => [file, rulesOnPaper(text)]);
  const named = new Set(
    read.flatMap(([, rules]) => rules.filter(namesStyle).flatMap((rule) => rule.selectors.map(subjectOf))),
  );
  return read.flatMap(([file, rules]) => [
    ...told(file, rules, 'T29', (rule) =>
      rule.selectors.filter((selector) => {
        if (!isOwnParagraph(selector) || named.has(subjectOf(selector))) return false;
        // What only aligns may be the box around.
        const says = /^p\b/.test(subjectOf(selector)) ? /^text-align$/ : NOTHING;
        return rule.declarations.some(({ name }) => LETTERS.test(name) || says.test(name));
      }),
    ),
    ...told(file, rules, 'T30', (rule) =>
      rule.selectors.flatMap((selector) => {
        if (!isOwnElement(selector)) return [];
        const lost = rule.declarations.filter(isLost).map(({ name, value }) => `${name}: ${value}`);
        return lost.map((each) => `${selector} { ${each} }`);
      }),
    ),
  ]);
}

const LETTERS = /^(font|font-size|font-family|font-weight|font-style|color)$/;
const NOTHING = /^$/;

/** What stands in the text before and behind, and is no text of the document. */
const GENERATED = /::?(before|after)\b/;

const DRAWN =
  /^(background|background-color|background-image|border|border-(top|right|bottom|left)|columns|column-count|position|transform|letter-spacing|text-transform|writing-mode|content|filter|opacity|rotate)$/;

function isLost({ name, value }: Declaration): boolean {
  if (/^(none|0|normal|initial|auto|static|transparent|"")$/.test(value)) return false;
  if (name === 'display') return /^(inline-)?(flex|grid)$/.test(value);
  return DRAWN.test(name);
}

/** The words of a rule that stand for the paragraph itself: the class or kind behind the last blank. */
function subjectOf(selector: string): string {
  return selector.split(/[\s>+~]+/).at(-1)!;
}

/** A class of a template's own, outside of tables, headings and contents, whose styles the writer knows. */
function isOwnParagraph(selector: string): boolean {
  return isOwnElement(selector) && !GENERATED.test(selector);
}

function isOwnElement(selector: string): boolean {
  const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name!);
  const isKnown = /^(h[1-6]|caption|table|t[drh]|a|b|span|strong|em)\b/.test(subjectOf(selector));
  return classes.length > 0 && !isKnown && !classes.some(isStyledByWriter);
}

function namesStyle({ declarations }: PaperRule): boolean {
  return declarations.some(({ name }) => name === '--word-style');
}

const SAID = {
  T29: {
    message: (list: string) => `Word 文件里没有自己样式的段落：${list}。它们排成正文，格式直接加在段上。`,
    hint: '在规则中写 --word-style: "样式名"，例如 "封面标题"；Word 中改一处样式，各处都改。',
  },
  T30: {
    message: (list: string) => `Word 文件里没有对应写法的样式：${list}。PDF 和网页照印，Word 文件中没有。`,
    hint: '换成字体、字号、对齐、缩进、段前段后一类的写法；不要紧的可以不理。',
  },
} as const;

const MOST = 6;

function told(
  file: string,
  rules: readonly PaperRule[],
  code: keyof typeof SAID,
  of: (rule: PaperRule) => readonly string[],
): Finding[] {
  const found = rules.flatMap((rule) => of(rule).map((text) => ({ text, rule })));
  const texts = [...new Set(found.map(({ text }) => text))];
  if (texts.length === 0) return [];
  const list = `${texts.slice(0, MOST).join('、')}${texts.length > MOST ? `，等${texts.length}处` : ''}`;
  const { line, column } = found[0]!.rule;
  return [
    {
      code,
      severity: 'note',
      message: SAID[code].message(list),
      hint: SAID[code].hint,
      position: { file, line, column },
    },
  ];
}
