import type { Phrase, ReportDocument } from '../document/report-document.ts';
import type { Figure } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import type { Provenance } from '../model/provenance.ts';
import { placeText } from './explanation.ts';

/** A finding with the sentences it concerns. */
export interface LinkedFinding {
  readonly finding: Finding;
  /** In the order of the report; empty where no sentence can be told. */
  readonly phrases: readonly Phrase[];
}

// More would be as good as none.
const MOST_LINKS = 3;
const SHORTEST_QUOTE = 4;

/**
 * Links findings of the check to sentences: those that quote the words the finding points at, else those whose
 * numbers are closest to the line it points at, else those that print the figures or hold the words of its subject.
 */
export function linkFindings(
  findings: readonly Finding[],
  document: ReportDocument,
  figures: readonly Provenance[],
  sources: ReadonlyMap<string, string>,
): LinkedFinding[] {
  const phrases = phrasesOf(document);
  const byPlace = new Map<string, { phrase: Phrase; breadth: number }[]>();
  for (const phrase of phrases) {
    for (const { id } of phrase.numbers) {
      const places = placesOf(figures[id]);
      for (const place of places) {
        const known = byPlace.get(place) ?? [];
        known.push({ phrase, breadth: places.size });
        byPlace.set(place, known);
      }
    }
  }
  const containing = (words: string) => phrases.filter(({ text }) => text.includes(words));
  return findings.map((finding) => {
    const words = wordsAt(finding, sources);
    const quoting = words === null ? [] : containing(words);
    const near = finding.position ? (byPlace.get(placeText(finding.position)) ?? []) : [];
    const closest = near.reduce((least, { breadth }) => Math.min(least, breadth), Number.POSITIVE_INFINITY);
    const counted = near.filter(({ breadth }) => breadth === closest).map(({ phrase }) => phrase);
    const { figures: labels = [], quotes = [] } = finding.subject ?? {};
    const figured = phrases.filter(({ numbers }) => numbers.some(({ id }) => isOf(figures[id], labels)));
    const quoted = quotes.filter((quote) => quote.length >= SHORTEST_QUOTE).flatMap(containing);
    const linked = [quoting, counted, figured, quoted].find((found) => found.length > 0) ?? [];
    return { finding, phrases: [...new Set(linked)].slice(0, MOST_LINKS) };
  });
}

function isOf(provenance: Provenance | undefined, labels: readonly string[]): boolean {
  return provenance?.label != null && labels.includes(provenance.label);
}

/** The words of the report that a finding points at: the text on its line of the data file, without its key. */
function wordsAt({ position }: Finding, sources: ReadonlyMap<string, string>): string | null {
  if (!position) return null;
  const line = sources.get(position.file)?.split('\n')[position.line - 1] ?? '';
  const words = line
    .replace(/\s+#.*$/, '')
    .replace(/^\s*(-\s+)?([^:\s]+:\s+)?/, '')
    .replace(/^["']|["'。；]$/g, '')
    .trim();
  return words.length >= 2 * SHORTEST_QUOTE && /\p{Script=Han}/u.test(words) ? words : null;
}

function phrasesOf(document: ReportDocument): Phrase[] {
  return document.sections.flatMap(({ heading, items }) => [
    ...(heading ? [heading] : []),
    ...items.flatMap((item) => (item.type === 'sentence' ? [item] : [])),
  ]);
}

function placesOf(provenance: Provenance | undefined): Set<string> {
  const places = new Set<string>();
  const visit = ({ origin }: Figure): void => {
    if (origin.kind === 'sum') for (const { position } of origin.lines) places.add(placeText(position));
    else if (origin.kind === 'total') [...origin.parts, ...(origin.less ?? [])].forEach(visit);
    else if (origin.position) places.add(placeText(origin.position));
  };
  switch (provenance?.kind) {
    case 'amount':
      visit(provenance.figure);
      break;
    case 'difference':
    case 'rate':
      visit(provenance.current);
      visit(provenance.prior);
      break;
    case 'share':
      visit(provenance.part);
      break;
    case 'number':
      for (const { position } of provenance.parts) if (position) places.add(placeText(position));
      break;
    case 'entries':
      if (provenance.position) places.add(placeText(provenance.position));
  }
  return places;
}
