import { readHtml } from '../../render/html-events.ts';
import {
  type Heading,
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
  ...['section', 'article', 'nav', 'aside'].map((name) => [name, 'Sect'] as const),
  ...Object.entries({
    table: 'Table',
    thead: 'THead',
    tbody: 'TBody',
    tfoot: 'TFoot',
    tr: 'TR',
    ol: 'L',
    ul: 'L',
  }),
  ['blockquote', 'BlockQuote'],
]);

/** Blocks without a tag of their own; text directly inside them is a paragraph. */
const PLAIN_BLOCKS = new Set(
  'body main div header footer address figure details summary form fieldset dl hr'.split(' '),
);

const UNREAD = new Set(['head', 'style', 'script', 'template', 'title']);

/** Elements whose picture, drawing or reading only the browser can tag. */
const FOREIGN = new Set(
  'img svg math canvas picture object iframe video audio input textarea select button meter progress ruby'.split(
    ' ',
  ),
);

type Attributes = Readonly<Record<string, string>>;

/** An element of the document that is not closed yet. */
interface Frame {
  /** The tag that what is inside belongs to. */
  readonly element: StructureElement;
  /** Whether text may stand in it directly. */
  readonly holds: boolean;
  readonly block: Block;
  readonly visible: 'read' | 'seen' | 'no';
}

/** A block and the paragraph that text directly inside it makes. */
interface Block {
  paragraph: StructureElement | null;
}

/**
 * The structure of a report as its tags will tell it. Null when it has a part that only the browser can tag, a picture
 * for instance.
 *
 * Example: `<p>比上年<b>增加</b></p>` → `Document` with one `P`, one text `比上年增加`
 */
export function readStructure(html: string): Structure | null {
  const reader = new StructureReader();
  readHtml(html, reader);
  return reader.structure();
}

class StructureReader {
  readonly #root = element('Document', null);
  readonly #texts: StructureText[] = [];
  readonly #headings: Heading[] = [];
  readonly #tables: TableCells[] = [];
  readonly #frames: Frame[] = [
    { element: this.#root, holds: false, block: { paragraph: null }, visible: 'read' },
  ];
  #language: string | null = null;
  #isForeign = false;
  #heads = 0;

  structure(): Structure | null {
    if (this.#isForeign) return null;
    return { root: this.#root, texts: this.#texts, headings: this.#headings, language: this.#language };
  }

  open(name: string, attributes: Attributes): void {
    const outer = this.#frames.at(-1)!;
    if (FOREIGN.has(name)) this.#isForeign = true;
    if (name === 'html') this.#language = attributes.lang ?? null;
    const visible = visibility(outer.visible, name, attributes);
    const held = HOLDING.get(name);
    const grouping = GROUPING.get(name);
    if (visible !== 'read') this.#frames.push({ ...outer, visible });
    else if (held !== undefined) this.#openBlock(this.#content(held, name, attributes, outer), true, outer);
    else if (grouping !== undefined)
      this.#openBlock(this.#group(grouping, name, attributes, outer), false, outer);
    else if (name === 'li') this.#openBlock(add('LBody', add('LI', outer.element)), true, outer);
    else if (name === 'a' && attributes.href !== undefined) this.#openLink(attributes.href, outer);
    else if (PLAIN_BLOCKS.has(name)) this.#openBlock(outer.element, false, outer);
    else this.#frames.push(outer);
  }

  close(name: string): void {
    this.#frames.pop();
    if (name === 'table') this.#tables.pop();
    if (name === 'tr') this.#tables.at(-1)?.closeRow();
    const table = this.#tables.at(-1);
    if (name === 'thead' && table !== undefined) table.section = 'tbody';
  }

  text(data: string): void {
    const frame = this.#frames.at(-1)!;
    if (frame.visible === 'no') return;
    const text = printed(data);
    if (text === '') {
      if (frame.holds) this.#nameHeading(frame.element, data);
      return;
    }
    const table = this.#tables.at(-1);
    if (table?.section === 'thead') table.head.text += text;
    const head = table?.section === 'tbody' ? table.head : null;
    if (frame.visible === 'seen') {
      this.#texts.push({ text, owner: null, head });
      return;
    }
    const owner = this.#holder(frame);
    this.#nameHeading(owner, data);
    const last = owner.children.at(-1);
    if (last !== undefined && last === this.#texts.at(-1)) (last as StructureText).text += text;
    else this.#addText(owner, { text, owner, head });
  }

  #nameHeading(owner: StructureElement, words: string): void {
    const heading = this.#headings.at(-1);
    if (heading?.element === owner) heading.title += words;
  }

  #addText(owner: StructureElement, text: StructureText): void {
    this.#texts.push(text);
    owner.children.push(text);
  }

  #openBlock(own: StructureElement, holds: boolean, outer: Frame): void {
    outer.block.paragraph = null;
    this.#frames.push({ element: own, holds, block: { paragraph: null }, visible: 'read' });
  }

  #openLink(href: string, outer: Frame): void {
    const link = add('Link', this.#holder(outer));
    link.href = href;
    this.#frames.push({ ...outer, element: link, holds: true });
  }

  #holder({ element: own, holds, block }: Frame): StructureElement {
    if (holds) return own;
    block.paragraph ??= add('P', own);
    return block.paragraph;
  }

  #group(type: string, name: string, attributes: Attributes, outer: Frame): StructureElement {
    if (name === 'table') this.#tables.push(new TableCells());
    const table = this.#tables.at(-1);
    if (table !== undefined && (name === 'thead' || name === 'tbody' || name === 'tfoot'))
      table.section = name;
    if (name === 'tr') table?.openRow();
    return add(type, outer.element, attributes.lang);
  }

  #content(type: string, name: string, attributes: Attributes, outer: Frame): StructureElement {
    const own = add(type, outer.element, attributes.lang);
    const table = this.#tables.at(-1);
    if (table !== undefined && name === 'td') {
      table.data(attributes, own);
    } else if (table !== undefined && name === 'th') {
      own.id = `h${++this.#heads}`;
      table.header(attributes, own);
    } else if (type.startsWith('H')) {
      this.#headings.push({ element: own, level: Number(type.slice(1)), title: '' });
    }
    return own;
  }
}

function visibility(outer: Frame['visible'], name: string, attributes: Attributes): Frame['visible'] {
  if (outer === 'no' || UNREAD.has(name) || attributes.hidden !== undefined) return 'no';
  return outer === 'seen' || attributes['aria-hidden'] === 'true' ? 'seen' : 'read';
}

function element(type: string, language: string | null): StructureElement {
  return { type, children: [], attributes: '', id: null, headers: [], language, href: null };
}

function add(type: string, parent: StructureElement, language: string | null = null): StructureElement {
  const child = element(type, language);
  parent.children.push(child);
  return child;
}
