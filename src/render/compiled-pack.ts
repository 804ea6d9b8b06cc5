import type { Outcome, SourceText } from '../model/finding.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { Pack } from '../pack/pack.ts';
import { compileTemplates, type TemplateSet } from '../template/engine.ts';
import { reportHelpers } from './helpers.ts';
import { watchedShape } from './unread-fields.ts';
import { viewShape } from './view-shape.ts';

export const REPORT_TEMPLATE = 'report';
export const TITLE_TEMPLATE = 'document-title';

/** A pack whose templates have passed their check. */
export interface CompiledPack {
  readonly pack: Pack;
  readonly templates: TemplateSet;
  readonly marks: FigureMarks;
  /** The fields of the view that none of its templates reads, `assets.vehicles[].value`. */
  readonly unread: readonly string[];
}

/**
 * Checks and compiles the templates of a pack; findings name template, line and column. `marks` is told of every
 * number that a report made from it prints.
 */
export function compilePack(pack: Pack, marks: FigureMarks = NO_MARKS): Outcome<CompiledPack> {
  const { sources, entries } = packTemplates(pack);
  const { root, onRead, unread } = watchedShape(viewShape(pack));
  const { value, findings } = compileTemplates(
    sources,
    reportHelpers(pack.settings, marks),
    root,
    entries,
    marks,
    onRead,
  );
  // What is inherited or shared need not be used.
  const own = findings.filter(
    ({ code, position }) => code !== 'T09' || position?.file.startsWith(`${pack.folder}/`),
  );
  return { value: value && { pack, templates: value, marks, unread: unread() }, findings: own };
}

/** All templates of a pack, and those that are rendered by themselves. */
export function packTemplates(pack: Pack): {
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly entries: readonly string[];
} {
  const sources = new Map<string, SourceText>(pack.templates);
  sources.set(TITLE_TEMPLATE, {
    file: `${pack.folder}/pack.yaml#documentTitle`,
    text: pack.settings.documentTitle,
  });
  const emptySentences = pack.tables.flatMap((table) => table.empty ?? []);
  return { sources, entries: [...new Set([REPORT_TEMPLATE, TITLE_TEMPLATE, ...emptySentences])] };
}
