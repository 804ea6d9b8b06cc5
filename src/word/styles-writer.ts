import { element } from '../ooxml/xml-writer.ts';
import { type Face, facesOf } from './faces.ts';
import { letterProperties, measures } from './look-xml.ts';
import type { PlanStyle } from './plan.ts';
import { NAMESPACES } from './section-writer.ts';
import { STYLES } from './style-names.ts';

/** The styles of a document. What a style leaves open it has from the one it is based on. */
export function stylesXml(styles: readonly PlanStyle[]): string {
  const body = styles.find(({ id }) => id === STYLES.text)!;
  return [
    `<w:styles ${NAMESPACES}>`,
    element(
      'w:docDefaults',
      {},
      element('w:rPrDefault', {}, element('w:rPr', {}, letterProperties(body.look, null) + LANGUAGE)) +
        '<w:pPrDefault/>',
    ),
    ...styles.map((style) => styleXml(style, styles.find(({ id }) => id === style.base) ?? body)),
    TABLE_STYLES,
    '</w:styles>',
  ].join('');
}

const LANGUAGE = element('w:lang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' });

function styleXml({ id, name, look, outline, isOnGrid }: PlanStyle, base: PlanStyle): string {
  const isBody = id === STYLES.text;
  const { spacing, jc } = measures(look, null);
  const isPrimary = isBody || outline !== null;
  const paragraph = [
    look.keepsNext ? '<w:keepNext/>' : '',
    isBody ? '' : outline === null ? '<w:widowControl w:val="0"/>' : '',
    isOnGrid ? '' : element('w:snapToGrid', { 'w:val': 0 }),
    spacing,
    jc,
    outline === null ? '' : element('w:outlineLvl', { 'w:val': outline }),
  ].join('');
  const letters = letterProperties(look, isBody ? null : base.look);
  return element(
    'w:style',
    {
      'w:type': 'paragraph',
      'w:default': isBody ? 1 : undefined,
      'w:customStyle': isBuiltIn(id) ? undefined : 1,
      'w:styleId': id,
    },
    [
      element('w:name', { 'w:val': name }),
      isBody ? '' : element('w:basedOn', { 'w:val': base.id }),
      isBody ? '' : element('w:next', { 'w:val': outline === null ? id : STYLES.text }),
      element('w:uiPriority', { 'w:val': isPrimary ? 0 : 1 }),
      isPrimary ? '<w:qFormat/>' : '',
      element('w:pPr', {}, paragraph),
      withSnap(letters, isOnGrid),
    ].join(''),
  );
}

/** What does not stand on the grid of lines has no grid of characters either. */
function withSnap(letters: string, isOnGrid: boolean): string {
  const snap = isOnGrid ? '' : element('w:snapToGrid', { 'w:val': 0 });
  // The schema wants it behind bold and slanted type and before the rest.
  const at = letters.search(/<w:(color|spacing|sz)\b/);
  const content = at < 0 ? letters + snap : letters.slice(0, at) + snap + letters.slice(at);
  return content === '' ? '' : element('w:rPr', {}, content);
}

function isBuiltIn(id: string): boolean {
  return /^(Normal|Heading\d|TOC\d|TOCHeading)$/.test(id);
}

const LINE = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '000000' };

const TABLE_STYLES = [
  element(
    'w:style',
    { 'w:type': 'table', 'w:default': 1, 'w:styleId': 'TableNormal' },
    [
      element('w:name', { 'w:val': 'Normal Table' }),
      element('w:uiPriority', { 'w:val': 99 }),
      '<w:semiHidden/><w:unhideWhenUsed/>',
      element('w:tblPr', {}, element('w:tblInd', { 'w:w': 0, 'w:type': 'dxa' })),
    ].join(''),
  ),
  element(
    'w:style',
    { 'w:type': 'table', 'w:styleId': 'TableGrid' },
    [
      element('w:name', { 'w:val': 'Table Grid' }),
      element('w:basedOn', { 'w:val': 'TableNormal' }),
      element('w:uiPriority', { 'w:val': 39 }),
      element(
        'w:tblPr',
        {},
        element('w:tblInd', { 'w:w': 0, 'w:type': 'dxa' }) +
          element(
            'w:tblBorders',
            {},
            ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
              .map((side) => element(`w:${side}`, LINE))
              .join(''),
          ),
      ),
    ].join(''),
  ),
].join('');

/** The faces of a document, each with what stands in for it. */
export function fontTableXml(styles: readonly PlanStyle[]): string {
  const faces = new Map<string, Face>();
  for (const { look } of styles) {
    const { han, latin } = facesOf(look.fonts);
    if (!faces.has(han.name)) faces.set(han.name, han);
    if (!faces.has(latin)) faces.set(latin, { name: latin, instead: null });
  }
  const fonts = [...faces.values()].map(({ name, instead }) =>
    element(
      'w:font',
      { 'w:name': name },
      (instead === null ? '' : element('w:altName', { 'w:val': instead })) +
        (/\p{Script=Han}/u.test(name) ? element('w:charset', { 'w:val': '86' }) : ''),
    ),
  );
  return `<w:fonts ${NAMESPACES}>${fonts.join('')}</w:fonts>`;
}
