import { readHtml } from '../../document/html-events.ts';
import {
  type Heading,
  isText,
  printed,
  type Structure,
  type StructureElement,
  type StructureText,
} from './structure.ts';
import { TableCells } from './table-cells.ts';

/** Elements that hold text, and the tag each becomes. */
const HOLDING = new Map([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'td', 'th'].map((name) => [name, name.toUpperCase()] as const),
  ...['pre', 'dt', 'dd'].map((name) => [name, 'P'] as const),
  ...['caption', 'figcaption'].map((name) => [name, 'Caption'] as const),
]);

/** Elements that hold others. */
const GROUPING = new Map([
  ...['section', 'article', 'nav', 'aside', 'figure'].map((name) => [name, 'Sect'] as const),
  ...Object.entries({
    table: 'Table',
    thead: 'THead',
    tbody: 'TBody',
    tfoot: 'TFoot',
    tr: 'TR',
    ol: 'L',
    ul: 'L',
    menu: 'L',
  }),
  ['blockquote', 'BlockQuote'],
]);

/** Blocks without a tag of their own; text directly inside them is a paragraph. */
const PLAIN_BLOCKS = new Set(
  'body main div header footer address details summary form fieldset dl hr'.split(' '),
);

const UNREAD = new Set(['head', 'style', 'script', 'template', 'title']);

/** Elements whose picture, drawing or reading only the browser can tag. */
const FOREIGN = new Set(
  'img svg math canvas picture object iframe video audio input textarea select button meter progress ruby'.split(
    ' ',
  ),
);

/** What a drawing may be made of: anything else could hold what is not seen here. */
const DRAWN = new Set(['text', 'tspan', 'g', 'rect', 'line', 'path', 'circle', 'polyline', 'polygon']);

