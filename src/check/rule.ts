import type { DocumentName } from '../kinds/registry.ts';
import type { Severity } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import type { Check } from './context.ts';

/** What the program does about a rule. */
export type Verdict =
  /** The report cannot break it, whatever the data: `proof` is the name of the test that shows so. */
  | { readonly kind: 'construction'; readonly proof: string }
  /** It is checked on the data or on the rendered text; `run` is null where an earlier stage reports it. */
  | { readonly kind: 'checked'; readonly run: Check | null; readonly by: string; readonly proof?: string }
  /** No program can tell. */
  | { readonly kind: 'outOfReach'; readonly reason: string };

/** The kinds of documents that a rule judges, where it is not all of them. */
export interface Judged {
  readonly level?: Level;
  readonly document?: DocumentName;
}

/** One disclosure rule: what it asks in plain Chinese, where it comes from, and what becomes of it here. */
export interface Rule {
  /** Its number in the list of disclosure rules, `A01` … `X12`; the code of its findings. */
  readonly code: string;
  readonly title: string;
  readonly meaning: string;
  /** A defect, in real figures where there are some. */
  readonly example: string;
  readonly remedy: string;
  /** Keys of the sources, explained on the page of rules. */
  readonly source: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  /** Every kind where it says nothing. */
  readonly judges?: Judged;
  /** The part of the view that it is about; nothing is said of what a pack does not print. */
  readonly about?: string;
  /** What its check looks at; only what is checked at this stage needs anything. */
  readonly needs?: readonly Need[];
}

/**
 * What a check looks at, so that a document without data of ours can be held against the rules that need no more
 * than the document: the data of the entity, what people wrote in it, last year's book, the tables as printed, the
 * running text.
 */
export type Need = 'data' | 'texts' | 'lastYear' | 'tables' | 'prose';

export const RULE_GROUPS = {
  A: '完整性',
  B: '表内关系',
  C: '表间勾稽',
  D: '表文一致',
  E: '增减变动',
  F: '文字与隐私',
  G: '决算',
  H: '部门',
  X: '几份文件之间',
} as const;

/** A rule that the report cannot break; the test that shows it bears the code as its first word. */
export function byConstruction(proof: string): Verdict {
  return { kind: 'construction', proof };
}

/** A rule that a check of this stage looks after; `proof` names the test for the part that cannot be broken. */
export function checkedBy(run: Check, proof?: string): Verdict {
  return { kind: 'checked', run, by: 'src/check', ...(proof === undefined ? {} : { proof }) };
}

/** A rule with its check: the declaration, what it looks at, the function, and the test of the part that cannot break. */
export function checkedRule(
  declaration: Omit<Rule, 'verdict' | 'needs'> & { readonly needs: readonly Need[] },
  run: Check,
  proof?: string,
): Rule {
  return { ...declaration, verdict: checkedBy(run, proof) };
}

/** A rule that an earlier stage reports under the same code. */
export function checkedEarlier(by: string, proof?: string): Verdict {
  return { kind: 'checked', run: null, by, ...(proof === undefined ? {} : { proof }) };
}
