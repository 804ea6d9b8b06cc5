import { type HtmlElement, type HtmlNode, isElement } from '../document/html-tree.ts';
import type { Look } from '../document/tree.ts';
import type { Declaration } from './css-rules.ts';
import { colorOf, familiesOf, filledIn, fontOf, isBold, lengthOf, sidesOf } from './css-values.ts';
import type { Stylesheet } from './stylesheet.ts';

/** What an element hands down to what stands in it, and what it says of itself. */
interface Style {
  readonly variables: ReadonlyMap<string, string>;
  readonly fonts: readonly string[];
  readonly size: number;
  /** In pt, or a multiple of the size. */
  readonly lineHeight: { readonly length: number } | { readonly times: number };
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly color: string | null;
  readonly align: Look['align'];
  readonly firstIndent: number;
  readonly isNoWrap: boolean;
  readonly page: string;
  readonly style: string | null;
  readonly isHidden: boolean;
  /** Not handed down. */
  readonly own: Box;
}

interface Box {
  readonly margin: readonly [number, number, number, number];
  readonly padding: readonly [number, number, number, number];
  readonly breaks: boolean;
  readonly breaksAfter: boolean;
  readonly keepsNext: boolean;
  /** Is not divided by a page. */
  readonly isWhole: boolean;
  readonly float: Look['float'];
}

const NO_BOX: Box = {
  margin: [0, 0, 0, 0],
  padding: [0, 0, 0, 0],
  breaks: false,
  breaksAfter: false,
  keepsNext: false,
  isWhole: false,
  float: null,
};

/** What holds where a stylesheet says nothing. */
const USUAL: Style = {
  variables: new Map(),
  fonts: [],
  size: 12,
  lineHeight: { times: 1.25 },
  isBold: false,
  isItalic: false,
  color: null,
  align: 'left',
  firstIndent: 0,
  isNoWrap: false,
  page: '',
  style: null,
  isHidden: false,
  own: NO_BOX,
};

/**
 * The looks of the elements of a document as its stylesheet wants them on paper. What elements around hand down is in
 * them: the space above a part is that of its first paragraph, and the page on which a part begins too.
 */
export class Looks {
  private readonly sheet: Stylesheet;
  private readonly styles = new Map<HtmlElement, Style>();
  private readonly looks = new Map<string, Look>();
  private readonly cells = new Map<Style, Look>();
  /** Styles by what they come from: the one above, what is declared, the name of the element. */
  private readonly made = new Map<Style, Map<readonly Declaration[], Map<string, Style>>>();

  constructor(sheet: Stylesheet) {
    this.sheet = sheet;
  }

  /** The look of an element; the same object for the same look. */
  of(element: HtmlElement): Look {
    const style = this.styleOf(element);
    if (!CELLS.has(element.name)) return this.look(style, element);
    // Nothing around a cell concerns it, and most of the elements of a report are cells.
    const known = this.cells.get(style) ?? this.look(style, element);
    this.cells.set(style, known);
    return known;
  }

  private look(style: Style, element: HtmlElement): Look {
    const around = this.around(element);
    const { own, lineHeight, size } = style;
    const leading = 'length' in lineHeight ? lineHeight.length : lineHeight.times * size;
    const { fonts, align, firstIndent, color, isNoWrap, isHidden, page } = style;
    const look: Look = {
      fonts,
      size,
      lineHeight: leading,
      isBold: style.isBold,
      isItalic: style.isItalic,
      color,
      align,
      firstIndent,
      left: around.left + own.margin[3] + own.padding[3],
      right: around.right + own.margin[1] + own.padding[1],
      before: around.before + own.margin[0] + own.padding[0],
      after: around.after + own.margin[2] + own.padding[2],
      breaks: around.breaks || own.breaks,
      keepsNext: own.keepsNext || around.goesOn,
      ...(own.isWhole || around.isWhole ? { isWhole: true as const } : {}),
      isNoWrap,
      float: own.float,
      isHidden,
      page,
      style: style.style,
    };
    const key = JSON.stringify(look);
    const known = this.looks.get(key);
    if (known) return known;
    this.looks.set(key, look);
    return look;
  }