/** Parts of a table that cannot be left out without moving others. */
const TABLE_PARTS = new Set(['thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);

/** For those who read the web page only; never on paper. */
const NOT_PRINTED = /(?:^|\s)(?:for-readers|screen-only)(?:\s|$)/;

/** Deeper than any report; what writes the tags goes down as deep. */
const MOST_LEVELS = 200;

type Attributes = Readonly<Record<string, string>>;

/** An element of the document that is not closed yet. */
interface Frame {
  /** The tag that what is inside belongs to. */
  readonly element: StructureElement;
  /** Whether text may stand in it directly. */
  readonly holds: boolean;
  readonly block: Block;
  readonly visible: 'read' | 'seen' | 'no';
  readonly heading: Heading | null;
  readonly link: StructureElement | null;
  /** The name of the table, section or row that ends with it. */
  readonly ends: string | null;
}

/** A block and the paragraph that text directly inside it makes. */
interface Block {
  paragraph: StructureElement | null;
}

/**
 * The structure of a report as its tags will tell it. Null when it has a part that only the browser can tag: a picture, a
 * language inside a sentence, a head cell that does not say of what.
 *
 * Example: `<p>比上年<b>增加</b></p>` → `Document` with one `P`, one text `比上年增加`
 */
export function readStructure(html: string): Structure | null {
  const reader = new StructureReader();
  readHtml(html, reader);
  return reader.structure();
}

class StructureReader {
  readonly #root = element('Document', null, null);
  readonly #texts: StructureText[] = [];
  readonly #headings: Heading[] = [];
  readonly #links = new Map<StructureElement, string>();
  readonly #tables: TableCells[] = [];
  readonly #frames: Frame[] = [
    {
      element: this.#root,
      holds: false,
      block: { paragraph: null },
      visible: 'read',
      heading: null,
      link: null,
      ends: null,
    },
  ];
  #language: string | null = null;
  #isForeign = false;
  #heads = 0;

  structure(): Structure | null {
    if (this.#isForeign) return null;
    return {
      root: this.#root,
      texts: this.#texts,
      headings: this.#headings,
      links: this.#links,
      language: this.#language,
    };
  }

  open(name: string, attributes: Attributes): void {
    const outer = this.#frames.at(-1)!;
    const isInside = outer.element.type === 'Figure';
    const isForeign = isInside ? !DRAWN.has(name) : FOREIGN.has(name) && !isFigure(name, attributes);
    if (isForeign || this.#frames.length > MOST_LEVELS) this.#isForeign = true;
    const visible = visibility(outer.visible, name, attributes);
    if (visible !== 'read') {
      if (outer.visible === 'read' && TABLE_PARTS.has(name)) this.#isForeign = true;
      const { element: own, holds, block, heading, link } = outer;
      this.#frames.push({ element: own, holds, block, visible, heading, link, ends: null });
      return;
    }
    const held = HOLDING.get(name);
    const grouping = GROUPING.get(name);
    if (held !== undefined) this.#openHolding(held, name, attributes, outer);
    else if (grouping !== undefined) this.#openGroup(grouping, name, attributes, outer);
    else if (name === 'li')
      this.#openBlock(add('LBody', add('LI', outer.element, attributes.lang)), true, outer);
    else if (name === 'svg')
      this.#openBlock(add('Figure', outer.element, null, attributes['aria-label']), true, outer);
    else if (name === 'a' && attributes.href !== undefined) this.#openLink(attributes, outer);
    else this.#openUntagged(name, attributes, outer);
  }

  close(name: string): void {
    const frame = this.#frames.pop();
    if (frame?.ends !== name) return;
    const table = this.#tables.at(-1);
    if (table?.isIrregular) this.#isForeign = true;
    if (name === 'table') {
      this.#tables.pop();
      liftRows(frame.element);
    } else if (name === 'tr') table?.closeRow();
    else table?.openSection(null);
  }

  text(data: string): void {
    const frame = this.#frames.at(-1)!;
    const { visible, heading, link } = frame;
    if (visible === 'no') return;
    if (heading !== null && visible === 'read') heading.title += data;
    if (link !== null && visible === 'read') this.#links.set(link, `${this.#links.get(link) ?? ''}${data}`);
    const text = printed(data);
    if (text === '') return;
    const table = this.#tables.at(-1);
    if (table?.section === 'thead') table.head.text += text;
    const head = table === undefined || table.section === 'thead' ? null : table.head;
    if (visible === 'seen') {
      this.#texts.push({ text, owner: null, head, heading: null, link: null });
      return;
    }
    const owner = this.#holder(frame);
    const last = owner.children.at(-1);
    if (last !== undefined && last === this.#texts.at(-1)) {
      (last as StructureText).text += text;
      return;
    }
    const own = { text, owner, head, heading, link };
    this.#texts.push(own);
    owner.children.push(own);
  }

  #openBlock(
    own: StructureElement,
    holds: boolean,
    outer: Frame,
    ends: string | null = null,
    heading = outer.heading,
  ): void {
    outer.block.paragraph = null;
    const { visible, link } = outer;
    // Written out: there is one for every element, and spreading takes as long as reading the document.
    this.#frames.push({ element: own, holds, block: { paragraph: null }, visible, heading, link, ends });
  }

  #openGroup(type: string, name: string, attributes: Attributes, outer: Frame): void {
    if (name === 'table') this.#tables.push(new TableCells());
    const table = this.#tables.at(-1);
    if (name === 'tr') table?.openRow();
    else if (TABLE_PARTS.has(name)) table?.openSection(name);
    const ends = name === 'table' || TABLE_PARTS.has(name) ? name : null;
    this.#openBlock(add(type, outer.element, attributes.lang), false, outer, ends);
  }

  #openHolding(type: string, name: string, attributes: Attributes, outer: Frame): void {
    const own = add(type, outer.element, attributes.lang);
    const table = this.#tables.at(-1);
    if (name === 'td') table?.data(attributes, own);
    if (name === 'th') {
      own.id = `h${++this.#heads}`;
      table?.header(attributes, own);
    }
    let { heading } = outer;
    if (type.startsWith('H')) {
      heading = { element: own, level: Number(type.slice(1)), title: '' };
      this.#headings.push(heading);
    }
    this.#openBlock(own, true, outer, null, heading);
  }

  #openLink(attributes: Attributes, outer: Frame): void {
    const link = add('Link', this.#holder(outer), attributes.lang);
    this.#frames.push({ ...outer, element: link, holds: true, link, ends: null });
  }

  #openUntagged(name: string, { lang }: Attributes, outer: Frame): void {
    if (name === 'html') this.#language = lang ?? null;
    // No tag would tell the language.
    else if (lang !== undefined) this.#isForeign = true;
    if (PLAIN_BLOCKS.has(name)) this.#openBlock(outer.element, false, outer);
    else this.#frames.push(outer.ends === null ? outer : { ...outer, ends: null });
  }

  #holder({ element: own, holds, block }: Frame): StructureElement {
    if (holds) return own;
    block.paragraph ??= add('P', own);
    return block.paragraph;
  }
}

/** A drawing that is one image to whoever does not see it, and says what it shows. */
function isFigure(name: string, { role, 'aria-label': label }: Attributes): boolean {
  return name === 'svg' && role === 'img' && label !== undefined && label.trim() !== '';
}

/** A head belongs to a body; in a table without one, its rows stand in the table itself. */
function liftRows(table: StructureElement): void {
  const isSection = ({ type }: StructureElement) => type === 'THead' || type === 'TBody' || type === 'TFoot';
  const hasBody = table.children.some(
    (child) => !isText(child) && child.type === 'TBody' && child.children.length > 0,
  );
  if (hasBody) return;
  const rows = table.children.flatMap((child) =>
    !isText(child) && isSection(child) ? child.children : [child],
  );
  table.children.splice(0, table.children.length);
  for (const row of rows) table.children.push(row);
}

function visibility(outer: Frame['visible'], name: string, attributes: Attributes): Frame['visible'] {
  const isAway = attributes.hidden !== undefined || NOT_PRINTED.test(attributes.class ?? '');
  if (outer === 'no' || UNREAD.has(name) || isAway) return 'no';
  return outer === 'seen' || attributes['aria-hidden'] === 'true' ? 'seen' : 'read';
}

function element(type: string, language: string | null, alternative: string | null): StructureElement {
  return { type, children: [], attributes: '', id: null, headers: [], language, alternative };
}

function add(
  type: string,
  parent: StructureElement,
  language: string | null = null,
  alternative: string | null = null,
): StructureElement {
  const child = element(type, language, alternative);
  parent.children.push(child);
  return child;
}
