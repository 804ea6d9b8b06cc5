import type { Look } from '../document/tree.ts';
import type { PlanBlock, PlanParagraph, PlanSection, PlanStyle } from './plan.ts';
import { outlineOf, STYLE_NAMES, STYLES } from './style-names.ts';

/** What a document has without any text. */
const USUAL: Look = {
  fonts: [],
  size: 12,
  lineHeight: 15,
  isBold: false,
  isItalic: false,
  color: null,
  align: 'left',
  firstIndent: 0,
  left: 0,
  right: 0,
  before: 0,
  after: 0,
  breaks: false,
  keepsNext: false,
  isNoWrap: false,
  float: null,
  isHidden: false,
  page: '',
  style: null,
};

/** The styles that paragraphs of a document have, each with its most frequent look; 正文 first, it is always there. */
export function stylesOf(sections: readonly Pick<PlanSection, 'blocks'>[]): PlanStyle[] {
  const looks = new Map<string, Map<string, { look: Look; count: number }>>();
  const bases = new Map<string, string>();
  for (const { style, base, look } of sections.flatMap(({ blocks }) => blocks.flatMap(paragraphsOf))) {
    if (base !== undefined) bases.set(style, base);
    const own = looks.get(style) ?? new Map<string, { look: Look; count: number }>();
    looks.set(style, own);
    const key = JSON.stringify({ ...look, page: '', breaks: false });
    const known = own.get(key);
    if (known) known.count++;
    else own.set(key, { look, count: 1 });
  }
  for (const id of [STYLES.text, ...bases.values()]) {
    if (!looks.has(id)) looks.set(id, new Map([['', { look: USUAL, count: 0 }]]));
  }
  return [...looks]
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([id, own]) => {
      const [most] = [...own.values()].sort((a, b) => b.count - a.count);
      const base = bases.get(id) ?? STYLES.text;
      const outline = outlineOf(id) ?? outlineOf(base);
      return {
        id,
        name: STYLE_NAMES[id] ?? id,
        look: most!.look,
        outline,
        base: id === STYLES.text ? null : base,
        isOnGrid: id === STYLES.text || outline !== null,
      };
    });
}

const ORDER = Object.keys(STYLE_NAMES);

function rankOf(id: string): number {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}

/** All paragraphs of a block, those of cells included. */
export function paragraphsOf(block: PlanBlock): PlanParagraph[] {
  if (block.kind === 'paragraph') return [block];
  if (block.kind === 'contents') return [...block.title, ...block.lines];
  return block.rows.flatMap(({ cells }) => cells.flatMap(({ paragraphs }) => paragraphs));
}
