import type { Unit } from '../books/unit.ts';
import { applyEdits, type HtmlEdit } from '../document/html-edits.ts';
import { ParsedHtml } from '../document/parsed-html.ts';
import { plainText } from '../document/plain-text.ts';
import { documentText } from '../document/text.ts';
import { type Analysis, analyse } from '../figures/analysis.ts';
import { makeGrids } from '../figures/grid.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, isBlocking, type Outcome } from '../model/finding.ts';
import type { Grid } from '../model/grid.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import type { Pack } from '../pack/pack.ts';
import { buildView } from './build-view.ts';
import { type CompiledPack, REPORT_TEMPLATE, TITLE_TEMPLATE } from './compiled-pack.ts';
import { fillContents } from './contents.ts';
import { describeNumbers } from './describe-numbers.ts';
import { drawCharts } from './draw-charts.ts';
import { htmlDocument } from './html-document.ts';
import { keepTogether } from './keep-together.ts';
import { layTables } from './lay-tables.ts';
import { pageCss } from './page-css.ts';
import type { ProjectGoalView, UnitGoalView, View } from './view.ts';
import { lowerHeadings, type WebPage, webDocument } from './web-page.ts';

/** One report in the forms that need no browser. */
export interface Report {
  readonly title: string;
  /** The unit, as author of the document. */
  readonly author: string;
  /** Date of publication, `2025-02-21`. */
  readonly date: string;
  readonly html: string;
  readonly text: string;
  /** The report as a page of the web. */
  webPage(page: WebPage): string;
  /** The tables and goals as data, for the formats that are no documents. */
  readonly data: ReportData;
  /** Its pack wants a PDF that carries these data. */
  readonly attachesData: boolean;
}

export interface ReportData {
  readonly year: number;
  readonly grids: readonly Grid[];
  readonly unitGoal: UnitGoalView | null;
  readonly projectGoals: readonly ProjectGoalView[];
  /** How the tables print amounts. */
  readonly money: MoneyFormat;
}

/** A report with the figures and tables that it was made of, for the checks. */
export interface Rendered extends Outcome<Report> {
  readonly analysis: Analysis;
  readonly grids: readonly Grid[];
  /** What the templates made, before it became a document; null where they were not run. */
  readonly body: ParsedHtml | null;
}

/** What is done with the words of a report before it becomes a document. */
export interface Finish {
  /** The HTML that the templates made. */
  html(body: string): string;
  text(title: string): string;
}

/**
 * The complete report of one unit from its pack: derive, narrate and render in one pure step. The value is
 * null when a finding makes it impossible; defects against a disclosure rule do not, they only forbid to
 * publish it. HTML and text carry the marks of the compiled pack. `finish` changes the words of the finished document.
 */
export function renderReport(
  unit: Unit,
  { pack, templates, marks }: CompiledPack,
  finish?: Finish,
): Rendered {
  const analysis = analyse(unit, pack);
  const grids = makeGrids(unit, pack);
  const findings: Finding[] = [...analysis.findings];
  if (findings.some(isBlocking)) return { value: null, findings, analysis, grids, body: null };
  const render = (template: string, view: View): string => {
    // A view object of its own for each rendering, and its numbers belong to that object.
    const root = { ...view };
    describeNumbers(root, unit, marks);
    const outcome = templates.render(template, root);
    addAll(findings, outcome.findings);
    return outcome.value ?? '';
  };
  const plain = buildView(unit, pack, analysis, grids, marks);
  const tables = plain.tables.map((table) => {
    const template = table.grid.emptyTemplate;
    if (!table.isEmpty || template === null) return table;
    return { ...table, emptySentence: plainText(render(template, plain)) };
  });
  const view: View = { ...plain, tables };
  const title = plainText(render(TITLE_TEMPLATE, view));
  const body = new ParsedHtml(render(REPORT_TEMPLATE, view));
  if (findings.some(isBlocking)) return { value: null, findings, analysis, grids, body: null };
  const { unitGoal, projectGoals } = view;
  const data = { year: unit.data.year, grids, unitGoal, projectGoals, money: pack.settings.tableMoney };
  const finished = finish
    ? { title: finish.text(title), body: new ParsedHtml(finish.html(body.html)), data }
    : { title, body, data };
  return { value: reportOf(unit, pack, finished), findings, analysis, grids, body };
}

/** HTML and text are made when they are asked for, the text with the HTML: a check needs neither. */
function reportOf(
  unit: Unit,
  { settings, css }: Pack,
  { title, body, data }: Pick<Report, 'title' | 'data'> & { readonly body: ParsedHtml },
): Report {
  const author = unit.data.unit.name;
  const { year, month, day } = unit.data.date;
  const date = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const { page } = settings;
  let made: { readonly html: string; webPage(page: WebPage): string } | null = null;
  let text: string | null = null;
  let filled: ParsedHtml | null = fillContents(body);
  const words = (source: ParsedHtml): string => {
    // Neither what is kept together nor the layout of the tables adds anything to read.
    text ??= documentText(source.document);
    return text;
  };
  const make = () => {
    if (made === null) {
      const source = filled!;
      const laid = layTables(source, keepTogether(source, page), page, drawCharts(source));
      const { edits, entries } = lowerHeadings(source.html, source.nodes);
      const { html } = source;
      const parts = { title, author, css: `${pageCss(page)}\n${css}` };
      const partsWith = (all: readonly HtmlEdit[]) => ({ ...parts, body: applyEdits(html, all) });
      made = {
        html: htmlDocument(partsWith(laid)),
        webPage: (about) => webDocument(partsWith([...edits, ...laid]), about, entries),
      };
      words(source);
      // What was read is too large to be kept until the report is printed.
      filled = null;
    }
    return made;
  };
  return {
    title,
    author,
    date,
    data,
    attachesData: settings.attach === 'data',
    get html() {
      return make().html;
    },
    webPage: (about) => make().webPage(about),
    get text() {
      return text ?? words(filled!);
    },
  };
}