  /** The custom properties that hold for an element. */
  variablesOf(element: HtmlElement | null): ReadonlyMap<string, string> {
    return element === null ? USUAL.variables : this.styleOf(element).variables;
  }

  /**
   * What the elements around give to one: their insets, at their edges their space and page breaks, and whether it
   * belongs to what is not divided (`isWhole`) and does not end (`goesOn`) with it.
   */
  private around(element: HtmlElement) {
    const sum = { left: 0, right: 0, before: 0, after: 0, breaks: false, isWhole: false, goesOn: false };
    if (CELLS.has(element.name)) return sum;
    let isFirst = true;
    let isLast = true;
    let inner = element;
    for (;;) {
      const before = neighbour(inner, 'previousSibling');
      // What ends a page makes the next begin one.
      if (isFirst && before !== null && this.styleOf(before).own.breaksAfter) sum.breaks = true;
      isFirst &&= before === null;
      isLast &&= neighbour(inner, 'nextSibling') === null;
      const parent = inner.parent;
      if (parent === null || !isElement(parent as HtmlNode) || (parent as HtmlElement).name === 'body') break;
      inner = parent as HtmlElement;
      if (CELLS.has(inner.name)) break;
      const { own } = this.styleOf(inner);
      sum.left += own.margin[3] + own.padding[3];
      sum.right += own.margin[1] + own.padding[1];
      if (own.isWhole) {
        sum.isWhole = true;
        sum.goesOn ||= !isLast;
      }
      if (isFirst) {
        sum.before += own.margin[0] + own.padding[0];
        sum.breaks ||= own.breaks;
      }
      if (isLast) sum.after += own.margin[2] + own.padding[2];
    }
    return sum;
  }

  private styleOf(element: HtmlElement): Style {
    const known = this.styles.get(element);
    if (known) return known;
    const parent = element.parent;
    const above =
      parent !== null && isElement(parent as HtmlNode) ? this.styleOf(parent as HtmlElement) : USUAL;
    const style = this.computed(above, element);
    this.styles.set(element, style);
    return style;
  }

  private computed(above: Style, element: HtmlElement): Style {
    const declarations = this.sheet.declarationsOf(element);
    const below = this.made.get(above) ?? new Map<readonly Declaration[], Map<string, Style>>();
    this.made.set(above, below);
    const named = below.get(declarations) ?? new Map<string, Style>();
    below.set(declarations, named);
    const style = named.get(element.name) ?? computed(above, element.name, declarations);
    named.set(element.name, style);
    return style;
  }
}

const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

/** The element beside one, over what nobody sees. */
function neighbour(element: HtmlElement, direction: 'previousSibling' | 'nextSibling'): HtmlElement | null {
  let node = element[direction] as HtmlNode | null;
  while (node !== null) {
    if (!isElement(node)) {
      if (node.type === 'text' && (node as { data: string }).data.trim() !== '') return null;
    } else if (node.attribs['aria-hidden'] !== 'true' && node.children.length > 0) return node;
    node = node[direction] as HtmlNode | null;
  }
  return null;
}

