import { loadUnit } from '../../src/books/load-unit.ts';
import type { ChangeStyle, Pack } from '../../src/pack/pack.ts';
import { compilePack, packTemplates } from '../../src/render/compiled-pack.ts';
import { renderReport } from '../../src/render/report.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { readText, type TextReader } from '../../src/source/read-text.ts';
import { packs } from './repository-packs.ts';

/*
 * Which branches of packs their reports go through. Every branch of a template (the file itself, a block, its else) and
 * every phrase of the settings that depends on the data gets a mark of its own; the marks that stand in what is rendered say
 * which were reached. A condition without an else gets one, so that one that always holds is seen too. What packs inherit
 * is one branch, whichever of them reaches it; phrases are each pack's own.
 */

const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKS = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
const TAG = /\{\{~?\s*(?:(#)(\w+)|(\/)\w+|else\b|\^)[^}]*\}\}/g;

/** Branches, each with a number: `templates/…/basic.hbs:3 {{#if lists.personnelSections}}`. */
class BranchMarks {
  private readonly numbers = new Map<string, number>();
  private readonly reached = new Set<number>();

  mark(name: string): string {
    const number = this.numbers.get(name) ?? this.numbers.size;
    this.numbers.set(name, number);
    return `${OPEN}${number}${CLOSE}`;
  }

  note(text: string): void {
    for (const [, number] of text.matchAll(MARKS)) this.reached.add(Number(number));
  }

  unreached(): string[] {
    return [...this.numbers].flatMap(([name, number]) => (this.reached.has(number) ? [] : [name]));
  }
}

/** A template with a mark at the beginning of each of its branches. */
function markedTemplate(file: string, text: string, marks: BranchMarks): string {
  const open: { readonly tag: string; readonly block: string; hasElse: boolean }[] = [];
  const marked = text.replace(TAG, (tag, begins, block, ends, offset: number) => {
    const at = `${file}:${text.slice(0, offset).split('\n').length}`;
    if (begins) {
      open.push({ tag, block, hasElse: false });
      return tag + marks.mark(`${at} ${tag}`);
    }
    if (ends) {
      const closed = open.pop()!;
      if (closed.hasElse || !['if', 'unless'].includes(closed.block)) return tag;
      return `{{else}}${marks.mark(`${at} ${closed.tag} never false`)}${tag}`;
    }
    const inner = open.at(-1)!;
    inner.hasElse = !/else\s+\w/.test(tag);
    return tag + marks.mark(`${at} ${inner.tag} ${tag}`);
  });
  return marks.mark(file) + marked;
}

/** A pack with marks in the templates that its reports are made of, and in the phrases of its settings. */
function markedPack(pack: Pack, marks: BranchMarks): Pack {
  const used = reachable(pack);
  const templates = [...pack.templates].map(([name, source]) => {
    const text = used.has(name) ? markedTemplate(source.file, source.text, marks) : source.text;
    return [name, { ...source, text }] as const;
  });
  const { settings } = pack;
  const phrase = (place: string, text: string): string => marks.mark(`${pack.name} ${place}`) + text;
  const styled = (style: ChangeStyle, name: string): ChangeStyle =>
    mapValues(style as unknown as Record<string, unknown>, (value, key) =>
      typeof value === 'string' && value !== '' ? phrase(`change.${name}.${key}`, value) : value,
    ) as unknown as ChangeStyle;
  const { completion } = settings;
  return {
    ...pack,
    templates: new Map(templates),
    settings: {
      ...settings,
      change: mapValues(settings.change, styled),
      completion:
        settings.document === '预算'
          ? completion
          : {
              ...completion,
              unplanned: phrase('completion.unplanned', completion.unplanned),
              none: phrase('completion.none', completion.none),
              unspent: phrase('completion.unspent', completion.unspent),
            },
      glossary: mapValues(settings.glossary, (term, name) => ({
        ...term,
        text: phrase(`glossary.${name}`, term.text),
      })),
      lists: mapValues(settings.lists, (list, name) => ({
        ...list,
        entries: list.entries?.map((entry) => ({
          ...entry,
          label: phrase(`lists.${name}.${entry.key}`, entry.label),
        })),
      })),
    },
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  to: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}

function reachable(pack: Pack): Set<string> {
  const { sources, entries } = packTemplates(pack);
  const found = new Set<string>();
  const follow = (name: string): void => {
    const source = sources.get(name);
    if (source === undefined || found.has(name)) return;
    found.add(name);
    for (const [, called] of source.text.matchAll(/\{\{>\s*([\w/-]+)/g)) follow(called!);
  };
  for (const entry of entries) follow(entry);
  return found;
}

/** A file to render, with replacements in its text. */
export interface BranchSample {
  readonly file: string;
  readonly edits?: readonly (readonly [find: string, put: string])[];
}

export interface BranchReport {
  /** Branches and phrases that no sample reaches. */
  readonly unreached: readonly string[];
  /** Choices of options that no sample makes: `xinjiang-2025 charts: 印`. */
  readonly unchosen: readonly string[];
}

/** The text of a sample as a pack prints it, a draft where a rule forbids it; empty where not even that can be made. */
export async function branchText(pack: string, { file, edits = [] }: BranchSample): Promise<string> {
  const read = readEdited(file, [[await templateLine(file), `template: ${pack}`], ...edits]);
  const { report } = await produceReport(file, file, packs, read, { force: true });
  return report?.text ?? '';
}

/** Reads one file with replacements, the others as they are. */
function readEdited(file: string, edits: readonly (readonly [find: string, put: string])[]): TextReader {
  return async (path, label) => {
    const outcome = await readText(path, label);
    if (outcome.value === null || path !== file) return outcome;
    return { ...outcome, value: { ...outcome.value, text: edited(outcome.value.text, edits) } };
  };
}

/**
 * Renders each sample with each of the packs, whatever pack it names, and says which of their branches none of them
 * reaches. `edit` changes a template before.
 */
export async function unreachedBranches(
  packNames: readonly string[],
  samples: readonly BranchSample[],
  edit: (file: string, text: string) => string = (_, text) => text,
): Promise<BranchReport> {
  const marks = new BranchMarks();
  const compiled = new Map<Pack, ReturnType<typeof compilePack>>();
  const compile = (pack: Pack) => {
    const edited = [...pack.templates].map(
      ([name, source]) => [name, { ...source, text: edit(source.file, source.text) }] as const,
    );
    const outcome =
      compiled.get(pack) ?? compilePack(markedPack({ ...pack, templates: new Map(edited) }, marks));
    compiled.set(pack, outcome);
    return outcome;
  };
  const chosen = new Set<string>();
  const choices = new Set<string>();
  for (const name of packNames) {
    for (const { file, edits = [] } of samples) {
      const { value } = said(
        await loadUnit(
          file,
          file,
          packs,
          readEdited(file, [[await templateLine(file), `template: ${name}`], ...edits]),
        ),
      );
      const rendered = renderReport(value.unit, said(compile(value.pack)).value);
      marks.note(said({ ...rendered, value: rendered.body }).value.html);
      const { options } = value.pack.settings;
      for (const [option, choice] of Object.entries(value.pack.chosen))
        chosen.add(`${name} ${option}: ${choice}`);
      for (const [option, declared] of Object.entries(options))
        for (const choice of Object.keys(declared.choices)) choices.add(`${name} ${option}: ${choice}`);
    }
  }
  return { unreached: marks.unreached(), unchosen: [...choices].filter((choice) => !chosen.has(choice)) };
}

async function templateLine(file: string): Promise<string> {
  const { value } = await readText(file, file);
  return /^template: \S+/m.exec(value!.text)![0];
}

function edited(text: string, edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((before, [find, put]) => {
    if (!before.includes(find)) throw new Error(`nothing to edit: ${find}`);
    return before.replace(find, () => put);
  }, text);
}

function said<T>(outcome: {
  readonly value: T | null;
  readonly findings: readonly { readonly message: string }[];
}): { readonly value: T } {
  if (outcome.value === null) throw new Error(outcome.findings.map(({ message }) => message).join('\n'));
  return { value: outcome.value };
}
