import type { Look } from '../document/tree.ts';
import { element, escapeXml } from '../ooxml/xml-writer.ts';
import { facesOf } from './faces.ts';
import { halfPoints, twips } from './look-xml.ts';
import { instruction, run } from './paragraph-writer.ts';
import type { PlanNumber, PlanPage, PlanSection } from './plan.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const NAMESPACES = `xmlns:w="${W}" xmlns:r="${R}"`;

/** Which parts hold the foot and the head of a section, by their relations. */
export interface SectionParts {
  readonly oddFooter: string;
  readonly evenFooter: string;
  readonly header: string | null;
}

/** The properties of a section; `body` is the look of 正文, whose lines are the grid. */
export function sectionXml(
  { page, restarts }: Pick<PlanSection, 'page' | 'restarts'>,
  parts: SectionParts,
  body: Look,
): string {
  const { width, height, margins, isLandscape } = page;
  const reference = (kind: 'header' | 'footer', type: string, id: string): string =>
    element(`w:${kind}Reference`, { 'w:type': type, 'r:id': id });
  const footer = footerDistance(page);
  return element(
    'w:sectPr',
    {},
    [
      ...(parts.header === null
        ? []
        : [reference('header', 'default', parts.header), reference('header', 'even', parts.header)]),
      reference('footer', 'default', parts.oddFooter),
      reference('footer', 'even', parts.evenFooter),
      element('w:type', { 'w:val': 'nextPage' }),
      element('w:pgSz', {
        'w:w': twips(width),
        'w:h': twips(height),
        'w:orient': isLandscape ? 'landscape' : undefined,
      }),
      element('w:pgMar', {
        'w:top': twips(margins.top),
        'w:right': twips(margins.right),
        'w:bottom': twips(margins.bottom),
        'w:left': twips(margins.left),
        'w:header': twips(margins.top / 2),
        'w:footer': twips(footer),
        'w:gutter': 0,
      }),
      restarts ? element('w:pgNumType', { 'w:start': 1 }) : '',
      gridXml(body),
    ].join(''),
  );
}

/** As many lines to a page as the stylesheet makes. */
function gridXml({ lineHeight }: Look): string {
  return element('w:docGrid', { 'w:type': 'lines', 'w:linePitch': Math.max(1, twips(lineHeight)) });
}

function footerDistance({ margins, odd, even }: PlanPage): number {
  const number = odd ?? even;
  return number === null ? margins.bottom / 2 : Math.max(0, margins.bottom - number.gap - number.look.size);
}

/** The foot of a page with its number; an empty one without. */
export function footerXml(number: PlanNumber | null): string {
  return `<w:ftr ${NAMESPACES}>${number === null ? '<w:p/>' : numberXml(number)}</w:ftr>`;
}

function numberXml({ parts, align, look, inset }: PlanNumber): string {
  const { han, latin } = facesOf(look.fonts);
  const size = halfPoints(look.size);
  const letters = [
    element('w:rFonts', { 'w:ascii': latin, 'w:eastAsia': han.name, 'w:hAnsi': latin, 'w:cs': latin }),
    element('w:sz', { 'w:val': size }),
    element('w:szCs', { 'w:val': size }),
  ].join('');
  const content = parts.map((part) =>
    part === 'page'
      ? [
          run(letters, '<w:fldChar w:fldCharType="begin"/>'),
          run(letters, instruction(' PAGE ')),
          run(letters, '<w:fldChar w:fldCharType="separate"/>'),
          run(letters, '<w:t>1</w:t>'),
          run(letters, '<w:fldChar w:fldCharType="end"/>'),
        ].join('')
      : run(letters, `<w:t xml:space="preserve">${escapeXml(part.text)}</w:t>`),
  );
  const side = align === 'center' ? {} : { [align === 'left' ? 'w:left' : 'w:right']: twips(inset) };
  const properties = [
    element('w:snapToGrid', { 'w:val': 0 }),
    element('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': twips(look.size), 'w:lineRule': 'exact' }),
    element('w:ind', { ...side, 'w:firstLineChars': 0, 'w:firstLine': 0 }),
    element('w:jc', { 'w:val': align }),
  ].join('');
  return element('w:p', {}, element('w:pPr', {}, properties) + content.join(''));
}

/** The head of every page of a draft: its mark across the page. */
export function draftHeaderXml(mark: string): string {
  const v = 'urn:schemas-microsoft-com:vml';
  const o = 'urn:schemas-microsoft-com:office:office';
  const style =
    'position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:325;z-index:-251658752;' +
    'mso-position-horizontal:center;mso-position-horizontal-relative:margin;' +
    'mso-position-vertical:center;mso-position-vertical-relative:margin';
  const shapeType =
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">' +
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>' +
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>' +
    '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>' +
    '<v:textpath on="t" fitshape="t"/></v:shapetype>';
  const shape = element(
    'v:shape',
    {
      id: 'DraftMark',
      'o:spid': '_x0000_s2049',
      type: '#_x0000_t136',
      style,
      fillcolor: '#c00000',
      stroked: 'f',
    },
    element('v:fill', { opacity: '0.18' }) +
      element('v:textpath', { style: 'font-family:"黑体";font-size:1pt', string: mark }),
  );
  const content = element('w:r', {}, element('w:pict', {}, shapeType + shape));
  return `<w:hdr ${NAMESPACES} xmlns:v="${v}" xmlns:o="${o}"><w:p>${content}</w:p></w:hdr>`;
}
