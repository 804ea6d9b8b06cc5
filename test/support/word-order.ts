import { parseDocument } from 'htmlparser2';

/*
 * The order of elements that the schema of WordprocessingML (ECMA-376, part 1, 5th edition) demands and Word refuses to
 * do without, for every element that this program writes. What is not named here must not be written.
 */

const LETTERS =
  'ins del rStyle rFonts b bCs i iCs caps strike snapToGrid vanish color spacing w kern position sz szCs highlight u lang';

const ORDER: Readonly<Record<string, string>> = {
  document: 'body',
  body: '* sectPr',
  p: 'pPr *',
  pPr: 'pStyle keepNext keepLines pageBreakBefore widowControl numPr tabs snapToGrid spacing ind jc outlineLvl rPr sectPr',
  rPr: LETTERS,
  r: 'rPr *',
  tbl: 'tblPr tblGrid tr+',
  tblPr: 'tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption',
  tblGrid: 'gridCol+',
  tblBorders: 'top left bottom right insideH insideV',
  tblCellMar: 'top left bottom right',
  tcMar: 'top left bottom right',
  tr: 'trPr tc+',
  trPr: 'cantSplit tblHeader ins del',
  tc: 'tcPr p+',
  tcPr: 'tcW gridSpan vMerge noWrap tcMar vAlign',
  sectPr: 'headerReference+ footerReference+ type pgSz pgMar pgNumType docGrid',
  numPr: 'ilvl numId',
  tabs: 'tab+',
  hyperlink: '*',
  ins: '*',
  del: '*',
  sdt: 'sdtPr sdtContent',
  sdtPr: 'id docPartObj',
  docPartObj: 'docPartGallery docPartUnique',
  sdtContent: 'p+',
  styles: 'docDefaults style+',
  docDefaults: 'rPrDefault pPrDefault',
  rPrDefault: 'rPr',
  style: 'name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr',
  settings: 'zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang',
  compat:
    'spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn useFELayout compatSetting+',
  fonts: 'font+',
  font: 'altName charset',
  numbering: 'abstractNum+ num+',
  abstractNum: 'multiLevelType lvl+',
  lvl: 'start numFmt lvlText lvlJc',
  num: 'abstractNumId lvlOverride+',
  lvlOverride: 'startOverride',
  ftr: 'p+',
  hdr: 'p+',
};

/** What may stand in a paragraph, a link or a change, in any order. */
const RUNS = 'bookmarkStart bookmarkEnd hyperlink ins del r'.split(' ');
const ANYWHERE: Readonly<Record<string, readonly string[]>> = {
  p: RUNS,
  hyperlink: RUNS,
  ins: RUNS,
  del: RUNS,
  body: ['p', 'tbl', 'sdt'],
  r: 't delText tab br fldChar instrText pict drawing'.split(' '),
};

interface Node {
  readonly name?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

/** Every place where a part breaks the order, has an element that the schema does not know there, or an id twice. */
export function orderFaults(xml: string): string[] {
  const faults: string[] = [];
  const ids = new Map<string, Set<string>>();
  const visit = (node: Node): void => {
    const children = (node.children ?? []).filter(({ name }) => name?.startsWith('w:'));
    const parent = node.name?.slice(2) ?? '';
    if (node.name?.startsWith('w:')) {
      checkIds(node, ids, faults);
      const names = children.map(({ name }) => name!.slice(2));
      const isLeaf = ORDER[parent] === undefined;
      if (isLeaf && names.length > 0) faults.push(`${parent}: unknown with children ${names.join(' ')}`);
      if (!isLeaf) addFaults(parent, names, faults);
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(parseDocument(xml, { xmlMode: true }) as unknown as Node);
  return faults;
}

function addFaults(parent: string, names: readonly string[], faults: string[]): void {
  const order = ORDER[parent]!.split(' ');
  let at = 0;
  for (const [index, name] of names.entries()) {
    const isFree = (slot: string | undefined): boolean => slot === '*' && ANYWHERE[parent]!.includes(name);
    const from = at;
    while (at < order.length && order[at]!.replace('+', '') !== name && !isFree(order[at])) at++;
    if (at === order.length) {
      faults.push(`${parent}: ${name} at ${index} of ${names.join(' ')}`);
      at = from;
      continue;
    }
    const slot = order[at]!;
    if (slot !== '*' && !slot.endsWith('+')) at++;
  }
}

const UNIQUE: Readonly<Record<string, string>> = { bookmarkStart: 'bookmark', ins: 'change', del: 'change' };

function checkIds({ name, attribs }: Node, ids: Map<string, Set<string>>, faults: string[]): void {
  const kind = UNIQUE[name!.slice(2)];
  const id = attribs?.['w:id'];
  if (kind === undefined) return;
  if (id === undefined) {
    faults.push(`${name}: no id`);
    return;
  }
  const known = ids.get('all') ?? new Set<string>();
  ids.set('all', known);
  if (known.has(id)) faults.push(`${name}: id ${id} twice`);
  known.add(id);
}
