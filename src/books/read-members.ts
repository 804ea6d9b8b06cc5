import { dirname, posix } from 'node:path';
import { WORKBOOK_EXTENSION } from '../form/workbook-file.ts';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';
import type { MemberEntry } from '../kinds/department-file.ts';
import { kindOf } from '../kinds/registry.ts';
import type { DataPath } from '../model/locator.ts';
import { isPattern } from '../source/list-files.ts';
import type { Entity, ReadEntity, ReadMember } from './entity.ts';
import type { EntityFile, EntityFiles } from './entity-file.ts';

/** A file that an entry of `members` means. */
interface Place {
  readonly entry: MemberEntry;
  readonly at: DataPath;
  /** Null for a body without a budget of its own. */
  readonly file: { readonly path: string; readonly label: string } | null;
}

const UNIT_FILES = ['.yaml', '.yml', WORKBOOK_EXTENSION];

/**
 * The members that a department's file names, in its order. All problems are told in one run, at the entry that they
 * concern: `L60` a member that cannot be read or is not rightly named, `L61` a pattern that means no file, `L62`
 * departments in a circle, `H05` a member of another year or document, `H07` a unit named twice.
 */
export async function readMembers(
  file: EntityFile,
  files: EntityFiles,
  chain: readonly string[],
  read: ReadEntity,
): Promise<ReadMember[]> {
  const members: ReadMember[] = [];
  for (const place of await placesOf(file, files)) {
    const member = await readMember(place, file, files, chain, read);
    if (!member) continue;
    const twin = members.find(({ facts }) => facts.name === member.facts.name);
    if (twin) files.report('H07', twiceMessage(twin, member), TWICE_HINT, file.locator, place.at);
    members.push(member);
  }
  refuseLost(file, files, members);
  return members;
}

/** A body without a budget of its own stands in that of a member. */
function refuseLost(file: EntityFile, files: EntityFiles, members: readonly ReadMember[]): void {
  const names = members.flatMap(({ facts, entity }) => (entity === null ? [] : [facts.name]));
  const known = members.some(({ facts }) => facts.isHead) ? ['本级', ...names] : names;
  for (const [index, { mergedInto, name }] of kindOf(file).members(file.data).entries()) {
    if (mergedInto === undefined || known.includes(mergedInto)) continue;
    const message = `“${name ?? ''}”并入的“${mergedInto}”不是有预算的成员。`;
    const hint = `可以写：${known.join('、')}。本级是写了 role: 本级 的成员。`;
    files.report('L60', message, hint, file.locator, ['members', index, 'mergedInto']);
  }
}

async function placesOf(file: EntityFile, files: EntityFiles): Promise<Place[]> {
  const places: Place[] = [];
  const patterns: { readonly entry: MemberEntry; readonly at: DataPath; readonly index: number }[] = [];
  const told = new Map<string, DataPath>();
  for (const [index, entry] of kindOf(file).members(file.data).entries()) {
    const at = ['members', index];
    if (entry.from === undefined) {
      if (isWhole(entry)) places.push({ entry, at, file: null });
      else refuse(files, file, at);
    } else if (isPattern(entry.from)) {
      patterns.push({ entry, at, index: places.length });
    } else {
      const target = files.beside(entry.from, UNIT_FILES, file, [...at, 'from']);
      if (!target) continue;
      if (told.has(target.path)) {
        const hint = '删去其中一处。';
        files.report('H07', `成员文件 ${target.label} 写了两次。`, hint, file.locator, [...at, 'from']);
        continue;
      }
      told.set(target.path, at);
      places.push({ entry, at, file: target });
    }
  }
  // From the last, so that the places of the others stay.
  for (const { entry, at, index } of patterns.reverse()) {
    const found = await expand(entry.from!, file, files, [...at, 'from']);
    const fresh = found.filter(({ path }) => !told.has(path));
    for (const { path } of fresh) told.set(path, at);
    places.splice(index, 0, ...fresh.map((target) => ({ entry, at, file: target })));
  }
  return places;
}