/** Elements that print bold or slanted by themselves. */
const BOLD: ReadonlySet<string> = new Set(['strong', 'b', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const ITALIC: ReadonlySet<string> = new Set(['em', 'i', 'cite']);

type Draft = { -readonly [Key in keyof Style]: Style[Key] };
type OwnDraft = { -readonly [Key in keyof Box]: Box[Key] };

function computed(above: Style, name: string, declarations: readonly Declaration[]): Style {
  const style: Draft = { ...above, style: null };
  if (BOLD.has(name)) style.isBold = true;
  if (ITALIC.has(name)) style.isItalic = true;
  const variables = declarations.filter((each) => each.name.startsWith('--'));
  if (variables.length > 0) {
    const own = new Map(above.variables);
    for (const { name, value } of variables) own.set(name, value.replace(/\s*!important$/, ''));
    style.variables = own;
  }
  const values = declarations.flatMap(({ name, value }) => {
    const filled = name.startsWith('--') ? null : filledIn(value, style.variables);
    return filled === null ? [] : [[name, filled.replace(/\s*!important$/, '').trim()] as const];
  });
  // Everything measured in em waits for the size.
  for (const [name, value] of values) applyFont(style, name, value, above);
  const own: OwnDraft = { ...NO_BOX };
  for (const [name, value] of values) {
    applyText(style, name, value);
    applyBox(own, name, value, style.size);
  }
  const named = declarations.findLast(({ name }) => name === '--word-style');
  if (named) style.style = familiesOf(named.value)[0] ?? null;
  style.own = own;
  return style;
}

function applyFont(style: Draft, name: string, value: string, above: Style): void {
  if (name === 'font') {
    const font = fontOf(value);
    if (font === null) return;
    style.size = lengthOf(font.size, above.size) ?? style.size;
    style.fonts = familiesOf(font.families);
    style.isBold = font.isBold;
    style.isItalic = font.isItalic;
    style.lineHeight = leadingOf(font.lineHeight ?? '1.25', style.size) ?? style.lineHeight;
  } else if (name === 'font-size') style.size = lengthOf(value, above.size) ?? style.size;
  else if (name === 'font-family') style.fonts = familiesOf(value);
  else if (name === 'font-weight') style.isBold = isBold(value);
  else if (name === 'font-style') style.isItalic = value !== 'normal';
  else if (name === 'line-height') style.lineHeight = leadingOf(value, style.size) ?? style.lineHeight;
}

function leadingOf(value: string, size: number): Style['lineHeight'] | null {
  if (/^[\d.]+$/.test(value)) return { times: Number(value) };
  const length = lengthOf(value, size);
  return length === null ? null : { length };
}

const ALIGNMENTS: Readonly<Record<string, Look['align']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  justify: 'both',
};

function applyText(style: Draft, name: string, value: string): void {
  switch (name) {
    case 'color':
      style.color = value === 'inherit' ? style.color : colorOf(value);
      break;
    case 'text-align':
      style.align = ALIGNMENTS[value] ?? style.align;
      break;
    case 'text-indent':
      style.firstIndent = lengthOf(value, style.size) ?? style.firstIndent;
      break;
    case 'white-space':
      style.isNoWrap = value === 'nowrap' || value === 'pre';
      break;
    case 'page':
      style.page = value === 'auto' ? '' : value;
      break;
    case 'display':
      style.isHidden ||= value === 'none';
      break;
    case 'clip-path':
      style.isHidden ||= /inset\((50|100)%\)/.test(value);
      break;
  }
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

function applyBox(box: OwnDraft, name: string, value: string, em: number): void {
  const [what, side] = name.split('-') as [string, string | undefined];
  if (what === 'margin' || what === 'padding') {
    if (side === undefined) {
      box[what] = sidesOf(value).map((each) => lengthOf(each, em) ?? 0) as unknown as Box['margin'];
      return;
    }
    const at = (SIDES as readonly string[]).indexOf(side);
    if (at >= 0)
      box[what] = box[what].map((each, index) =>
        index === at ? (lengthOf(value, em) ?? 0) : each,
      ) as unknown as Box['margin'];
  } else if (name === 'break-inside') box.isWhole = value === 'avoid' || value === 'avoid-page';
  else if (name === 'break-before') box.breaks = isPageBreak(value);
  else if (name === 'break-after') {
    box.breaksAfter = isPageBreak(value);
    box.keepsNext = value === 'avoid' || value === 'avoid-page';
  } else if (name === 'float') box.float = value === 'left' || value === 'right' ? value : null;
}

function isPageBreak(value: string): boolean {
  return value === 'page' || value === 'always' || value === 'left' || value === 'right';
}
