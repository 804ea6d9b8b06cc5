import { element, escapeXml } from './xml-writer.ts';
import { zipTexts } from './zip-writer.ts';

/*
 * What every Office file has, whatever is in it: the list of its parts, what leads from one to another, title and author.
 */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const DEFAULTS = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  vml: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
} as const;

/** The file of parts by name; the same parts give the same bytes. */
export function zipParts(parts: ReadonlyMap<string, string>): Uint8Array {
  return zipTexts(new Map([...parts].map(([name, xml]) => [name, HEAD + xml])));
}

/** `[Content_Types].xml`; `more` are the endings of files beside XML. */
export function contentTypes(
  overrides: readonly string[],
  more: readonly (keyof typeof DEFAULTS)[] = [],
): string {
  const defaults = (['rels', 'xml', ...more] as const).map((ending) =>
    element('Default', { Extension: ending, ContentType: DEFAULTS[ending] }),
  );
  return `<Types xmlns="${PACKAGE}/content-types">${[...defaults, ...overrides].join('')}</Types>`;
}

export function override(part: string, type: string): string {
  return element('Override', { PartName: part, ContentType: type });
}

export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  /** An address outside of the file. */
  readonly isExternal?: boolean;
}

/** What leads from one part to others. */
export function namedRelationships(relations: readonly Relation[]): string {
  const listed = relations.map(({ id, type, target, isExternal }) =>
    element('Relationship', {
      Id: id,
      Type: `${OFFICE}/${type}`,
      Target: target,
      TargetMode: isExternal ? 'External' : undefined,
    }),
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${listed.join('')}</Relationships>`;
}

/** The same of parts that are called `rId1`, `rId2` …: type and target. */
export function relationships(targets: readonly (readonly [string, string])[]): string {
  return namedRelationships(
    targets.map(([type, target], index) => ({ id: `rId${index + 1}`, type, target })),
  );
}

/** What leads from the file to its main part and its properties. */
export function packageRelationships(main: string): string {
  return [
    `<Relationships xmlns="${PACKAGE}/relationships">`,
    element('Relationship', { Id: 'rId1', Type: `${OFFICE}/officeDocument`, Target: main }),
    element('Relationship', {
      Id: 'rId2',
      Type: `${PACKAGE}/relationships/metadata/core-properties`,
      Target: 'docProps/core.xml',
    }),
    '</Relationships>',
  ].join('');
}

export interface Properties {
  readonly title: string;
  readonly author: string;
  readonly language?: string;
  /** A day, `2025-02-21`. */
  readonly date?: string;
}

export function coreProperties({ title, author, language, date }: Properties): string {
  const time = (name: string): string =>
    date === undefined
      ? ''
      : element(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, `${date}T00:00:00Z`);
  const namespaces =
    date === undefined
      ? ''
      : ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  return [
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"${namespaces}>`,
    element('dc:title', {}, escapeXml(title)),
    element('dc:creator', {}, escapeXml(author)),
    language === undefined ? '' : element('dc:language', {}, language),
    time('created'),
    time('modified'),
    '</cp:coreProperties>',
  ].join('');
}
