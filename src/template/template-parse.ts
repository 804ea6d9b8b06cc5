import Handlebars from 'handlebars';
import { addAll } from '../model/add-all.ts';
import type { Finding, SourceText } from '../model/finding.ts';
import { describeSyntaxError } from './syntax-error.ts';

/** The syntax tree of one template. */
export interface ParsedTemplate {
  readonly name: string;
  readonly file: string;
  readonly program: hbs.AST.Program;
}

export interface ParsedTemplates {
  readonly templates: ReadonlyMap<string, ParsedTemplate>;
  /** Names of templates that could not be read; calling them is no further problem. */
  readonly broken: ReadonlySet<string>;
  /** T01, at most one per template for broken syntax, and one for every pair of full-width braces. */
  readonly findings: readonly Finding[];
}

/** What was read of templates that stay as they are, while their pack is tried with one choice after the other. */
const READ = new WeakMap<SourceText, hbs.AST.Program>();

/**
 * Reads all templates; a syntax error in one does not hide those in others. What is given is not to be changed, unless
 * asked for as `own`.
 */
export function parseTemplates(
  sources: ReadonlyMap<string, SourceText>,
  { own = false }: { readonly own?: boolean } = {},
): ParsedTemplates {
  const templates = new Map<string, ParsedTemplate>();
  const broken = new Set<string>();
  const findings: Finding[] = [];
  for (const [name, source] of sources) {
    addAll(findings, fullWidthBraces(source));
    try {
      const read = own ? undefined : READ.get(source);
      const program = read ?? Handlebars.parse(source.text, { srcName: source.file });
      if (!own) READ.set(source, program);
      templates.set(name, { name, file: source.file, program });
    } catch (error) {
      broken.add(name);
      findings.push(describeSyntaxError(error, source));
    }
  }
  return { templates, broken, findings };
}

// A Chinese input method types ｛｛ for {{; Handlebars would print it as text.
function fullWidthBraces(source: SourceText): Finding[] {
  return source.text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/｛｛|｝｝/g)].map(
      (match): Finding => ({
        code: 'T01',
        severity: 'error',
        message: `这里用了全角花括号“${match[0]}”，不会被当作模板标记`,
        hint: `改为半角的“${match[0] === '｛｛' ? '{{' : '}}'}”`,
        position: { file: source.file, line: index + 1, column: match.index + 1, length: 2 },
      }),
    ),
  );
}
