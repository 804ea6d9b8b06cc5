import { kindOf } from '../kinds/registry.ts';
import { addAll } from '../model/add-all.ts';
import type { Book } from './books.ts';
import { consolidate } from './consolidate.ts';
import { departmentLocator } from './department-locator.ts';
import type { Entity, ReadEntity } from './entity.ts';
import type { EntityFile, EntityFiles } from './entity-file.ts';
import { type Branch, leavesOf } from './leaves.ts';
import { readBook } from './read-books.ts';
import { readMembers } from './read-members.ts';

/** Reads a file with its members, and theirs; null after telling what is wrong. `chain` are the files that led here. */
export const readEntity: ReadEntity = async (path, label, files, chain) => {
  const written = await files.written(path, label);
  const file = written && files.checked(path, label, written);
  return file && openEntity(file, files, chain);
};

/** The entity of a file that is read already. */
export async function openEntity(
  file: EntityFile,
  files: EntityFiles,
  chain: readonly string[],
): Promise<Entity> {
  const kind = kindOf(file);
  const errorsBefore = files.errors();
  const members = await readMembers(file, files, chain, readEntity);
  const isWhole = files.errors() === errorsBefore;
  const facts = kind.facts(
    file.data,
    members.map((member) => member.facts),
  );
  const locators = members.map(({ entity }) => entity?.locator ?? null);
  const locator = departmentLocator(file.locator, kind.ownPath, facts, locators);
  const entity = { file, facts, locator, members };
  const declared = kind.books.current!;
  if (declared.fromMembers !== 'always') {
    const current = await files.whileOpen(file.path, () =>
      readBook({ ...entity, current: null }, declared, files, readEntity),
    );
    return { ...entity, current };
  }
  return { ...entity, current: isWhole ? reportedByMembers(entity, files) : null };
}

/** What a department reports: the books of its budget units, consolidated; null where one of them counts twice. */
function reportedByMembers(entity: Omit<Entity, 'current'>, files: EntityFiles): Book | null {
  const leaves = leavesOf(branchOf({ ...entity, current: null }));
  const twice = leaves.find(({ name }, index) => leaves.findIndex((each) => each.name === name) !== index);
  if (twice) {
    const { locator } = entity.file;
    const hint = '每个预算单位只归一个成员；删去其中一处。';
    files.report('H07', `“${twice.name}”在下级部门中也列了一次。`, hint, locator, ['members']);
    return null;
  }
  const { ledger, byMember, findings } = consolidate(leaves);
  addAll(files.findings, findings);
  return { ledger, byMember, stated: new Map(), isStatedOnly: false, from: null };
}

function branchOf({ file, facts, locator, members, current }: Entity): Branch {
  return {
    name: facts.unit.name,
    kind: facts.unit.kind,
    file: file.label,
    payers: facts.counterparts,
    payersAt: locator.positionOf(['counterparts']),
    ledger: current?.ledger ?? [],
    members: members.flatMap((member) =>
      member.entity === null ? [] : [{ isHead: member.facts.isHead, branch: branchOf(member.entity) }],
    ),
  };
}
