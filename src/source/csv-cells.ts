import { CsvError, parse } from 'csv-parse/sync';
import type { Position, SourceText } from '../model/finding.ts';
import type { Delimiter } from './csv-delimiter.ts';
import { CellLocator, type CsvPlace } from './csv-places.ts';

/** One cell: its text without surrounding blanks, and where that text (or its quote) stands. */
export interface CsvCell {
  readonly text: string;
  readonly position: Position;
}

/** Rows of cells in file order, and the place of a quote that stopped the reading. */
export interface CsvRows {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly broken: Position | null;
}

/**
 * Splits a text into rows and cells and finds the place of each cell. Rows without any content are left out.
 * Broken quoting ends the reading: what follows would be cut at the wrong places.
 *
 * Example: `readCells({ file: 'a.csv', text: 'a,"b"' }, ',').rows[0]?.[1]?.position.column` → 3
 */
export function readCells(source: SourceText, delimiter: Delimiter): CsvRows {
  const bytes = Buffer.from(source.text, 'utf8');
  const locator = new CellLocator(delimiter);
  const rows: CsvCell[][] = [];
  let rowStart = 0;
  const position = (place: CsvPlace): Position => ({ file: source.file, ...place });
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // Records are collected here, so that those before a broken one survive it. The parser can tell the place
      // of each cell by itself (option `cast`), but then takes ten times as long.
      on_record: (record: string[], { bytes: rowEnd }): null => {
        const places = locator.row(bytes.toString('utf8', rowStart, rowEnd), record.length);
        rowStart = rowEnd;
        if (record.some((text) => text.trim() !== '')) {
          rows.push(record.map((text, index) => ({ text: text.trim(), position: position(places[index]!) })));
        }
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const finished = Number((error as { index?: unknown }).index ?? 0);
    return { rows, broken: position(locator.quoteAfter(bytes.toString('utf8', rowStart), finished)) };
  }
  return { rows, broken: null };
}
