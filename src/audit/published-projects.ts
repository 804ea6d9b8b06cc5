import { amountsIn } from '../document/numbers-in-text.ts';
import type { Origin } from '../document/tree.ts';
import { type GoalForm, goalForms } from './goal-forms.ts';
import { paragraphsOf, type Reading } from './reading.ts';
import type { PublishedWords } from './table-view.ts';

/** Words of the section of a project, and where they stand. */
export interface ProjectText {
  readonly text: string;
  readonly at: Origin | null;
}

export type ProjectField = 'basis' | 'scale' | 'allocation' | 'bearer' | 'period';
const FIELDS: readonly ProjectField[] = ['basis', 'scale', 'allocation', 'bearer', 'period'];

/** A project of a report: what its section says, and its form of goals. */
export interface PublishedProject {
  readonly name: string;
  readonly fields: ReadonlyMap<ProjectField, ProjectText>;
  readonly goal: GoalForm | null;
}

export interface PublishedProjects {
  /** Those that have a section, in its order. */
  readonly sections: readonly PublishedProject[];
  /** Forms of projects that have no section. */
  readonly alone: readonly GoalForm[];
  /** Every form of a project, in the order of the report. */
  readonly forms: readonly GoalForm[];
}

/**
 * The projects of a report, each section with its form: by the name, or, where a form calls the project otherwise, by an
 * amount that no other has.
 *
 * Example: the section “办公场所租赁” of 121.02 with the form “政务办公场所租赁” of 121.02
 */
export function publishedProjects(reading: Reading, words: PublishedWords): PublishedProjects {
  const forms = goalForms(reading, words).filter(({ project }) => project !== null);
  const sections = projectSections(reading, words);
  const left = new Set(forms);
  const goals = new Map<string, GoalForm>();
  const take = (name: string, own: readonly GoalForm[]): void => {
    if (own.length !== 1 || goals.has(name)) return;
    goals.set(name, own[0]!);
    left.delete(own[0]!);
  };
  for (const name of sections.keys())
    take(
      name,
      [...left].filter((form) => plain(form.project!) === plain(name)),
    );
  const scales = [...sections].map(([name, fields]) => ({
    name,
    yuan: amountsIn(fields.get('scale')?.text ?? '')[0]?.value,
  }));
  for (const { name, yuan } of scales) {
    if (yuan === undefined || scales.filter((each) => each.yuan?.equals(yuan)).length > 1) continue;
    take(
      name,
      [...left].filter(({ amounts }) => amounts.get('total')?.yuan.equals(yuan)),
    );
  }
  return {
    sections: [...sections].map(([name, fields]) => ({ name, fields, goal: goals.get(name) ?? null })),
    alone: [...left],
    forms,
  };
}

function projectSections(
  reading: Reading,
  { adopted }: PublishedWords,
): Map<string, Map<ProjectField, ProjectText>> {
  const nameIn = (heading: string): string | null => {
    const found = adopted.projectHeading.exec(heading);
    return found ? heading.slice(found.index + found[0].length).trim() : null;
  };
  const sections = new Map<string, Map<ProjectField, ProjectText>>();
  for (const { text } of reading.headings) {
    const name = nameIn(text);
    if (name) sections.set(name, new Map());
  }
  for (const { text, at, above } of paragraphsOf(reading)) {
    const name = above.map(nameIn).findLast((each) => each !== null);
    const fields = name === undefined || name === null ? undefined : sections.get(name);
    const [, label, words] = /^([^：:。]{2,12})[：:](.+)$/s.exec(text) ?? [];
    if (!fields || label === undefined || words === undefined) continue;
    const field = FIELDS.find((each) => adopted.project[each].test(label));
    if (field && !fields.has(field)) fields.set(field, { text: words.trim(), at });
  }
  return sections;
}

function plain(text: string): string {
  return text.replace(/[\s“”"（）()、，]/g, '');
}
