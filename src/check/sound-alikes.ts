import { wordsOf } from '../document/words-of.ts';
import type { CheckWords } from '../lists/check-words.ts';
import type { Classification } from '../lists/classification.ts';
import { remembering } from '../model/remembering.ts';

/** A pair of characters that sounds like a word and is none. */
export interface SoundAlike {
  readonly written: string;
  readonly meant: string;
}

/** Characters that stand alone as words of grammar or number; beside another one they make no slip. */
const ALONE = new Set(
  '的了在是为和与及或等以于由从对把被将按向至到各每该本其且并而但则也都又就再不未无有可需应已新大小多少高低上下前后内外中分共约个件次人名份台套项批年月日时元第一二三四五六七八九十',
);

const MOST_ASKED = 50_000;

/**
 * Finds words of two characters of which one is written with another character of the same sound: 彩购 for 采购, 社备 for
 * 设备. Only what is no word itself, by the dictionary of the machine, is found.
 */
export class SoundAlikes {
  readonly #words: ReadonlySet<string>;
  /** Numbers of the sounds that a character has. */
  readonly #sounds = new Map<string, number[]>();
  /** Places in the list of words, by the sound of one character and the other one itself; later words win. */
  readonly #byFirst = new Map<string, number>();
  readonly #bySecond = new Map<string, number>();
  readonly #list: readonly string[];
  /** The word that two characters sound like and are not: units of a run are written with the same few thousand pairs. */
  readonly #meant = remembering(MOST_ASKED, (written) => this.#find(written));

  /** `syllables`: characters by their sound; `words`: what may be meant. */
  constructor(syllables: Readonly<Record<string, string>>, words: readonly string[]) {
    this.#list = words;
    this.#words = new Set(words);
    for (const [sound, characters] of Object.values(syllables).entries()) {
      for (const each of characters) {
        const known = this.#sounds.get(each);
        if (known === undefined) this.#sounds.set(each, [sound]);
        else known.push(sound);
      }
    }
    for (const [place, word] of words.entries()) {
      const [first, second] = [word[0]!, word[1]!];
      for (const sound of this.#sounds.get(first) ?? []) this.#byFirst.set(sound + second, place);
      for (const sound of this.#sounds.get(second) ?? []) this.#bySecond.set(first + sound, place);
    }
  }

  #find(written: string): string | null {
    if (this.#words.has(written)) return null;
    const [first, second] = [written[0]!, written[1]!];
    let place = -1;
    if (!ALONE.has(first)) {
      for (const sound of this.#sounds.get(first) ?? [])
        place = Math.max(place, this.#byFirst.get(sound + second) ?? -1);
    }
    if (!ALONE.has(second)) {
      for (const sound of this.#sounds.get(second) ?? [])
        place = Math.max(place, this.#bySecond.get(first + sound) ?? -1);
    }
    return this.#list[place] ?? null;
  }

  /** Those of a text that are no part of a known name. `in('采购2台高效节能空调社备。')` → 社备 for 设备 */
  in(text: string, isName: (written: string) => boolean = () => false): SoundAlike[] {
    const found: SoundAlike[] = [];
    for (let at = 0; at + 1 < text.length; at++) {
      const written = text.slice(at, at + 2);
      const meant = this.#meant(written);
      if (meant === null || found.some((each) => each.written === written)) continue;
      if (!isName(written) && isPairOfStrays(text, at)) found.push({ written, meant });
    }
    return found;
  }
}

const MARK = /[，。；：、（）“”《》\s]/;

/** Whether the dictionary takes the two characters from a place on for two words of one character each. */
function isPairOfStrays(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && !MARK.test(text[from - 1]!)) from -= 1;
  const end = text.slice(at).search(MARK);
  let place = from;
  for (const word of wordsOf(text.slice(from, end < 0 ? text.length : at + end))) {
    if (place === at || place === at + 1) {
      if (word.length !== 1) return false;
    } else if (place < at && place + word.length > at) return false;
    if (place > at + 1) break;
    place += word.length;
  }
  return true;
}

/** A text that writes something so often means it. */
const OFTEN = 3;

/** The pairs of characters in names that many units ask for, such as those of a list of codes. */
const pairs = new WeakMap<object, ReadonlySet<string>>();

function pairsIn(names: ReadonlyMap<string, string>): ReadonlySet<string> {
  let known = pairs.get(names);
  if (known === undefined) {
    const found = new Set<string>();
    for (const name of names.values()) {
      for (let at = 0; at + 1 < name.length; at++) found.add(name.slice(at, at + 2));
    }
    known = found;
    pairs.set(names, known);
  }
  return known;
}

/** Whether two characters stand in the name of a code. `工资` → true */
export function isInLists(written: string, { functions, economics }: Classification): boolean {
  return pairsIn(functions).has(written) || pairsIn(economics).has(written);
}

/** Whether characters belong to one of some names (公积金), or are written again and again in the texts of a document. */
export function isKnownName(
  written: string,
  names: readonly string[],
  texts: readonly { readonly text: string }[],
): boolean {
  for (const name of names) if (name.includes(written)) return true;
  return texts.filter(({ text }) => text.includes(written)).length >= OFTEN;
}

const alikes = new WeakMap<CheckWords, SoundAlikes>();

/** Those of the word lists, made once. */
export function soundAlikesOf(words: CheckWords): SoundAlikes {
  let known = alikes.get(words);
  if (known === undefined) {
    known = new SoundAlikes(words.spelling.syllables, words.spelling.words);
    alikes.set(words, known);
  }
  return known;
}
