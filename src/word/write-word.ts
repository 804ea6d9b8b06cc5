import {
  contentTypes,
  coreProperties,
  namedRelationships,
  override,
  packageRelationships,
  type Relation,
  zipParts,
} from '../ooxml/office-package.ts';
import { element } from '../ooxml/xml-writer.ts';
import { chartXml } from './chart-writer.ts';
import { instruction, paragraphXml, run, runsXml, WriterContext } from './paragraph-writer.ts';
import type { PlanBlock, PlanContents, PlanDocument, PlanNumber, PlanParagraph } from './plan.ts';
import { draftHeaderXml, footerXml, NAMESPACES, sectionXml } from './section-writer.ts';
import { STYLES } from './style-names.ts';
import { fontTableXml, stylesXml } from './styles-writer.ts';
import { tableXml } from './table-writer.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';

/** A `.docx` file; the same document gives the same bytes. */
export function writeWord(document: PlanDocument): Uint8Array {
  const { styles, title, author, date, draft } = document;
  const context = new WriterContext(styles, date);
  const footers = new Footers();
  const header = draft === null ? null : 'rIdHeader1';
  const main = bodyXml(document, context, footers, header);
  const related: Relation[] = [
    { id: 'rIdStyles', type: 'styles', target: 'styles.xml' },
    { id: 'rIdSettings', type: 'settings', target: 'settings.xml' },
    { id: 'rIdFonts', type: 'fontTable', target: 'fontTable.xml' },
    { id: 'rIdNumbering', type: 'numbering', target: 'numbering.xml' },
    ...footers.parts.map((_, index) => ({
      id: `rIdFooter${index + 1}`,
      type: 'footer',
      target: `footer${index + 1}.xml`,
    })),
    ...(header === null ? [] : [{ id: header, type: 'header', target: 'header1.xml' }]),
    ...context.charts.map((_, index) => ({
      id: `rIdChart${index + 1}`,
      type: 'chart',
      target: `charts/chart${index + 1}.xml`,
    })),
    ...context.addresses.map((target, index) => ({
      id: `rIdLink${index + 1}`,
      type: 'hyperlink',
      target,
      isExternal: true,
    })),
  ];
  const types = [
    override('/word/document.xml', `${TYPE}.document.main+xml`),
    override('/word/styles.xml', `${TYPE}.styles+xml`),
    override('/word/settings.xml', `${TYPE}.settings+xml`),
    override('/word/fontTable.xml', `${TYPE}.fontTable+xml`),
    override('/word/numbering.xml', `${TYPE}.numbering+xml`),
    ...footers.parts.map((_, index) => override(`/word/footer${index + 1}.xml`, `${TYPE}.footer+xml`)),
    ...(header === null ? [] : [override('/word/header1.xml', `${TYPE}.header+xml`)]),
    ...context.charts.map((_, index) => override(`/word/charts/chart${index + 1}.xml`, CHART_TYPE)),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ];
  const parts = new Map([
    ['[Content_Types].xml', contentTypes(types)],
    ['_rels/.rels', packageRelationships('word/document.xml')],
    ['docProps/core.xml', coreProperties({ title, author, language: 'zh-CN', date })],
    ['word/document.xml', main],
    ['word/_rels/document.xml.rels', namedRelationships(related)],
    ['word/styles.xml', stylesXml(styles)],
    ['word/settings.xml', SETTINGS],
    ['word/fontTable.xml', fontTableXml(styles)],
    ['word/numbering.xml', numberingXml(document)],
    ...footers.parts.map((xml, index) => [`word/footer${index + 1}.xml`, xml] as const),
    ...context.charts.map((chart, index) => [`word/charts/chart${index + 1}.xml`, chartXml(chart)] as const),
    ...(draft === null ? [] : [['word/header1.xml', draftHeaderXml(draft)] as const]),
  ]);
  return zipParts(parts);
}

/** The feet of pages, each written once. */
class Footers {
  readonly parts: string[] = [];

  idOf(number: PlanNumber | null): string {
    const xml = footerXml(number);
    let at = this.parts.indexOf(xml);
    if (at < 0) at = this.parts.push(xml) - 1;
    return `rIdFooter${at + 1}`;
  }
}

