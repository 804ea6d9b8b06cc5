import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import type { ParsedHtml } from '../document/parsed-html.ts';
import { proseOf } from '../document/prose.ts';
import type { Analysis } from '../figures/analysis.ts';
import { sumFigure } from '../figures/figure.ts';
import { kindOf } from '../kinds/registry.ts';
import type { CheckWords } from '../lists/check-words.ts';
import type { Finding } from '../model/finding.ts';
import type { Grid } from '../model/grid.ts';
import type { Pack } from '../pack/pack.ts';
import type { ChangedBudget, CheckContext } from './context.ts';
import { applySettings, runChecks } from './run-checks.ts';
import { applyWaivers } from './waivers.ts';

/** What the checks of one unit need. */
export interface CheckInput {
  readonly unit: Unit;
  readonly pack: Pack;
  readonly analysis: Analysis;
  readonly grids: readonly Grid[];
  /** The HTML that the templates made; null when they were not run. */
  readonly body: ParsedHtml | null;
  readonly words: CheckWords;
  readonly unread: readonly string[];
  readonly changedBudget?: ChangedBudget | null;
}

/**
 * Runs every check on one unit and settles all findings, `earlier` ones of the same unit included: severities
 * and switches of the pack, waivers of the unit file, and personal data that is masked anyway as notes.
 */
export function checkReport(input: CheckInput, earlier: readonly Finding[], isRedacted: boolean): Finding[] {
  const found = [...earlier, ...runChecks(contextOf(input))];
  const settled = applyWaivers(applySettings(found, input.pack.settings.checks), input.unit);
  if (!isRedacted) return settled;
  return settled.map((finding) =>
    finding.code === 'F01' && finding.severity === 'error'
      ? { ...finding, severity: 'note', message: `${finding.message}输出中已遮盖。`, hint: '仍应改正数据。' }
      : finding,
  );
}

function contextOf(input: CheckInput): CheckContext {
  const { unit } = input;
  const projectTotals = new Map(
    unit.data.projects.map(({ name }) => [
      name,
      sumFigure(ledgerOf(unit), [{ kind: 'project', project: name }]),
    ]),
  );
  const prose = input.body === null ? null : proseOf(input.body.document);
  return { ...input, prose, humanTexts: kindOf(unit).texts(unit.data), projectTotals };
}
