import { changeClaimsIn } from '../document/change-claims.ts';
import type { Origin } from '../document/tree.ts';
import type { CheckWords } from '../lists/check-words.ts';
import type { Finding } from '../model/finding.ts';
import type { AdoptedFunction } from './adopt-prior.ts';
import { type GoalForm, goalForms } from './goal-forms.ts';
import { type ProjectField, publishedProjects } from './published-projects.ts';
import { positionIn, type Reading } from './reading.ts';

/** Words of a report, and where it says them. */
export interface AdoptedText {
  readonly text: string;
  readonly source: string;
}

export interface AdoptedProject {
  readonly name: string;
  readonly fields: ReadonlyMap<ProjectField, AdoptedText>;
  readonly goal: GoalForm | null;
  /** Where its form stands among the forms, from 1; null where the forms follow the projects. */
  readonly order: number | null;
}

/** The words that a report says of projects, goals and changes. */
export interface AdoptedTexts {
  readonly projects: readonly AdoptedProject[];
  readonly unitGoal: GoalForm | null;
  /** By the path under `reasons`: `basic`, `items.2010350`. */
  readonly reasons: ReadonlyMap<string, AdoptedText>;
  /** What a class of expenditure is mainly for, by its code. */
  readonly purposes: ReadonlyMap<string, AdoptedText>;
  readonly findings: readonly Finding[];
}

/**
 * Projects with what their section and their goal form say, the goals of the whole, and the reasons of changes. A project
 * of which there is no more than a form is told (`J04`).
 */
export function adoptTexts(
  reading: Reading,
  { published }: CheckWords,
  functions: readonly AdoptedFunction[],
): AdoptedTexts {
  const { sections, alone, forms } = publishedProjects(reading, published);
  const orders = sections.flatMap(({ goal }) => (goal ? [forms.indexOf(goal) + 1] : []));
  const isMixed = orders.some((order, index) => order < (orders[index - 1] ?? 0));
  const orderOf = (goal: GoalForm | null): number | null =>
    isMixed && goal ? forms.indexOf(goal) + 1 : null;
  const projects = [
    ...sections.map(({ name, fields, goal }): AdoptedProject => {
      const told = [...fields].map(
        ([field, { text, at }]) => [field, { text, source: sourceOf(at) }] as const,
      );
      return { name, fields: new Map(told), goal, order: orderOf(goal) };
    }),
    ...alone.map(
      (goal): AdoptedProject => ({ name: goal.project!, fields: new Map(), goal, order: orderOf(goal) }),
    ),
  ];
  const findings = alone.map(
    (form): Finding => ({
      code: 'J04',
      severity: 'warning',
      message: `项目“${form.project}”只有绩效目标表，没有读出项目说明，设立依据和资金分配空着。`,
      hint: '手工填写；与别的项目是同一个的，合成一个，目标表中的名称写 goal.name。',
      position: positionIn(reading.file, form.at),
    }),
  );
  return {
    projects,
    unitGoal:
      goalForms(reading, published).find(
        ({ project, indicators }) => project === null && indicators.length > 0,
      ) ?? null,
    reasons: reasonsOf(reading, published, functions),
    purposes: purposesOf(reading, published),
    findings,
  };
}

/** 一般公共服务支出677.49万元，占94.73%，主要用于工资。 → 201: 工资 */
function purposesOf(
  { sentences, tables }: Reading,
  { adopted }: CheckWords['published'],
): Map<string, AdoptedText> {
  const classes = new Map(
    tables.flatMap(({ blocks }) =>
      blocks.flatMap(({ rows }) =>
        rows.flatMap(({ code, label }) =>
          /^2\d\d$/.test(code) && label !== '' ? [[label, code] as const] : [],
        ),
      ),
    ),
  );
  const purposes = new Map<string, AdoptedText>();
  for (const { text, at } of sentences) {
    // One sentence may tell several classes, each with what it is for.
    const pieces = text.split(new RegExp(`(?<=${adopted.purpose.source}[^；。]*)；`, 'u'));
    for (const piece of pieces) {
      const found = adopted.purpose.exec(piece);
      if (!found) continue;
      const before = piece.slice(0, found.index).replace(/\s/g, '');
      const [only, ...others] = [...classes].filter(([name]) => before.includes(name));
      const words = piece.slice(found.index + found[0].length).replace(/^[：:]|[。；].*$/gs, '');
      if (!only || others.length > 0 || purposes.has(only[1]) || words === '') continue;
      purposes.set(only[1], { text: words, source: sourceOf(at) });
    }
  }
  return purposes;
}

const FIXED: readonly (readonly [field: string, name: RegExp])[] = [
  ['basic', /基本支出$/],
  ['project', /项目支出$/],
  ['operatingCost', /运行经费/],
];
const ITEMS = {
  abroad: 'abroad',
  vehiclePurchase: 'purchase',
  vehicleRunning: 'running',
  reception: 'reception',
} as const;

function reasonsOf(
  { sentences }: Reading,
  { sangong, adopted }: CheckWords['published'],
  functions: readonly AdoptedFunction[],
): Map<string, AdoptedText> {
  const reasons = new Map<string, AdoptedText>();
  for (const { text, at, above } of sentences) {
    const claims = changeClaimsIn(text);
    for (const [index, claim] of claims.entries()) {
      const until = claims[index + 1]?.start ?? text.length;
      const rest = text.slice(claim.end, until);
      const found = adopted.reason.exec(rest);
      // Words before the reason would be those of another figure.
      if (!found || claim.way === 'same' || /[；。]/.test(rest.slice(0, found.index))) continue;
      if (claim.change?.yuan.isZero()) continue;
      const from = claims[index - 1]?.end ?? 0;
      const label = claim.label.replace(/\s/g, '');
      const words = rest
        .slice(found.index + found[0].length)
        .replace(/[。；][^。；]*$/, '')
        .replace(/[，；。\s]+$/, '');
      const field =
        incomeOf(label, above, adopted) ??
        fieldOf(label, text.slice(from, claim.start), above, functions, sangong);
      if (field === null || words === '' || reasons.has(field)) continue;
      reasons.set(field, { text: words, source: sourceOf(at) });
    }
  }
  return reasons;
}

/** A source of income, in the section of income. */
function incomeOf(
  label: string,
  above: readonly string[],
  { income }: CheckWords['published']['adopted'],
): string | null {
  if (!/收入(?:预算|决算)/.test(above.at(-1) ?? '')) return null;
  const key = income.find(({ words }) => words.test(label))?.key;
  return key === undefined ? null : `income.${key}`;
}

function fieldOf(
  label: string,
  before: string,
  above: readonly string[],
  functions: readonly AdoptedFunction[],
  sangong: CheckWords['published']['sangong'],
): string | null {
  for (const [field, item] of Object.entries(ITEMS))
    if (sangong[item].test(label) && !/购置(?:及|和|与)运行/.test(label)) return field;
  const named = before.replace(/\s/g, '');
  const item = functions
    .filter(({ name }) => name !== '' && new RegExp(`${escaped(name)}[（(]项[）)]`).test(named))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (item) return `items.${item.code}`;
  const fixed = FIXED.find(([, name]) => name.test(label))?.[0];
  if (fixed === undefined || fixed === 'operatingCost') return fixed ?? null;
  const isGeneral = /一般公共预算/.test(label + (above.at(-1) ?? ''));
  return isGeneral ? `general${fixed === 'basic' ? 'Basic' : 'Project'}` : fixed;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function sourceOf(at: Origin | null): string {
  return at === null ? '' : (at.place ?? `第${at.line}行`);
}
