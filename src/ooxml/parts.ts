import { posix } from 'node:path';
import { Refusal } from './refusal.ts';
import { readXml } from './xml-reader.ts';
import type { ZipParts } from './zip-reader.ts';

/** Where the sheets of a workbook lie. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean; readonly part: string }[];
  readonly is1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

export interface Relation {
  readonly type: string;
  readonly target: string;
}

/**
 * Finds the sheets by the relations of the package, as the standard demands, and refuses what this program must
 * not take in: macros, links to other workbooks, data connections.
 */
export async function findParts(parts: ZipParts): Promise<WorkbookParts> {
  refuseActiveContent(parts.names);
  const root = await relationsOf(parts, '');
  const workbook = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (workbook === undefined) {
    throw new Refusal(parts.names.includes('mimetype') ? 'openDocument' : 'notWorkbook');
  }
  const relations = await relationsOf(parts, workbook);
  const sheets: WorkbookParts['sheets'][number][] = [];
  let is1904 = false;
  const found = await readXml(parts, workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attributes['r:id'] ?? relationId(attributes));
      // Chart sheets and dialogs have relations of another type and no cells.
      if (!relation?.type.endsWith('/worksheet')) return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', isHidden, part: relation.target });
    },
  });
  if (!found) throw new Refusal('notWorkbook');
  const partOf = (suffix: string): string | null =>
    [...relations.values()].find(({ type }) => type.endsWith(suffix))?.target ?? null;
  return { sheets, is1904, sharedStrings: partOf('/sharedStrings'), styles: partOf('/styles') };
}

function refuseActiveContent(names: readonly string[]): void {
  const has = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  if (has(/(^|\/)vbaProject\.bin$/i) || has(/(^|\/)(macrosheets|activeX)\//i)) throw new Refusal('macros');
  if (has(/(^|\/)externalLinks\//i)) throw new Refusal('externalLinks');
  if (has(/(^|\/)(connections\.xml$|queryTables\/)/i)) throw new Refusal('connections');
}

/** Whatever prefix the namespace of relations has. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
}

/** The part with the relations of a part. */
export function relationsPart(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** Relations of a part, targets as names of parts. */
export async function relationsOf(parts: ZipParts, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const relations = new Map<string, Relation>();
  await readXml(parts, relationsPart(part), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { type: Type, target });
    },
  });
  return relations;
}