function bodyXml(
  { sections, styles }: PlanDocument,
  context: WriterContext,
  footers: Footers,
  header: string | null,
): string {
  const body = styles.find(({ id }) => id === STYLES.text)!.look;
  const written = sections.map((section, index) => {
    const { page, blocks } = section;
    const parts = { oddFooter: footers.idOf(page.odd), evenFooter: footers.idOf(page.even), header };
    const properties = sectionXml(section, parts, body);
    // The last section stands behind all paragraphs, the others in their last one.
    if (index === sections.length - 1)
      return blocks.map((block) => blockXml(block, context, '')).join('') + properties;
    return blocks
      .map((block, at) => blockXml(block, context, at === blocks.length - 1 ? properties : ''))
      .join('');
  });
  return `<w:document ${NAMESPACES}><w:body>${written.join('')}</w:body></w:document>`;
}

function blockXml(block: PlanBlock, context: WriterContext, section: string): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraphXml(block, context, section);
    case 'table':
      return tableXml(block, context);
    case 'contents':
      return contentsXml(block, context);
  }
}

/** The table of contents as a field whose result is written: nobody is asked to bring it up to date. */
function contentsXml({ title, lines }: PlanContents, context: WriterContext): string {
  const begin =
    run('', '<w:fldChar w:fldCharType="begin"/>') +
    run('', instruction(' TOC \\o "1-2" \\f \\h \\z ')) +
    run('', '<w:fldChar w:fldCharType="separate"/>');
  const end = run('', '<w:fldChar w:fldCharType="end"/>');
  const written = lines.map((line, index) => {
    const xml = paragraphXml({ ...line, runs: [] }, context);
    const content = [
      index === 0 ? begin : '',
      runsXml(line.runs, line, context),
      index === lines.length - 1 ? end : '',
    ].join('');
    return xml === '<w:p/>' ? element('w:p', {}, content) : xml.replace(/<\/w:p>$/, `${content}</w:p>`);
  });
  const properties = element(
    'w:sdtPr',
    {},
    element('w:id', { 'w:val': context.nextId() }) +
      element(
        'w:docPartObj',
        {},
        element('w:docPartGallery', { 'w:val': 'Table of Contents' }) + '<w:docPartUnique/>',
      ),
  );
  const content = [...title.map((each: PlanParagraph) => paragraphXml(each, context)), ...written].join('');
  return element('w:sdt', {}, properties + element('w:sdtContent', {}, content));
}

const SETTINGS = [
  `<w:settings ${NAMESPACES}>`,
  element('w:zoom', { 'w:percent': 100 }),
  element('w:defaultTabStop', { 'w:val': 420 }),
  '<w:evenAndOddHeaders/>',
  element('w:characterSpacingControl', { 'w:val': 'compressPunctuation' }),
  element(
    'w:compat',
    {},
    '<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>' +
      element('w:compatSetting', {
        'w:name': 'compatibilityMode',
        'w:uri': 'http://schemas.microsoft.com/office/word',
        'w:val': 15,
      }),
  ),
  element('w:themeFontLang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN' }),
  '</w:settings>',
].join('');

/** Every list of the document counts for itself; odd numbers are pointed, even ones numbered. */
function numberingXml({ sections }: PlanDocument): string {
  const used = new Set(
    sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => ('list' in block && block.list ? [block.list] : [])),
    ),
  );
  const level = (format: string, text: string): string =>
    element(
      'w:lvl',
      { 'w:ilvl': 0 },
      [
        element('w:start', { 'w:val': 1 }),
        element('w:numFmt', { 'w:val': format }),
        element('w:lvlText', { 'w:val': text }),
        element('w:lvlJc', { 'w:val': 'left' }),
      ].join(''),
    );
  const kinds = [level('bullet', '•'), level('decimal', '%1.')].map((content, index) =>
    element(
      'w:abstractNum',
      { 'w:abstractNumId': index },
      element('w:multiLevelType', { 'w:val': 'singleLevel' }) + content,
    ),
  );
  const lists = [...used].map((list) =>
    element(
      'w:num',
      { 'w:numId': list },
      element('w:abstractNumId', { 'w:val': list % 2 === 1 ? 0 : 1 }) +
        element('w:lvlOverride', { 'w:ilvl': 0 }, element('w:startOverride', { 'w:val': 1 })),
    ),
  );
  return `<w:numbering ${NAMESPACES}>${kinds.join('')}${lists.join('')}</w:numbering>`;
}
