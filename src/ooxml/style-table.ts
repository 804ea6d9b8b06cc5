import type { CellStyle } from './sheet-plan.ts';
import { element } from './xml-writer.ts';

export const DEFAULT_FACE = '宋体';
const DEFAULT_SIZE = 11;
/** The first number that a workbook may give to a format of its own. */
const FIRST_OWN_FORMAT = 164;
const TEXT_FORMAT = 49;

/** Collects the looks that cells use and numbers them, as `styles.xml` wants them. */
export class StyleTable {
  private readonly fonts = new Numbered([fontXml({})]);
  private readonly fills = new Numbered([fillXml('none'), fillXml('gray125')]);
  private readonly borders = new Numbered([BORDER_NONE]);
  private readonly formats = new Numbered([]);
  private readonly cells = new Numbered([
    element('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0, xfId: 0 }),
  ]);

  /** Most cells share the look of others, as one object. */
  private readonly plain = new WeakMap<CellStyle, number>();
  private readonly quoted = new WeakMap<CellStyle, number>();

  /** Number of a look; `quoted` marks a text that must never be read as a formula. */
  index(style: CellStyle, quoted = false): number {
    const known = quoted ? this.quoted : this.plain;
    let index = known.get(style);
    if (index === undefined) {
      index = this.numberOf(style, quoted);
      known.set(style, index);
    }
    return index;
  }

  private numberOf(style: CellStyle, quoted: boolean): number {
    const { align, wrap, indent, format, unlocked } = style;
    const alignment = element('alignment', {
      horizontal: align,
      vertical: 'center',
      wrapText: wrap ? 1 : undefined,
      indent: indent || undefined,
    });
    const protection = unlocked ? element('protection', { locked: 0 }) : '';
    return this.cells.index(
      element(
        'xf',
        {
          numFmtId: this.formatId(format),
          fontId: this.fonts.index(fontXml(style)),
          fillId: style.fill === undefined ? 0 : this.fills.index(fillXml('solid', style.fill)),
          borderId: style.border ? this.borders.index(BORDER_THIN) : 0,
          xfId: 0,
          applyNumberFormat: format === undefined ? undefined : 1,
          applyFont: 1,
          applyFill: style.fill === undefined ? undefined : 1,
          applyBorder: style.border ? 1 : undefined,
          applyAlignment: 1,
          applyProtection: unlocked ? 1 : undefined,
          quotePrefix: quoted ? 1 : undefined,
        },
        alignment + protection,
      ),
    );
  }

  /** `styles.xml`, once every cell has asked for its number. */
  xml(): string {
    const formats = this.formats.all.map((code, index) =>
      element('numFmt', { numFmtId: FIRST_OWN_FORMAT + index, formatCode: code }),
    );
    const base = element('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 });
    return [
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      formats.length > 0 ? counted('numFmts', formats) : '',
      counted('fonts', this.fonts.all),
      counted('fills', this.fills.all),
      counted('borders', this.borders.all),
      counted('cellStyleXfs', [base]),
      counted('cellXfs', this.cells.all),
      counted('cellStyles', [element('cellStyle', { name: '常规', xfId: 0, builtinId: 0 })]),
      '</styleSheet>',
    ].join('');
  }

  private formatId(format: string | undefined): number {
    if (format === undefined) return 0;
    if (format === '@') return TEXT_FORMAT;
    return FIRST_OWN_FORMAT + this.formats.index(format);
  }
}

class Numbered {
  readonly all: string[];
  private readonly indexes = new Map<string, number>();

  constructor(first: readonly string[]) {
    this.all = [...first];
    for (const [index, item] of first.entries()) this.indexes.set(item, index);
  }

  index(item: string): number {
    let index = this.indexes.get(item);
    if (index === undefined) {
      index = this.all.push(item) - 1;
      this.indexes.set(item, index);
    }
    return index;
  }
}

const side = (name: string): string => element(name, { style: 'thin' }, element('color', { auto: 1 }));
const BORDER_THIN = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`;
const BORDER_NONE = '<border><left/><right/><top/><bottom/><diagonal/></border>';

function fontXml({ bold, size = DEFAULT_SIZE, color }: CellStyle): string {
  return element(
    'font',
    {},
    (bold ? '<b/>' : '') +
      element('sz', { val: size }) +
      (color === undefined ? '' : element('color', { rgb: `FF${color}` })) +
      element('name', { val: DEFAULT_FACE }) +
      element('charset', { val: 134 }),
  );
}

function fillXml(pattern: string, color?: string): string {
  const inner =
    color === undefined
      ? ''
      : element('fgColor', { rgb: `FF${color}` }) + element('bgColor', { indexed: 64 });
  return element('fill', {}, element('patternFill', { patternType: pattern }, inner));
}

function counted(name: string, items: readonly string[]): string {
  return element(name, { count: items.length }, items.join(''));
}
