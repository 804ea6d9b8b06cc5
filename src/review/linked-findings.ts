import type { Phrase, ReportDocument } from '../document/report-document.ts';
import { splitSentences } from '../document/sentences.ts';
import type { Finding } from '../model/finding.ts';
import type { Provenance } from '../model/provenance.ts';
import { placeText } from './explanation.ts';
import { placesOf } from './places-of.ts';
import { type Spot, spotsOf } from './spots.ts';

/** A finding with the places of the report that it concerns. */
export interface LinkedFinding {
  readonly finding: Finding;
  /** Sentences and headings in the order of the report, then cells; empty where none can be told. */
  readonly spots: readonly Spot[];
}

// More would be as good as none.
const MOST_SENTENCES = 3;
const MOST_CELLS = 2;
const SHORTEST_QUOTE = 4;
const SHORTEST_VALUE = 2 * SHORTEST_QUOTE;

/**
 * Links findings of the check to sentences: those that quote the words the finding points at, else those whose
 * numbers are closest to the line it points at, else those that print the figures or hold the words of its subject.
 * Cells are looked for in the same way. `data` is the content of the unit file, which `subject.path` leads into.
 */
export function linkFindings(
  findings: readonly Finding[],
  document: ReportDocument,
  figures: readonly Provenance[],
  sources: ReadonlyMap<string, string>,
  data: unknown = null,
): LinkedFinding[] {
  const spots = spotsOf(document);
  const sentences = new Finder(
    spots.filter(({ kind }) => kind !== 'cell'),
    figures,
  );
  const cells = new Finder(
    spots.filter(({ kind }) => kind === 'cell'),
    figures,
  );
  return findings.map((finding) => {
    const wanted: Wanted = {
      words: wordsAt(finding, sources),
      value: textAt(data, finding.subject?.path ?? []),
      place: finding.position && placeText(finding.position),
      labels: finding.subject?.figures ?? [],
      quotes: (finding.subject?.quotes ?? []).filter((quote) => quote.length >= SHORTEST_QUOTE),
    };
    return {
      finding,
      spots: [...sentences.find(wanted).slice(0, MOST_SENTENCES), ...cells.find(wanted).slice(0, MOST_CELLS)],
    };
  });
}

interface Wanted {
  /** The words on the line that a finding points at. */
  readonly words: string | null;
  /** The text of the unit file that it speaks of. */
  readonly value: string | null;
  readonly place: string | null;
  readonly labels: readonly string[];
  readonly quotes: readonly string[];
}

class Finder {
  private readonly spots: readonly Spot[];
  private readonly figures: readonly Provenance[];
  private readonly byPlace = new Map<string, { spot: Spot; breadth: number }[]>();

  constructor(spots: readonly Spot[], figures: readonly Provenance[]) {
    this.spots = spots;
    this.figures = figures;
    for (const spot of spots) {
      for (const { id } of spot.phrase.numbers) {
        const places = placesOf(figures[id]);
        for (const place of places) {
          const known = this.byPlace.get(place) ?? [];
          known.push({ spot: { ...spot, figure: id }, breadth: places.size });
          this.byPlace.set(place, known);
        }
      }
    }
  }

  find({ words, value, place, labels, quotes }: Wanted): Spot[] {
    const ways = [
      () => (words === null ? [] : this.containing(words)),
      () => (value === null ? [] : this.sayingPartOf(value)),
      () => (place === null ? [] : this.closestTo(place)),
      () => this.printing(labels),
      () => quotes.flatMap((quote) => this.containing(quote)),
    ];
    for (const way of ways) {
      const found = way();
      if (found.length > 0) return distinct(found);
    }
    return [];
  }

  private containing(words: string): Spot[] {
    return this.spots.filter(({ phrase }) => phrase.text.includes(words)).map((spot) => ({ ...spot, words }));
  }

  private sayingPartOf(value: string): Spot[] {
    const parts = splitSentences(value).map((part) => part.replace(/[。；，]$/, ''));
    return parts.filter((part) => part.length >= SHORTEST_VALUE).flatMap((part) => this.containing(part));
  }

  /** Those with the number that the fewest other places have a part in. */
  private closestTo(place: string): Spot[] {
    const near = this.byPlace.get(place) ?? [];
    const closest = near.reduce((least, { breadth }) => Math.min(least, breadth), Number.POSITIVE_INFINITY);
    return near.filter(({ breadth }) => breadth === closest).map(({ spot }) => spot);
  }

  private printing(labels: readonly string[]): Spot[] {
    if (labels.length === 0) return [];
    return this.spots.flatMap((spot) => {
      const number = spot.phrase.numbers.find(({ id }) => isOf(this.figures[id], labels));
      return number ? [{ ...spot, figure: number.id }] : [];
    });
  }
}

/** One spot for each phrase. */
function distinct(spots: readonly Spot[]): Spot[] {
  const byPhrase = new Map<Phrase, Spot>();
  for (const spot of spots) if (!byPhrase.has(spot.phrase)) byPhrase.set(spot.phrase, spot);
  return [...byPhrase.values()];
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
  return words.length >= SHORTEST_VALUE && /\p{Script=Han}/u.test(words) ? words : null;
}

/** The text at a place of the unit file. `['unit', 'functions', 0]` → 承担有关政务服务的受理、交办、督办 */
function textAt(data: unknown, path: readonly (string | number)[]): string | null {
  if (path.length === 0) return null;
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return typeof value === 'string' ? value.trim() : null;
}
