import Handlebars from 'handlebars';
import { type Finding, hasErrors, type Outcome, type SourceText, sortFindings } from '../model/finding.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { HelperTable } from './helper.ts';
import { lookup, wrapHelper } from './helper-call.ts';
import { markedHelpers, markNumbers } from './marked-helpers.ts';
import type { Shape } from './shape.ts';
import { checkTemplates } from './template-check.ts';
import { BUILT_IN_HELPERS, DATA_VARIABLES } from './template-language.ts';
import { type ParsedTemplate, parseTemplates } from './template-parse.ts';

/** Templates that have passed their check and can be rendered any number of times. */
export interface TemplateSet {
  /** Names of the templates that may be rendered. */
  readonly entries: readonly string[];
  /**
   * The text of an entry for one view. Values absent from the data and failing helpers come back as
   * findings (T10–T13); the value is null then. `set.render('report', view)`
   */
  render(name: string, view: object): Outcome<string>;
}

// The default as well, but said aloud it is silent: otherwise a key such as `toString` logs a warning.
const OWN_FIELDS_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

type Delegate = Handlebars.TemplateDelegate<unknown>;

/**
 * Checks and compiles the templates of a pack: every field, helper and partial reachable from
 * `entries` is compared with `root` and `helpers` (codes T01–T09, T12). The value is null when there is
 * an error; warnings alone do not prevent it.
 *
 * `compileTemplates(new Map([['report', { file: 'report.hbs', text: '{{title}}' }]]), {}, object({ title: text() }), ['report'])`
 */
export function compileTemplates(
  sources: ReadonlyMap<string, SourceText>,
  helpers: HelperTable,
  root: Shape,
  entries: readonly string[],
  marks: FigureMarks = NO_MARKS,
  onRead: (shape: Shape) => void = () => {},
): Outcome<TemplateSet> {
  refuseReservedNames(helpers);
  const parsed = parseTemplates(sources, { own: marks !== NO_MARKS });
  const findings = sortFindings([
    ...parsed.findings,
    ...checkTemplates({ templates: parsed.templates, broken: parsed.broken, helpers, root, entries, onRead }),
  ]);
  if (hasErrors(findings)) return { value: null, findings };
  let called = helpers;
  if (marks !== NO_MARKS) {
    for (const { program } of parsed.templates.values()) markNumbers(program, helpers);
    called = markedHelpers(helpers, marks);
  }
  const compiled = compileAll(parsed.templates, called);
  return {
    value: { entries, render: (name, view) => renderEntry(compiled, entries, name, view) },
    findings,
  };
}

function compileAll(
  templates: ReadonlyMap<string, ParsedTemplate>,
  helpers: HelperTable,
): Map<string, Delegate> {
  const environment = Handlebars.create();
  environment.unregisterHelper('log');
  environment.registerHelper('lookup', lookup);
  for (const [name, definition] of Object.entries(helpers)) {
    environment.registerHelper(name, wrapHelper(name, definition));
  }
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  const compiled = new Map<string, Delegate>();
  for (const [name, template] of templates) {
    const delegate = environment.compile<unknown>(template.program, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers,
      noEscape: false,
      preventIndent: true,
    });
    const located = locateErrors(delegate, template.file);
    environment.registerPartial(name, located);
    compiled.set(name, located);
  }
  return compiled;
}

class RenderFailure extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

// An exception of strict mode knows its line but not its file; the innermost template adds it.
function locateErrors(delegate: Delegate, file: string): Delegate {
  return (context, options) => {
    try {
      return delegate(context, options);
    } catch (error) {
      throw error instanceof RenderFailure ? error : new RenderFailure(describe(error, file));
    }
  };
}

function describe(error: unknown, file: string): Finding {
  const { message, lineNumber, column } = error as Partial<Handlebars.Exception>;
  const located = typeof lineNumber === 'number' && typeof column === 'number';
  const position = { file, line: located ? lineNumber : 1, column: located ? column + 1 : 1 };
  const absent = /^"(.*)" not defined in /.exec(message ?? '')?.[1];
  if (absent !== undefined) {
    return {
      code: 'T12',
      severity: 'error',
      message: `数据中没有“${absent}”这一项`,
      hint: '请检查数据是否填写完整；可以不填的内容，请先用 {{#if …}} 判断再输出',
      position,
    };
  }
  return {
    code: 'T13',
    severity: 'error',
    message: `模板没有输出成功（程序给出的原因：${message ?? String(error)}）`,
    hint: '请检查数据是否填写完整；如果数据无误，请把本条信息告诉程序维护人员',
    position,
  };
}

function renderEntry(
  compiled: ReadonlyMap<string, Delegate>,
  entries: readonly string[],
  name: string,
  view: object,
): Outcome<string> {
  const delegate = entries.includes(name) ? compiled.get(name) : undefined;
  if (delegate === undefined) throw new RangeError(`'${name}' is not an entry of this template set`);
  const findings: Finding[] = [];
  let output: string | null = null;
  try {
    output = delegate(view, { ...OWN_FIELDS_ONLY, data: { findings } });
  } catch (error) {
    if (!(error instanceof RenderFailure)) throw error;
    // What follows from an earlier failure would only distract from it.
    if (findings.length === 0) findings.push(error.finding);
  }
  return { value: findings.length === 0 ? output : null, findings: sortFindings(findings) };
}

// A mistake of the program, not of a template: Handlebars would take {{@index}} for a helper `index`.
function refuseReservedNames(helpers: HelperTable): void {
  for (const name of Object.keys(helpers)) {
    if (BUILT_IN_HELPERS.includes(name) || DATA_VARIABLES.includes(name)) {
      throw new TypeError(`a helper must not be called '${name}'`);
    }
  }
}
