import type { StructureElement, TableHead } from './structure.ts';

type Attributes = Readonly<Record<string, string>>;

/** A cell that reaches into the rows below. */
interface Reach {
  rows: number;
  readonly rowHead: StructureElement | null;
}

/** More than any table of a report has; what lies beyond could only be a mistake, and cost time. */
const MOST_COLUMNS = 1000;
const MOST_HEADS = 20;

const NONE: readonly StructureElement[] = [];

/** Follows a table row by row and knows, for every cell, which head cells it belongs to. */
export class TableCells {
  /** Text of the head, known to the body that follows it. */
  readonly head: TableHead = { text: '' };
  /** What cannot be told here: head cells that do not say of what, or named by the cells themselves. */
  isIrregular = false;
  #section: string | null = null;
  readonly #columnHeads: StructureElement[][] = [];
  readonly #reaches: Reach[] = [];
  #column = 0;
  #rowHeads: StructureElement[] = [];
  #afterData = false;
  #rowHasColumnHead = false;
  #hadDataRow = false;

  /** The name of the section being read: `thead`, `tbody`, `tfoot`. */
  get section(): string | null {
    return this.#section;
  }

  /** No cell reaches from one section into the next. */
  openSection(name: string | null): void {
    this.#section = name;
    this.#reaches.length = 0;
  }

  openRow(): void {
    this.#column = 0;
    this.#rowHeads = [];
    this.#afterData = false;
    this.#rowHasColumnHead = false;
  }

  closeRow(): void {
    for (const reach of this.#reaches) if (reach !== undefined && reach.rows > 0) reach.rows--;
    if (this.#afterData && !this.#rowHasColumnHead) this.#hadDataRow = true;
  }

  /** A data cell: `<td colspan="2">` below 预算数 gets `/O /Table /ColSpan 2` and the header 预算数. */
  data(attributes: Attributes, cell: StructureElement): void {
    if (attributes.headers !== undefined) this.isIrregular = true;
    this.#skipReached();
    const { columns, text } = this.#spans(attributes, null);
    if (text !== '') cell.attributes = `/O /Table${text}`;
    cell.headers = this.#headersOf(columns);
    this.#column += columns;
    this.#afterData = true;
  }

  /** A head cell: of its columns in the head of the table and with `scope="col…"`, of its row with `scope="row…"`. */
  header(attributes: Attributes, cell: StructureElement): void {
    const scope = (attributes.scope ?? (this.#section === 'thead' ? 'col' : '')).toLowerCase();
    const isColumn = scope.startsWith('col');
    if (!isColumn && !scope.startsWith('row')) this.isIrregular = true;
    this.#skipReached();
    const { columns, text } = this.#spans(attributes, isColumn ? null : cell);
    if (isColumn) this.#addColumnHead(cell, columns);
    else this.#addRowHead(cell);
    this.#column += columns;
    cell.attributes = `/O /Table /Scope /${isColumn ? 'Column' : 'Row'}${text}`;
  }

  #headersOf(columns: number): readonly StructureElement[] {
    const own = this.#columnHeads[this.#column] ?? NONE;
    // Most cells stand below one column of heads, in a row without any.
    if (columns === 1) return this.#rowHeads.length === 0 ? own : [...own, ...this.#rowHeads];
    const all = this.#columnHeads
      .slice(this.#column, this.#column + columns)
      .flatMap((heads) => heads ?? NONE);
    return [...new Set([...all, ...this.#rowHeads])];
  }

  /** Heads below rows of data begin anew. */
  #addColumnHead(head: StructureElement, columns: number): void {
    if (this.#hadDataRow) this.#columnHeads.length = 0;
    this.#hadDataRow = false;
    this.#rowHasColumnHead = true;
    for (let column = this.#column; column < this.#column + columns; column++) {
      const heads = this.#columnHeads[column] ?? NONE;
      if (heads.length < MOST_HEADS) this.#columnHeads[column] = [...heads, head];
      else this.isIrregular = true;
    }
  }

  /** `联系人 … 联系电话 …`: a head cell after data begins anew. */
  #addRowHead(head: StructureElement): void {
    if (this.#afterData) this.#rowHeads = [];
    this.#afterData = false;
    this.#rowHeads.push(head);
  }

  #skipReached(): void {
    for (let reach = this.#reaches[this.#column]; reach && reach.rows > 0; ) {
      const { rowHead } = reach;
      if (rowHead === null) this.#afterData = true;
      else if (this.#rowHeads.at(-1) !== rowHead) this.#addRowHead(rowHead);
      reach = this.#reaches[++this.#column];
    }
  }

  #spans(attributes: Attributes, rowHead: StructureElement | null): { columns: number; text: string } {
    const wanted = this.#span(attributes.colspan);
    const columns = Math.min(wanted, Math.max(1, MOST_COLUMNS - this.#column));
    if (columns < wanted) this.isIrregular = true;
    const rows = this.#span(attributes.rowspan);
    for (let column = this.#column; column < this.#column + columns; column++) {
      this.#reaches[column] = { rows, rowHead };
    }
    const text = `${columns > 1 ? ` /ColSpan ${columns}` : ''}${rows > 1 ? ` /RowSpan ${rows}` : ''}`;
    return { columns, text };
  }

  #span(value: string | undefined): number {
    if (value === undefined) return 1;
    const count = Number(value);
    if (Number.isInteger(count) && count > 0) return count;
    // 0 would reach to the end of the section.
    this.isIrregular = true;
    return 1;
  }
}
