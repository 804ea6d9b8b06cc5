import type { LoadedUnit, Unit } from '../books/unit.ts';
import { REDACTED, redactUnit } from '../check/redact.ts';
import { containsMarks, marksToElements } from '../document/figure-marks.ts';
import type { Provenance } from '../model/provenance.ts';
import { renderReport } from '../render/report.ts';
import type { TextReader } from '../source/read-text.ts';
import type { PackStore } from './packs.ts';
import { type Production, produceReport } from './produce-report.ts';

/** The report once more for the reviewer: the same words, every number traceable. */
export interface ReviewCopy {
  readonly unit: Unit;
  /** The published HTML with numbers in elements of their own, `<span data-figure="7">`. */
  readonly html: string;
  /** The published text with its numbers marked; read it with `readMarks`. */
  readonly markedText: string;
  /** Where the numbers come from, by their identity. */
  readonly figures: readonly Provenance[];
}

export interface ReviewProduction extends Production {
  /** Null when there is no report, or when the data contains characters used as marks. */
  readonly copy: ReviewCopy | null;
}

/** The report of a unit file with its review copy; otherwise as {@link produceReport}. */
export async function produceReviewCopy(
  path: string,
  label: string,
  packs: PackStore,
  read?: TextReader,
): Promise<ReviewProduction> {
  const production = await produceReport(path, label, packs, read);
  const { report, loaded, sources } = production;
  const isMarkable = ![...sources.values()].some(containsMarks);
  return { ...production, copy: report && loaded && isMarkable ? copyOf(loaded, packs) : null };
}

function copyOf(loaded: LoadedUnit, packs: PackStore): ReviewCopy | null {
  const { pack } = loaded;
  const isRedacted = pack.settings.checks.redact;
  const unit = isRedacted ? redactUnit(loaded.unit) : loaded.unit;
  const marked = packs.compileMarked(pack);
  if (!marked) return null;
  const { value } = renderReport(unit, marked.compiled, isRedacted ? REDACTED : undefined);
  const figures = marked.marks.take();
  return value && { unit, html: marksToElements(value.html), markedText: value.text, figures };
}
