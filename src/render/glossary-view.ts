import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { meeting, resolveWhere } from '../figures/filter.ts';
import type { GlossaryTerm, Pack } from '../pack/pack.ts';
import type { TermView } from './view.ts';

/**
 * The terms that a report explains: those of the form first, then those of the file. A term is explained once: in the
 * file's own words where the file explains it, in those of the form where only a member of a department does.
 *
 * Example: a pack that explains 机关运行经费 and a file that explains 机关运行经费 and 社区教育 → both in the words of the file
 */
export function glossaryView(unit: Unit, pack: Pack): TermView[] {
  const { glossary, department } = unit.data;
  const own = department === undefined ? glossary : glossary.slice(0, department.ownTerms);
  const ownTerms = new Set(own.map(({ term }) => keyOf(term)));
  const ofForm = Object.entries(pack.settings.glossary)
    .filter(([term, declared]) => !ownTerms.has(keyOf(term)) && isExplained(declared, unit, pack))
    .map(([term, { text }]) => ({ term, text }));
  const explained = new Set(ofForm.map(({ term }) => keyOf(term)));
  return [...ofForm, ...glossary.filter(({ term }) => !explained.has(keyOf(term)))];
}

/** “三公”经费 and 三公经费 are one term, and so is one with marks of private characters around it (draft/adopt-words.ts). */
function keyOf(term: string): string {
  return term.normalize('NFKC').replace(/[\s“”‘’"'《》\p{Co}]/gu, '');
}

/** Whether the form speaks of it in the report of this unit: always, by its kind, or by money of this or last year. */
function isExplained({ unitKinds, where }: GlossaryTerm, { books, data }: Unit, pack: Pack): boolean {
  if ((unitKinds || where) && !data.termsOfForm) return false;
  // A department's report speaks of its organs, whatever its own office is.
  if (unitKinds && (data.department !== undefined || !unitKinds.includes(data.unit.kind))) return false;
  if (where === undefined) return true;
  const filters = resolveWhere(where, pack.namedFilters);
  const lines = [...ledgerOf({ books }), ...ledgerOf({ books }, 'prior')];
  const isMeant = meeting(filters);
  return lines.some((line) => isMeant(line) && !line.amount.isZero());
}
