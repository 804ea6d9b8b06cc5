import type { Look } from '../document/tree.ts';
import { element, escapeXml } from '../ooxml/xml-writer.ts';
import { chartDrawing } from './chart-writer.ts';
import { letterProperties, measures, twips } from './look-xml.ts';
import type { Change, PlanChart, PlanParagraph, PlanRun, PlanStyle } from './plan.ts';
import { STYLES } from './style-names.ts';

/** What the writers of one document share: its styles, and numbers that must not come twice. */
export class WriterContext {
  private readonly styles: ReadonlyMap<string, PlanStyle>;
  /** Addresses outside, in the order of their relations. */
  readonly addresses: string[] = [];
  /** In the order of their parts. */
  readonly charts: PlanChart[] = [];
  private readonly date: string;
  private lastId = 0;

  constructor(styles: readonly PlanStyle[], date: string) {
    this.styles = new Map(styles.map((style) => [style.id, style]));
    this.date = date;
  }

  lookOf(style: string): Look | null {
    return this.styles.get(style)?.look ?? null;
  }

  nextId(): number {
    return ++this.lastId;
  }

  /** Who changed something and when: the program, on the day of the data, so that the bytes stay the same. */
  changeAttributes(): Readonly<Record<string, string | number>> {
    return { 'w:id': this.nextId(), 'w:author': CHANGE_AUTHOR, 'w:date': `${this.date}T00:00:00Z` };
  }

  /** The relation that leads to the part of a chart. */
  relationToChart(chart: PlanChart): string {
    return `rIdChart${this.charts.push(chart)}`;
  }

  /** The relation that leads to an address outside. */
  relationTo(address: string): string {
    let at = this.addresses.indexOf(address);
    if (at < 0) at = this.addresses.push(address) - 1;
    return `rIdLink${at + 1}`;
  }
}

export const CHANGE_AUTHOR = '预公';

/** A paragraph; `section` are the properties of the section that ends with it. */
export function paragraphXml(paragraph: PlanParagraph, context: WriterContext, section = ''): string {
  const { runs, bookmarks = [], entry } = paragraph;
  const marks = bookmarks.map((name) => ({ name, id: context.nextId() }));
  const content = [
    paragraphProperties(paragraph, context, section),
    ...marks.map(({ name, id }) => element('w:bookmarkStart', { 'w:id': id, 'w:name': name })),
    entry === undefined ? '' : entryField(entry.label, entry.level),
    runsXml(runs, paragraph, context),
    ...marks.map(({ id }) => element('w:bookmarkEnd', { 'w:id': id })),
  ];
  return element('w:p', {}, content.join(''));
}

const FREE_LINE = element('w:spacing', {
  'w:before': 0,
  'w:after': 0,
  'w:line': 240,
  'w:lineRule': 'auto',
});

function paragraphProperties(paragraph: PlanParagraph, context: WriterContext, section: string): string {
  const { style, look, breaks, keepsNext, rightTab, list, change } = paragraph;
  const base = context.lookOf(style);
  const { spacing, jc } = measures(look, base);
  const letters = letterProperties(look, base);
  const mark = change === undefined ? '' : changeMark(change, context);
  const content = [
    style === STYLES.text ? '' : element('w:pStyle', { 'w:val': style }),
    keepsNext && base?.keepsNext !== true ? '<w:keepNext/>' : '',
    breaks ? '<w:pageBreakBefore/>' : '',
    list === undefined
      ? ''
      : element('w:numPr', {}, element('w:ilvl', { 'w:val': 0 }) + element('w:numId', { 'w:val': list })),
    rightTab === undefined ? '' : tabsXml(rightTab, style),
    // As high as the chart that stands in it.
    paragraph.runs.some(({ chart }) => chart !== undefined) ? FREE_LINE : spacing,
    jc,
    mark + letters === '' ? '' : element('w:rPr', {}, mark + letters),
    section,
  ].join('');
  return content === '' ? '' : element('w:pPr', {}, content);
}

function tabsXml(position: number, style: string): string {
  const leader = style.startsWith('TOC') ? 'dot' : undefined;
  return element(
    'w:tabs',
    {},
    element('w:tab', { 'w:val': 'right', 'w:leader': leader, 'w:pos': twips(position) }),
  );
}

/** That a paragraph or a row came or went. */
export function changeMark(change: Change, context: WriterContext): string {
  return element(change === 'inserted' ? 'w:ins' : 'w:del', context.changeAttributes());
}

/** An entry of the table of contents that nobody sees, for what is no heading. */
function entryField(label: string, level: number): string {
  return (
    run('', '<w:fldChar w:fldCharType="begin"/>') +
    run('', instruction(` TC "${label.replaceAll('"', '”')}" \\l ${level} `)) +
    run('', '<w:fldChar w:fldCharType="end"/>')
  );
}

export function instruction(text: string): string {
  return `<w:instrText xml:space="preserve">${escapeXml(text)}</w:instrText>`;
}

/** Runs one after the other; those of one target in one link. */
export function runsXml(
  runs: readonly PlanRun[],
  { style, look }: Pick<PlanParagraph, 'style' | 'look'>,
  context: WriterContext,
): string {
  const base = context.lookOf(style);
  const written = (each: PlanRun): string =>
    changedRun(each, letterProperties(each.look ?? look, base), context);
  let result = '';
  for (let at = 0; at < runs.length; ) {
    const { target } = runs[at]!;
    let end = at + 1;
    while (end < runs.length && target !== undefined && runs[end]!.target === target) end++;
    const inside = runs.slice(at, end).map(written).join('');
    result += target === undefined ? inside : linkXml(target, inside, context);
    at = end;
  }
  return result;
}

function linkXml(target: string, content: string, context: WriterContext): string {
  const attributes = /^\w+:/.test(target)
    ? { 'r:id': context.relationTo(target) }
    : { 'w:anchor': target, 'w:history': 1 };
  return element('w:hyperlink', attributes, content);
}

function changedRun(planned: PlanRun, properties: string, context: WriterContext): string {
  const { chart } = planned;
  const xml =
    chart === undefined
      ? runXml(planned, properties)
      : run('', chartDrawing(chart, context.relationToChart(chart), context.nextId()));
  const { change } = planned;
  if (change === undefined) return xml;
  return element(change === 'inserted' ? 'w:ins' : 'w:del', context.changeAttributes(), xml);
}

function runXml({ text, pageOf, change }: PlanRun, properties: string): string {
  const content = textXml(text, change === 'deleted' ? 'w:delText' : 'w:t');
  if (pageOf === undefined) return run(properties, content);
  return [
    run(properties, '<w:fldChar w:fldCharType="begin"/>'),
    run(properties, instruction(` PAGEREF ${pageOf} \\h `)),
    run(properties, '<w:fldChar w:fldCharType="separate"/>'),
    run(properties, content),
    run(properties, '<w:fldChar w:fldCharType="end"/>'),
  ].join('');
}

/** A run of letters with their properties. */
export function run(properties: string, content: string): string {
  return element('w:r', {}, (properties === '' ? '' : element('w:rPr', {}, properties)) + content);
}

function textXml(text: string, name: 'w:t' | 'w:delText'): string {
  return text
    .split(/([\t\n])/)
    .map((part) => {
      if (part === '\t') return '<w:tab/>';
      if (part === '\n') return '<w:br/>';
      return part === '' ? '' : `<${name} xml:space="preserve">${escapeXml(part)}</${name}>`;
    })
    .join('');
}
