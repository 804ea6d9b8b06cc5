import type { Book } from '../books/books.ts';
import { mapLines } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { changeTexts } from '../document/text-blocks.ts';
import type { Finding } from '../model/finding.ts';
import type { Finish } from '../render/report.ts';
import { maskedCharacters, maskPrivateData } from './privacy.ts';

/**
 * The unit with personal data masked in every text of it: its data, the lines of all its books, the names of codes, its
 * members. Amounts, codes and positions stay. Names that are told apart only by what is masked are numbered, so that
 * nothing falls together.
 *
 * Example: leader `张某 13900000000` → `张某 139****0000`
 */
export function redactUnit(unit: Unit): Unit {
  const mask = new Masker();
  for (const { ledger } of Object.values(unit.books))
    for (const { project } of ledger) if (project) mask.name(project);
  return mask.unit(unit);
}

class Masker {
  readonly #names = new Map<string, string>();
  readonly #used = new Set<string>();

  /** A name that other places refer to. */
  name(name: string): string {
    let masked = this.#names.get(name);
    if (masked === undefined) {
      const base = maskPrivateData(name);
      masked = base;
      for (let number = 2; base !== name && this.#used.has(masked); number++) masked = `${base}（${number}）`;
      this.#names.set(name, masked);
      this.#used.add(masked);
    }
    return masked;
  }

  unit(unit: Unit): Unit {
    const { functions, economics } = unit.classification;
    const books = mapLines(unit.books, (line) => ({
      ...line,
      project: line.project && this.name(line.project),
      member: this.any(line.member),
    }));
    return {
      ...unit,
      data: this.any(unit.data),
      books: Object.fromEntries(
        Object.entries(books).map(([name, book]: [string, Book]) => [
          name,
          { ...book, from: this.any(book.from) },
        ]),
      ),
      members: unit.members.map(({ loaded, ...member }) => ({
        ...this.any(member),
        loaded: loaded && { ...loaded, unit: this.unit(loaded.unit) },
      })),
      classification: {
        ...unit.classification,
        functions: this.#map(functions),
        economics: this.#map(economics),
      },
    };
  }

  any<T>(value: T): T {
    if (typeof value === 'string') return (this.#names.get(value) ?? maskPrivateData(value)) as T;
    if (Array.isArray(value)) return value.map((each) => this.any(each)) as T;
    if (typeof value !== 'object' || value === null) return value;
    // Decimals are objects too, and stay as they are.
    if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
      return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [this.name(key), this.any(each)]),
    ) as T;
  }

  #map(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    return new Map([...names].map(([code, name]) => [code, maskPrivateData(name)]));
  }
}

/** What the templates made of several texts, or say themselves, is masked in the finished document. */
export const REDACTED: Finish = {
  text: maskPrivateData,
  html(body) {
    let masked = body;
    for (;;) {
      const next = changeTexts(masked, maskedCharacters);
      if (next === masked) return masked;
      masked = next;
    }
  },
};

/** Findings without personal data in message, hint, place and subject. */
export function redactFindings(findings: readonly Finding[]): Finding[] {
  const mask = new Masker();
  return findings.map((finding) => mask.any(finding));
}

/** Texts of files by their names, without personal data in either. */
export function redactSources(sources: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...sources].map(([file, text]) => [maskPrivateData(file), maskPrivateData(text)]));
}
