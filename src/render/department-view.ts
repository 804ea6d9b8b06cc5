import { budgetedMembers, type Unit } from '../books/unit.ts';
import { wordsFor } from '../figures/table-for.ts';
import { kindOf } from '../kinds/registry.ts';
import type { FigureMarks } from '../model/provenance.ts';
import type { Pack } from '../pack/pack.ts';
import { goalTotals } from './goal-view.ts';
import { projectFigure, withAmount } from './project-view.ts';
import type { MemberCountsView, MemberView, ProjectNoteView, View } from './view.ts';

type DepartmentView = Pick<
  View,
  'isDepartment' | 'words' | 'parts' | 'members' | 'memberCounts' | 'projectNotes'
>;

/** What the level of a document changes: its words and sections, and of a department its members. */
export function departmentView(unit: Unit, pack: Pack, marks: FigureMarks): DepartmentView {
  const { level } = kindOf(unit);
  const parts = Object.entries(pack.settings.parts);
  const members: readonly MemberView[] = unit.data.department?.members ?? [];
  return {
    isDepartment: unit.data.department !== undefined,
    words: wordsFor(unit, pack),
    parts: Object.fromEntries(parts.map(([name, of]) => [name, of === level])),
    members,
    memberCounts: countsOf(members, unit, pack),
    projectNotes: notesOf(unit, pack, marks),
  };
}

/** Bodies by what they are; one without a budget of its own is listed, but is no budgeted unit. */
function countsOf(members: readonly MemberView[], unit: Unit, pack: Pack): MemberCountsView {
  const count = (is: (member: MemberView) => boolean) => members.filter(is).length;
  const leaves = leafUnits(unit);
  return {
    total: members.length,
    subordinate: count(({ isHead }) => !isHead),
    administrative: count(({ kind }) => kind === '行政单位'),
    referenced: count(({ kind }) => kind === '参公事业单位'),
    institution: count(({ kind }) => kind === '事业单位'),
    budgeted: leaves.length,
    withGoals: leaves.filter((leaf) => goalTotals(leaf, pack).count > 0).length,
  };
}

/** The budget units of a department, down to the lowest. */
function leafUnits(unit: Unit): Unit[] {
  return budgetedMembers(unit).flatMap((member) =>
    member.members.length === 0 ? [member] : leafUnits(member),
  );
}

function notesOf(unit: Unit, pack: Pack, marks: FigureMarks): ProjectNoteView[] {
  return (unit.data.department?.projectNotes ?? []).map(({ project, title, allocation, ...note }) => {
    const amount = projectFigure(unit, project);
    const name = title ?? project;
    return {
      ...note,
      title: name,
      amount,
      allocation: allocation === undefined ? null : withAmount(allocation, amount, name, pack, marks),
    };
  });
}