function isWhole({ name, kind, mergedInto, role }: MemberEntry): boolean {
  return name !== undefined && kind !== undefined && mergedInto !== undefined && role === undefined;
}

function refuse(files: EntityFiles, { locator }: EntityFile, at: DataPath): void {
  const hint = '有预算的写 from: 单位文件；没有单独预算的写 name、kind 和 mergedInto（并入哪个单位）。';
  files.report('L60', '这个成员没有写清是哪个单位。', hint, locator, at);
}

async function expand(pattern: string, file: EntityFile, files: EntityFiles, at: DataPath) {
  const names = (await files.list(dirname(file.path), pattern)).filter(
    (name) =>
      posix.basename(name) !== DEFAULTS_FILE &&
      UNIT_FILES.some((extension) => name.toLowerCase().endsWith(extension)),
  );
  const targets = names.flatMap((name) => files.beside(name, UNIT_FILES, file, at) ?? []);
  const others = targets.filter(({ path }) => path !== file.path);
  if (others.length === 0) {
    files.report('L61', `“${pattern}”没有对应的单位文件。`, '核对文件夹和文件名。', file.locator, at);
  }
  return others;
}

async function readMember(
  { entry, at, file: place }: Place,
  file: EntityFile,
  files: EntityFiles,
  chain: readonly string[],
  read: ReadEntity,
): Promise<ReadMember | null> {
  const { role, title, remark, name } = entry;
  const said = { isHead: role === '本级', remark: remark ?? null, isRenamed: title !== undefined };
  if (place === null) {
    const own = { name: name!, kind: entry.kind!, title: title ?? name!, offices: [], isMerged: true };
    return { facts: { ...said, ...own, data: null }, entity: null };
  }
  const from = [...at, 'from'];
  if (chain.includes(place.path)) {
    const hint = '部门不能直接或间接以自己为成员；删去这一处。';
    files.report('L62', `${place.label} 又回到了自己：成员构成了循环。`, hint, file.locator, from);
    return null;
  }
  const before = files.errors();
  const entity = await read(place.path, place.label, files, [...chain, place.path]);
  if (!entity?.current) {
    const message = `成员文件 ${place.label} 没有读成（${files.errors() - before} 个错误），部门不能汇总。`;
    files.report('L60', message, '先改正这个成员文件。', file.locator, from);
    return null;
  }
  const { facts } = entity;
  if (!isOfSameDocument(entity, file, files, from)) return null;
  const { name: unitName, kind, offices } = facts.unit;
  return {
    facts: { ...said, name: unitName, kind, title: title ?? unitName, offices, isMerged: false, data: facts },
    entity,
  };
}

function isOfSameDocument(entity: Entity, file: EntityFile, files: EntityFiles, at: DataPath): boolean {
  const { document } = kindOf(file);
  const other = kindOf(entity.file).document;
  const { name } = entity.facts.unit;
  if (other !== document) {
    const hint = `部门${document}由各单位的${document}汇总；from 改为它的${document}文件。`;
    files.report('H05', `成员“${name}”的文件是${other}。`, hint, file.locator, at);
    return false;
  }
  const [year, own] = [entity.file.data.year, file.data.year];
  if (year === own) return true;
  const hint = `from 改为它 ${own} 年的文件。`;
  files.report('H05', `成员“${name}”的文件是 ${year} 年的，部门是 ${own} 年的。`, hint, file.locator, at);
  return false;
}

const TWICE_HINT = '同一个单位只列一次；确是两个单位的，在各自的文件中写不同的全称。';

function twiceMessage({ entity: one }: ReadMember, { facts, entity: other }: ReadMember): string {
  const files = [one, other].map((entity) => entity?.file.label ?? '没有单独预算');
  return `有两个成员都叫“${facts.name}”（${files.join('、')}）。`;
}
