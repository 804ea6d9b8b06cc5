import { posix } from 'node:path';
import { Refusal } from '../ooxml/refusal.ts';
import { readXml } from '../ooxml/xml-reader.ts';
import type { ZipParts } from '../ooxml/zip-reader.ts';
import { STYLE_NAMES, STYLES } from './style-names.ts';

/** Where the parts of a document lie. */
export interface WordParts {
  readonly main: string;
  readonly styles: string | null;
}

/**
 * Finds the document by the relations of the package, and refuses what this program must not take in: macros, and
 * whatever is to be fetched from elsewhere. Links that a reader may click are no such thing.
 */
export async function findWordParts(parts: ZipParts): Promise<WordParts> {
  if (parts.names.some((name) => /(^|\/)(vbaProject\.bin|vbaData\.xml)$|(^|\/)activeX\//i.test(name)))
    throw new Refusal('macros');
  for (const name of parts.names.filter((each) => each.endsWith('.rels'))) await refuseForeign(parts, name);
  const root = await relationsOf(parts, '');
  const main = root.find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (main === undefined)
    throw new Refusal(parts.names.includes('mimetype') ? 'openDocument' : 'notWorkbook');
  const related = await relationsOf(parts, main);
  return { main, styles: related.find(({ type }) => type.endsWith('/styles'))?.target ?? null };
}

async function refuseForeign(parts: ZipParts, rels: string): Promise<void> {
  await readXml(parts, rels, {
    open(name, { Type = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode !== 'External') return;
      if (!Type.endsWith('/hyperlink')) throw new Refusal('externalLinks', Type.split('/').at(-1));
    },
  });
}

async function relationsOf(
  parts: ZipParts,
  part: string,
): Promise<{ readonly type: string; readonly target: string }[]> {
  const folder = posix.dirname(part);
  const relations: { type: string; target: string }[] = [];
  await readXml(parts, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open(name, { Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ type: Type, target });
    },
  });
  return relations;
}

/** A style as a reader needs it. */
export interface ReadStyle {
  /** Its own; of a style that is based on one of this program's, the name of that. */
  readonly name: string;
  /** From 0; null for what is no heading. */
  readonly outline: number | null;
}

interface OpenStyle {
  name: string;
  basedOn: string | null;
  outline: number | null;
}

/** The styles of a document by their ids; what one leaves open it has from the one it is based on. */
export async function readWordStyles(
  parts: ZipParts,
  part: string | null,
): Promise<ReadonlyMap<string, ReadStyle>> {
  const read = new Map<string, OpenStyle>();
  let open: OpenStyle | null = null;
  if (part !== null) {
    await readXml(parts, part, {
      open(name, attributes) {
        const value = attributes['w:val'] ?? '';
        if (name === 'style') {
          open = { name: '', basedOn: null, outline: null };
          read.set(attributes['w:styleId'] ?? '', open);
        } else if (open === null) return;
        else if (name === 'name') open.name = value;
        else if (name === 'basedOn') open.basedOn = value;
        else if (name === 'outlineLvl') open.outline = levelOf(value);
      },
      close(name) {
        if (name === 'style') open = null;
      },
    });
  }
  return new Map(
    [...read].map(([id, { name }]) => [id, { name: roleIn(read, id) ?? name, outline: outlineIn(read, id) }]),
  );
}

const ROLES = new Set(
  Object.entries(STYLE_NAMES).flatMap(([id, name]) => (id === STYLES.text ? [] : [name])),
);

/** What a paragraph of a style is to this program. 封面标题, based on 单行 → 单行; null where it is nothing special. */
function roleIn(read: ReadonlyMap<string, OpenStyle>, id: string): string | null {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); at = read.get(at)?.basedOn ?? null) {
    seen.add(at);
    const name = read.get(at)?.name;
    if (name !== undefined && ROLES.has(name)) return name;
  }
  return null;
}

function outlineIn(read: ReadonlyMap<string, OpenStyle>, id: string): number | null {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); ) {
    seen.add(at);
    const style = read.get(at);
    if (style === undefined) return null;
    const named = /^(?:heading|标题) ?([1-9])$/i.exec(style.name)?.[1];
    if (style.outline !== null) return style.outline > 8 ? null : style.outline;
    if (named !== undefined) return Number(named) - 1;
    at = style.basedOn;
  }
  return null;
}

/** An outline level; 9 is that of a text. */
export function levelOf(value: string): number | null {
  return /^\d$/.test(value) ? Number(value) : null;
}
