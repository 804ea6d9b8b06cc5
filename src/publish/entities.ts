import { sha256 } from '../files/file-hash.ts';
import type { Level } from '../model/level.ts';
import { unitKey } from '../model/unit-name.ts';
import type { SiteDocument } from './site.ts';

/** A unit or department of the site, with all that it published. */
export interface SiteEntity {
  /** Stands in the address of its page: the same as long as it keeps level and name. */
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  /** Latest year first. */
  readonly documents: readonly SiteDocument[];
  /** Of its latest document; null for none. */
  readonly department: SiteEntity | null;
  /** Of a department, in the order of names. */
  readonly members: readonly SiteEntity[];
}

interface Draft extends SiteEntity {
  documents: SiteDocument[];
  department: Draft | null;
  members: Draft[];
}

const COLLATOR = new Intl.Collator('zh-CN');

/** The order of names on all pages: by their sound. */
export function byEntityName(a: { readonly name: string }, b: { readonly name: string }): number {
  return COLLATOR.compare(a.name, b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** Stands in the address of an entity's page. */
export function entityId(level: Level, name: string): string {
  return sha256(`${level}\n${unitKey(name)}`).slice(0, 12);
}

/** The page of an entity: `units/3f2a9c0d11e4.html` */
export function entityPage({ id }: Pick<SiteEntity, 'id'>): string {
  return `units/${id}.html`;
}

/**
 * Who publishes on a site, in the order of names. A department that has published nothing is there for its units.
 *
 * Example: the budgets of 2024 and 2025 of one unit → one entity with two documents, that of 2025 first
 */
export function entitiesOf(documents: readonly SiteDocument[]): SiteEntity[] {
  const entities = new Map<string, Draft>();
  const entity = (level: Level, name: string): Draft => {
    const id = entityId(level, name);
    const known = entities.get(id);
    if (known) return known;
    const made: Draft = { id, name, level, documents: [], department: null, members: [] };
    entities.set(id, made);
    return made;
  };
  const ordered = [...documents].sort(byYear);
  for (const document of ordered) {
    const own = entity(document.level, document.publisher);
    own.documents.push(document);
    if (document.department === null || own.documents.length > 1) continue;
    const above = entity('部门', document.department);
    if (above === own) continue;
    own.department = above;
    above.members.push(own);
  }
  const all = [...entities.values()].sort(byEntityName);
  for (const each of all) each.members.sort(byEntityName);
  return all;
}

/** Latest year first, of one year what was published last. */
function byYear(a: SiteDocument, b: SiteDocument): number {
  if (a.year !== b.year) return b.year - a.year;
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.name < b.name ? -1 : 1;
}

/** Entities under the department that they belong to; who belongs to none, last, under null. */
export interface EntityGroup {
  readonly department: SiteEntity | null;
  readonly members: readonly SiteEntity[];
}

/**
 * All entities in groups, each department once with its members; a member that is a department itself has a group of its
 * own as well.
 */
export function groupsOf(entities: readonly SiteEntity[]): EntityGroup[] {
  const departments = entities.filter(({ level }) => level === '部门');
  const others = entities.filter(({ level, department }) => level !== '部门' && department === null);
  return [
    ...departments.map((department) => ({ department, members: department.members })),
    ...(others.length > 0 ? [{ department: null, members: others }] : []),
  ];
}
