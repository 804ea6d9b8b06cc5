import { FINAL_COLUMNS, type FinalColumn } from '../kinds/final-columns.ts';
import {
  type FinalLine,
  type FinalPlace,
  finalPlaceOf,
  placeTitle,
  SIDE_WORDS,
  type StatedSide,
} from '../kinds/final-lines.ts';
import { carriedOverOf, codeOf } from '../kinds/ledger-columns.ts';
import { isTotalWord } from '../kinds/ledger-words.ts';
import { ECONOMIC_CODE, FUNCTION_CODE } from '../kinds/unit-file.ts';
import type { Position } from '../model/finding.ts';
import { DEFAULT_FUND, fundByName } from '../model/fund.ts';
import { KINDS, type Kind, PHASES, type Phase, TRANSFER_KINDS } from '../model/ledger.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import { findTable, type SheetTable } from '../ooxml/sheet-table.ts';

/** A line of a final with the place of its amount. */
export type PlacedFinalLine = FinalLine & { readonly position: Position };

/** The lines of the sheet 决算明细. Every bad cell is reported (`R07`); rows of sums (合计) are passed over. */
export function readFinalLedger(reader: CellReader): PlacedFinalLine[] {
  const table = findTable(reader, FINAL_COLUMNS);
  return (table?.rows ?? []).flatMap((row) => new FinalLineReader(reader, row, table!).read() ?? []);
}

class FinalLineReader {
  private readonly reader: CellReader;
  private readonly row: Row;
  private readonly columns: ReadonlyMap<FinalColumn, number>;

  constructor(reader: CellReader, row: Row, { columns }: SheetTable<FinalColumn>) {
    this.reader = reader;
    this.row = row;
    this.columns = columns;
  }

  read(): PlacedFinalLine | null {
    const { reader, row, columns } = this;
    if ([...columns.values()].every((column) => !row.cells.has(column))) return null;
    if ((['side', 'functionCode', 'kind', 'project'] as const).some((at) => isTotalWord(this.text(at))))
      return null;
    const at = columns.get('amount') ?? 1;
    const amount = reader.amount(row, at);
    const position = reader.place(row.number, at);
    const place = this.placeOfLine();
    if (amount === null) {
      if (!reader.isReported(position)) this.bad('amount', '这一行没有金额。', '填写金额，或删去这一行。');
      return null;
    }
    if (place === null) return null;
    const key = this.key(place);
    if (key === null) return null;
    if (!place.isSigned && amount.startsWith('-')) {
      this.bad('amount', `${placeTitle(place)}不能是负数。`, '填写实际的数。');
      return null;
    }
    return { ...key, place, amount, position };
  }

  private placeOfLine(): FinalPlace | null {
    const [sideText, phaseText] = [this.text('side'), this.text('phase')];
    const side = keyWith(SIDE_WORDS, sideText);
    const phase = phaseText === '' ? 'final' : keyWith(PHASES, phaseText);
    const words = (of: Readonly<Record<string, string>>): string => `写：${Object.values(of).join('、')}。`;
    if (side === null) this.bad('side', `方向“${sideText}”不对。`, words(SIDE_WORDS));
    if (phase === null) this.bad('phase', `阶段“${phaseText}”不对。`, words(PHASES));
    if (side === null || phase === null) return null;
    const place = finalPlaceOf(side as StatedSide, phase as Phase);
    if (place === null)
      this.bad('phase', `${sideText}没有“${phaseText}”阶段。`, '只有支出分阶段，其他留空。');
    return place;
  }

  /** What the line is for, or null after reporting what does not fit its side and phase. */
  private key(place: FinalPlace): Omit<FinalLine, 'place' | 'amount'> | null {
    const title = placeTitle(place);
    const functionCode = codeOf(this.text('functionCode'));
    const economicCode = codeOf(this.text('economicCode'));
    const kindText = this.text('kind');
    const kind = keyWith(KINDS, kindText) as Kind | null;
    const project = this.text('project');
    const counterpart = this.text('counterpart');
    const fundText = this.text('fund');
    const fund = fundText === '' ? DEFAULT_FUND : fundByName(fundText);
    const carriedOver = carriedOverOf(this.text('carriedOver'));
    const isNamed = place.form === 'names' || (kind !== null && kind in TRANSFER_KINDS);
    const needsCode = place.form === 'uses' || kind !== null;
    const problems = [
      place.form === 'names'
        ? functionCode === '' || this.bad('functionCode', `${title}不分功能科目。`, '清空这一格。')
        : FUNCTION_CODE.test(functionCode) ||
          (functionCode === '' && !needsCode) ||
          this.bad('functionCode', `功能科目编码“${functionCode}”不对。`, '应为 7 位数字（类款项）。'),
      economicCode === '' ||
        (place.hasEconomics && !isNamed && ECONOMIC_CODE.test(economicCode)) ||
        this.bad(
          'economicCode',
          `经济科目编码“${economicCode}”不对。`,
          place.hasEconomics ? '应为 5 位数字（类款）。' : `${title}不分经济科目，清空这一格。`,
        ),
      kindText === '' || kind !== null || this.badKind(place, kindText),
      (kind === null ? place.form !== 'uses' : place.kinds.includes(kind)) || this.badKind(place, kindText),
      project === '' ||
        kind === 'project' ||
        this.bad('project', `${kindText || title}写了项目名称。`, '清空这一格。'),
      kind !== 'basic' ||
        economicCode !== '' ||
        place.path[0] !== 'expenditure' ||
        this.bad('economicCode', '基本支出没有写经济科目编码。', '补上 5 位部门经济分类科目编码。'),
      isNamed === (counterpart !== '') ||
        this.bad(
          'counterpart',
          isNamed ? `${kindText || title}没有写往来单位或去向。` : `${title}写了往来单位“${counterpart}”。`,
          isNamed ? '补上收款单位的全称，结余分配写分配的去向。' : '清空这一格。',
        ),
      fund !== null || this.bad('fund', `资金来源“${fundText}”不对。`, '从下拉列表中选择。'),
      carriedOver !== null ||
        this.bad('carriedOver', `是否结转“${this.text('carriedOver')}”不对。`, '写“是”或“否”。'),
      carriedOver !== true ||
        place.hasEconomics ||
        this.bad('carriedOver', `${title}不分是否结转。`, '留空或写“否”。'),
    ];
    if (problems.includes(false) || fund === null || carriedOver === null) return null;
    return {
      functionCode,
      economicCode: economicCode === '' ? null : economicCode,
      kind,
      project: project === '' ? null : project,
      fund: fund.name,
      carriedOver,
      counterpart: counterpart === '' ? null : counterpart,
    };
  }

  private badKind({ kinds, ...place }: FinalPlace, text: string): false {
    const title = placeTitle({ kinds, ...place });
    const words = kinds.map((kind) => KINDS[kind]).join('、');
    return this.bad(
      'kind',
      text === '' ? `${title}没有写支出类型。` : `${title}的支出类型“${text}”不对。`,
      words === '' ? '清空这一格。' : `写：${words}。`,
    );
  }

  private text(column: FinalColumn): string {
    const at = this.columns.get(column);
    return at === undefined ? '' : this.reader.text(this.row, at);
  }

  private bad(column: FinalColumn, message: string, hint: string): false {
    this.reader.report('R07', this.row.number, this.columns.get(column) ?? 1, message, hint);
    return false;
  }
}

function keyWith(words: Readonly<Record<string, string>>, text: string): string | null {
  return Object.keys(words).find((key) => words[key] === text) ?? null;
}
