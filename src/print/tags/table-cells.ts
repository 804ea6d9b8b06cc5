import type { StructureElement, TableHead } from './structure.ts';

type Attributes = Readonly<Record<string, string>>;

/** A cell that reaches into the rows below. */
interface Reach {
  rows: number;
  readonly rowHead: StructureElement | null;
}

// More than the widest table; a larger span could only be a mistake that costs memory.
const LARGEST_SPAN = 1000;

const NONE: readonly StructureElement[] = [];

/** Follows a table row by row and knows, for every cell, which head cells it belongs to. */
export class TableCells {
  /** Text of the head, known to the body that follows it. */
  head: TableHead = { text: '' };
  section: 'caption' | 'thead' | 'tbody' | 'tfoot' = 'caption';
  readonly #columnHeads: StructureElement[][] = [];
  readonly #reaches: Reach[] = [];
  #column = 0;
  #rowHeads: StructureElement[] = [];
  #afterData = false;

  openRow(): void {
    this.#column = 0;
    this.#rowHeads = [];
    this.#afterData = false;
  }

  closeRow(): void {
    for (const reach of this.#reaches) if (reach !== undefined && reach.rows > 0) reach.rows--;
  }

  /** A data cell: `<td colspan="2">` below 预算数 gets `/O /Table /ColSpan 2` and the header 预算数. */
  data(attributes: Attributes, cell: StructureElement): void {
    this.#skipReached();
    const { columns, text } = this.#spans(attributes, null);
    if (text !== '') cell.attributes = `/O /Table${text}`;
    cell.headers = this.#headersOf(columns);
    this.#column += columns;
    this.#afterData = true;
  }

  /** A head cell: of its columns in the head of the table and with `scope="col…"`, else of its row. */
  header(attributes: Attributes, cell: StructureElement): void {
    this.#skipReached();
    const scope = attributes.scope ?? '';
    const isColumn = scope === '' ? this.section === 'thead' : scope.startsWith('col');
    const { columns, text } = this.#spans(attributes, isColumn ? null : cell);
    if (isColumn) {
      for (let column = this.#column; column < this.#column + columns; column++) {
        this.#columnHeads[column] = [...(this.#columnHeads[column] ?? []), cell];
      }
    } else {
      this.#addRowHead(cell);
    }
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
    const columns = span(attributes.colspan);
    const rows = span(attributes.rowspan);
    for (let column = this.#column; column < this.#column + columns; column++) {
      this.#reaches[column] = { rows, rowHead };
    }
    const text = `${columns > 1 ? ` /ColSpan ${columns}` : ''}${rows > 1 ? ` /RowSpan ${rows}` : ''}`;
    return { columns, text };
  }
}

function span(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count > 1 ? Math.min(count, LARGEST_SPAN) : 1;
}
