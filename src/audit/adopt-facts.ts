import type { CheckWords } from '../lists/check-words.ts';
import type { Reading } from './reading.ts';

/** What a report says of the unit itself; what it does not say plainly is left out. */
export interface AdoptedFacts {
  readonly name: string | null;
  readonly year: number | null;
  readonly functions: readonly string[];
  readonly offices: readonly string[];
  readonly establishment: string | null;
}

/** The name, duties, offices and establishment of the unit, as far as the report lists them. */
export function adoptFacts(reading: Reading, { published }: CheckWords): AdoptedFacts {
  const makers = reading.tables.flatMap(({ maker }) => maker ?? []);
  const name =
    makers.find((maker) => makers.filter((each) => each === maker).length > makers.length / 2) ?? null;
  const duties = published.parts[0]!.words;
  const paragraphs = new Map<number, string>();
  for (const { above, paragraph, text } of reading.sentences) {
    if (above.some((heading) => duties.test(heading)))
      paragraphs.set(paragraph, (paragraphs.get(paragraph) ?? '') + text);
  }
  const functions = [...paragraphs.values()]
    .filter((text) => NUMBERED.test(text))
    .map((text) => text.replace(NUMBERED, ''));
  const all = reading.sentences.map(({ text }) => text).join('');
  const listed =
    /下设\d*个?(?:内设)?(?:机构|科室|处室)[^。：:]{0,12}[：:]([^。；]+)[。；]/.exec(all)?.[1] ?? '';
  const offices = listed
    .split(/[，、,]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const establishment = /编制(?:人数|数)?[为共是]*(\d+)/.exec(all)?.[1] ?? null;
  return { name, year: reading.year, functions, offices, establishment };
}

const NUMBERED = /^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*/;
