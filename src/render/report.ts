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
  return { value: new RenderedReport(unit, pack, finished), findings, analysis, grids, body };
}

/** HTML and text are made when they are asked for, the text with the HTML: a check needs neither. */
class RenderedReport implements Report {
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly data: ReportData;
  readonly attachesData: boolean;
  readonly #pack: Pack;
  /** What was read is too large to be kept until the report is printed: null, as is what follows, when the HTML is made. */
  #body: ParsedHtml | null;
  /** The same with its contents. */
  #filled: ParsedHtml | null = null;
  #made: { readonly html: string; webPage(page: WebPage): string } | null = null;
  #text: string | null = null;

  constructor(
    unit: Unit,
    pack: Pack,
    { title, body, data }: Pick<Report, 'title' | 'data'> & { readonly body: ParsedHtml },
  ) {
    const { year, month, day } = unit.data.date;
    this.title = title;
    this.author = unit.data.unit.name;
    this.date = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
    this.data = data;
    this.attachesData = pack.settings.attach === 'data';
    this.#pack = pack;
    this.#body = body;
  }

  get html(): string {
    return this.#make().html;
  }

  get text(): string {
    return this.#text ?? this.#words(this.#source());
  }

  webPage(page: WebPage): string {
    return this.#make().webPage(page);
  }

  #source(): ParsedHtml {
    this.#filled ??= fillContents(this.#body!);
    return this.#filled;
  }

  #words(filled: ParsedHtml): string {
    // Neither what is kept together nor the layout of the tables adds anything to read.
    this.#text ??= documentText(filled.document);
    return this.#text;
  }

  #make() {
    if (this.#made === null) {
      const { settings, css } = this.#pack;
      const { page } = settings;
      const { title, author } = this;
      const filled = this.#source();
      const laid = layTables(filled, keepTogether(filled, page), page, drawCharts(filled));
      const { edits, entries } = lowerHeadings(filled.html, filled.nodes);
      const { html } = filled;
      const parts = { title, author, css: `${pageCss(page)}\n${css}` };
      const partsWith = (all: readonly HtmlEdit[]) => ({ ...parts, body: applyEdits(html, all) });
      this.#made = {
        html: htmlDocument(partsWith(laid)),
        webPage: (about) => webDocument(partsWith([...edits, ...laid]), about, entries),
      };
      this.#words(filled);
      this.#body = null;
      this.#filled = null;
    }
    return this.#made;
  }
}
