import { FINAL_COLUMNS } from '../kinds/final-columns.ts';
import { plainHeading } from '../kinds/ledger-words.ts';
import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import { hasErrors } from '../model/finding.ts';
import type { Cell, Row } from '../ooxml/cell.ts';
import { CellReader } from '../ooxml/cell-reader.ts';
import { type CsvCell, parseCsv } from '../source/csv.ts';
import { type PlacedFinalLine, readFinalLedger } from './final-ledger-reader.ts';

const [SIDE] = FINAL_COLUMNS.side.names;
const KNOWN: readonly string[] = Object.values(FINAL_COLUMNS).flatMap(({ names }) => [...names]);

/**
 * The amounts of a final in a CSV file that says of each its side and phase (方向, 阶段); null for one that has no such
 * columns, which holds spending alone. It is read like the sheet 决算明细, with the same findings.
 */
export function readFinalCsv(source: SourceText): Outcome<PlacedFinalLine[]> | null {
  const { value: table, findings } = parseCsv(source, isHead);
  if (!table?.headers.some(({ text }) => plainHeading(text) === SIDE)) return null;
  const columns = table.headers.map(({ text }) => text);
  const rowOf = (texts: readonly (readonly [number, string])[], number: number): Row => ({
    number,
    cells: new Map(
      texts.flatMap(([at, text]): [number, Cell][] => (text === '' ? [] : [[at, { kind: 'text', text }]])),
    ),
  });
  const head = rowOf(
    columns.map((text, index) => [index + 1, plainHeading(text)]),
    table.headers[0]!.position.line,
  );
  const rows = table.records.map(({ cells, position }) =>
    rowOf(
      columns.map((name, index) => [index + 1, cells[name]?.text ?? '']),
      position.line,
    ),
  );
  const sheet = { name: source.file, isHidden: false, rows: [head, ...rows], merges: [] };
  const reader = new CellReader(source.file, sheet, false);
  const lines = readFinalLedger(reader);
  const positions = positionsOf(table.records, columns);
  const inText = (position: Position): Position =>
    positions.get(`${position.line} ${position.column}`) ?? withoutPlace(position);
  const own = [...reader.findings, ...reader.notes()].map(
    (finding): Finding => ({ ...finding, position: finding.position && inText(finding.position) }),
  );
  const all = [...findings, ...own];
  const value = lines.map((line) => ({ ...line, position: inText(line.position) }));
  return { value: hasErrors(all) ? null : value, findings: all };
}

/** The first row that has two headings of the table; a title has none. */
function isHead(row: readonly CsvCell[]): boolean {
  return row.filter(({ text }) => KNOWN.includes(plainHeading(text))).length >= 2;
}

function withoutPlace({ place: _, ...position }: Position): Position {
  return position;
}

/** Where the cells stand in the text, by row and number of the column. */
function positionsOf(
  records: readonly { readonly cells: Readonly<Record<string, CsvCell>>; readonly position: Position }[],
  columns: readonly string[],
): ReadonlyMap<string, Position> {
  return new Map(
    records.flatMap(({ cells, position }) =>
      columns.flatMap((name, index) => {
        const cell = cells[name];
        return cell ? [[`${position.line} ${index + 1}`, cell.position] as const] : [];
      }),
    ),
  );
}
