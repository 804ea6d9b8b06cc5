import type { UnitContext } from '../books/load-unit.ts';
import { MarkTable } from '../document/figure-marks.ts';
import type { CheckWords } from '../lists/check-words.ts';
import { loadCheckWords } from '../lists/read-check-words.ts';
import { loadClassification } from '../lists/read-classification.ts';
import type { Outcome } from '../model/finding.ts';
import { loadPack } from '../pack/load-pack.ts';
import type { Chosen } from '../pack/options.ts';
import type { Pack } from '../pack/pack.ts';
import { packVariant } from '../pack/pack-variant.ts';
import { type CompiledPack, compilePack } from '../render/compiled-pack.ts';

export interface PackFolders {
  readonly templates: string;
  /** The templates folder as findings show it. */
  readonly templatesLabel: string;
  readonly classification: string;
}

/** Template packs and code lists of one run, each read and compiled once however many units use it. */
export class PackStore implements UnitContext {
  readonly folders: PackFolders;
  private words: Promise<CheckWords> | null = null;
  private readonly loaded = new Map<string, Promise<Outcome<Pack>>>();
  private readonly compiled = new WeakMap<Pack, Outcome<CompiledPack>>();
  private readonly marked = new WeakMap<Pack, ReturnType<PackStore['compileMarked']>>();

  constructor(folders: PackFolders) {
    this.folders = folders;
  }

  /** The pack, as units with those choices print it. */
  pack(name: string, chosen: Chosen = {}): Promise<Outcome<Pack>> {
    const given = Object.entries(chosen).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = given.length === 0 ? name : JSON.stringify([name, given]);
    let outcome = this.loaded.get(key);
    if (!outcome) {
      outcome = given.length === 0 ? this.load(name) : this.variant(name, chosen);
      this.loaded.set(key, outcome);
    }
    return outcome;
  }

  private load(name: string): Promise<Outcome<Pack>> {
    const { templates, templatesLabel, classification } = this.folders;
    return loadPack(templates, name, templatesLabel, classification);
  }

  private async variant(name: string, chosen: Chosen): Promise<Outcome<Pack>> {
    const usual = await this.pack(name);
    return usual.value ? packVariant(usual.value, chosen) : usual;
  }

  classification(year: string) {
    return loadClassification(this.folders.classification, year);
  }

  /** The word lists of the checks. */
  checkWords(): Promise<CheckWords> {
    this.words ??= loadCheckWords();
    return this.words;
  }

  /** The pack compiled for review copies, with the table that its marks are noted in. */
  compileMarked(pack: Pack): { readonly compiled: CompiledPack; readonly marks: MarkTable } | null {
    let marked = this.marked.get(pack);
    if (marked === undefined) {
      const marks = new MarkTable();
      const { value } = compilePack(pack, marks);
      marked = value && { compiled: value, marks };
      this.marked.set(pack, marked);
    }
    return marked;
  }

  /** The pack with its templates checked and compiled. */
  compile(pack: Pack): Outcome<CompiledPack> {
    let outcome = this.compiled.get(pack);
    if (!outcome) {
      outcome = compilePack(pack);
      this.compiled.set(pack, outcome);
    }
    return outcome;
  }
}

/** The sources of a pack that findings may point into. */
export function packSources(pack: Pack): Iterable<readonly [string, string]> {
  return [...pack.templates.values()].map((source) => [source.file, source.text] as const);
}
