import type { Finding } from '../model/finding.ts';
import { addressOf } from '../ooxml/cell.ts';
import type { PlanWorkbook } from '../ooxml/sheet-plan.ts';

/** Characters that a cell can hold, in every spreadsheet program. */
const MAX_CHARACTERS = 32_767;

/** Texts that do not fit into a cell (`R09`); a spreadsheet program would cut them off. */
export function overlongCells({ sheets }: PlanWorkbook, file: string): Finding[] {
  return sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row, rowIndex) =>
      row.flatMap((cell, columnIndex) => {
        if (!cell || cell.value.length <= MAX_CHARACTERS) return [];
        const place = `${sheet.name}!${addressOf(rowIndex + 1, columnIndex + 1)}`;
        return [
          {
            code: 'R09',
            severity: 'error' as const,
            message: `“${cell.value.slice(0, 20)}…”有 ${cell.value.length} 字，超过一个单元格的上限 ${MAX_CHARACTERS} 字。`,
            hint: '请把这段文字缩短，或拆成几条。',
            position: { file, line: rowIndex + 1, column: columnIndex + 1, place },
          },
        ];
      }),
    ),
  );
}
