import { allLines } from '../../books/books.ts';
import { economicClass, functionClass, functionSection, type LedgerLine } from '../../model/ledger.ts';
import { type CheckContext, isUnread, type RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** B14 科目编码与名称: codes without a name; where one is printed, it stands there in place of its name. */
export const codeNames: Rule = checkedRule(
  {
    code: 'B14',
    title: '科目编码与名称',
    meaning:
      '编码在当年科目表中，名称取自科目表，上级科目在表中。没有名称的编码会印成“2130188（项）”，印出来的是错误，没有印出来的（例如只在上年明细中）是警告。',
    example: '功能分类科目 2239999 不在 2025 年科目表中。',
    remedy: '核对编码；编码无误的，在 codeNames 中补写名称（也可以用它改科目表中已有的名称）。',
    source: 'GBC CSV',
    severity: 'warning',
    needs: ['data', 'tables'],
  },
  (context) => {
    const { classification } = context.unit;
    const findings: RawFinding[] = [];
    const told = new Set<string>();
    const printed = printedCodes(context);
    const tell = (kind: string, code: string, names: ReadonlyMap<string, string>, line: LedgerLine): void => {
      if (names.has(code) || told.has(code)) return;
      told.add(code);
      const isPrinted = printed.has(code);
      findings.push({
        ...(isPrinted ? { severity: 'error' } : {}),
        message: `${kind} ${code} 不在 ${classification.year} 年科目表中${isPrinted ? '，名称处印出的是编码' : ''}。`,
        hint: `核对编码；编码无误时在 codeNames 下补写 ${code}: 名称。`,
        position: line.position,
      });
    };
    for (const line of allLines(context.unit)) {
      const code = line.functionCode;
      for (const part of code === '' ? [] : [functionClass(code), functionSection(code), code]) {
        tell('功能分类科目', part, classification.functions, line);
      }
      if (line.economicCode === null) continue;
      for (const part of [economicClass(line.economicCode), line.economicCode]) {
        tell('部门经济分类科目', part, classification.economics, line);
      }
    }
    return findings;
  },
  'test/check/construction.test.ts: B14 every row stands below the rows of its upper codes',
);

/** The codes that stand where names belong, in the tables and in the lists of the prose. */
function printedCodes({ grids, analysis, unread }: CheckContext): ReadonlySet<string> {
  const codes = new Set<string>();
  const add = (name: string | null): void => {
    const code = name === null ? null : NAMELESS.exec(name.trim())?.[1];
    if (code) codes.add(code);
  };
  for (const { columns, rows } of grids) {
    for (const { cells } of rows) {
      for (const [column, cell] of cells.entries()) {
        if (cell.kind === 'text' && columns[column]!.kind === 'name') add(cell.text);
      }
    }
  }
  for (const [name, entries] of Object.entries(analysis.lists)) {
    if (isUnread(`lists.${name}`, unread)) continue;
    for (const { label, className, sectionName, itemName } of entries) {
      for (const each of [label, className, sectionName, itemName]) add(each);
    }
  }
  return codes;
}

/** A label that is a code and nothing else; the same code may stand before it. */
const NAMELESS = /^(?:\d+\s+)*(\d{3}(?:\d{2}(?:\d{2})?)?)$/;
