import type { MemberBook } from './member-book.ts';

/** An entity as consolidation sees it: a budget unit with its book, or a department with its members. */
export interface Branch extends Omit<MemberBook, 'aliases'> {
  readonly members: readonly { readonly isHead: boolean; readonly branch: Branch }[];
}

/**
 * The budget units below an entity, down to the lowest. A unit that is a department's own office also goes by the
 * department's name: others say so when they mean it.
 */
export function leavesOf(branch: Branch, aliases: readonly string[] = []): MemberBook[] {
  const { members, ...own } = branch;
  if (members.length === 0) return [{ ...own, aliases }];
  return members.flatMap(({ isHead, branch: member }) =>
    leavesOf(member, isHead ? [...aliases, branch.name] : []),
  );
}
