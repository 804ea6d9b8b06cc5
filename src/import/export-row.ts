import { carriedOverOf, codeOf } from '../kinds/ledger-columns.ts';
import type { ExportLine, TotalRow } from '../kinds/ledger-totals.ts';
import { isTotalWord, startsWithPart } from '../kinds/ledger-words.ts';
import { ECONOMIC_CODE, FUNCTION_CODE } from '../kinds/unit-file.ts';
import type { ExportColumn, ImportAliases } from '../lists/import-aliases.ts';
import { DEFAULT_FUND, FUND_NAMES } from '../model/fund.ts';
import { invisibleIn } from '../model/invisible.ts';
import { BUDGET_KINDS, KINDS, type Kind, TRANSFER_KINDS } from '../model/ledger.ts';
import { formatDecimal, type Money, parseDecimal, sumMoney } from '../model/money.ts';
import { nearest } from '../model/nearest.ts';
import { plainUnitName } from '../model/unit-name.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import type { ExportHead } from './export-head.ts';

/** The names and codes of a line as they are written. */
interface LineCodes extends Pick<ExportLine, 'unitName' | 'functionCode'> {
  readonly economicCode: string;
}

/** The amounts of a row with one column for 基本支出 and one for 项目支出. */
interface AmountParts {
  readonly basic: Money | null;
  readonly project: Money | null;
  readonly sum: Money | null;
}

/** Reads the rows of an export as ledger lines and total rows; what is neither is reported (`R07`). */
export class ExportRowReader {
  private readonly reader: CellReader;
  private readonly head: ExportHead;
  private readonly aliases: ImportAliases;
  private readonly kinds: ReadonlyMap<string, string>;
  private readonly funds: ReadonlyMap<string, string>;
  private readonly partsOfAbove: number[] = [];
  private row!: Row;

  constructor(reader: CellReader, head: ExportHead, aliases: ImportAliases) {
    this.reader = reader;
    this.head = head;
    this.aliases = aliases;
    this.kinds = wordMap(aliases.kinds);
    this.funds = wordMap(aliases.funds);
  }

  read(row: Row, lines: ExportLine[], totals: TotalRow[]): void {
    this.row = row;
    const parts = this.head.isWide ? this.parts() : null;
    const amount = parts ? parts.sum : this.amount('amount');
    const priorAmount = this.amount('priorAmount');
    const functionCode = this.functionCode();
    const economicCode = this.economicCode();
    const unitName = this.unitName();
    const isPaid = (amount ?? priorAmount) !== null;
    // A project may be called 统计 or 合计; a row with both codes is a line all the same.
    const isLine = FUNCTION_CODE.test(functionCode) && ECONOMIC_CODE.test(economicCode);
    // 其中 repeats a part of what stands above it. In the remark of a line it means something else.
    if (isLine ? startsWithPart(unitName) : this.isPartOfAbove()) {
      if (isPaid) this.partsOfAbove.push(row.number);
      return;
    }
    const label = isLine ? null : this.totalLabel();
    const isLevel =
      /^\d{3}(\d{2})?$/.test(functionCode) || (/^\d{3}$/.test(economicCode) && economicCode !== '');
    if (label !== null || (isLevel && isPaid)) {
      const coded = label === null;
      const position = this.reader.place(row.number, this.head.columns.get(this.amountColumn())!);
      totals.push({
        row: row.number,
        label: label ?? [functionCode, economicCode].filter((code) => code !== '').join(' '),
        unitName: isTotalWord(unitName, this.aliases.totals) ? '' : unitName,
        functionPrefix: coded ? functionCode : '',
        economicPrefix: coded ? economicCode : '',
        amount,
        priorAmount,
        position,
      });
      return;
    }
    // Rows of notes below the table, and headings of groups inside it, carry no money.
    if (!isPaid) return;
    if (functionCode === '' && economicCode === '') {
      const text = [...row.cells.values()].find((cell) => cell.kind === 'text')?.text.trim() ?? '';
      const named = text === '' ? '' : `（“${text.slice(0, 40)}”）`;
      const message = `这一行${named}有金额，没有科目编码。`;
      this.bad(this.functionColumn(), message, '是明细的，补上科目编码；是合计或说明的，删去金额或这一行。');
      return;
    }
    const key = { unitName, functionCode, economicCode };
    if (!parts) this.line({ ...key, amount, priorAmount }, null, lines);
    else this.wideLine(key, parts, lines);
  }

  /** What was passed over in the rows read, in one note. */
  tell(): void {
    const [first] = this.partsOfAbove;
    if (first === undefined) return;
    const rows = this.partsOfAbove.slice(0, 10).join('、') + (this.partsOfAbove.length > 10 ? ' 等' : '');
    const message = `第 ${rows} 行是“其中”项，是上面各行的一部分，没有另外相加。`;
    this.reader.report('R05', first, 1, message, '如果是单独的支出，请去掉“其中”二字。', 'note');
  }

  private isPartOfAbove(): boolean {
    return [...this.row.cells.values()].some(({ kind, text }) => kind === 'text' && startsWithPart(text));
  }

  /** 基本支出 and 项目支出 of a row that has a column for each, and the sum of both, which 合计 must agree with. */
  private parts(): AmountParts {
    const [basic, project] = [this.amount('basicAmount'), this.amount('projectAmount')];
    const column = this.amountColumn();
    const stated = this.head.columns.has(column) && column !== 'basicAmount' ? this.amount(column) : null;
    const given = [basic, project].flatMap((value) => value ?? []);
    const sum = given.length === 0 ? stated : sumMoney(given);
    if (stated !== null && !stated.equals(sum!)) {
      const show = (value: Money): string => formatDecimal(value, Math.max(2, value.decimalPlaces()));
      const message = `合计为 ${show(stated)}，基本支出与项目支出之和为 ${show(sum!)}。`;
      this.reader.report('R10', this.row.number, this.head.columns.get(column)!, message, '核对这一行。');
    }
    return { basic, project, sum };
  }

  private wideLine(key: LineCodes, { basic, project, sum }: AmountParts, lines: ExportLine[]): void {
    if (basic === null && project === null && sum !== null && !sum.isZero()) {
      this.bad(this.amountColumn(), '只写了合计，看不出是基本支出还是项目支出。', '在相应的一列填写金额。');
      return;
    }
    const paid = (value: Money | null): boolean => value !== null && !value.isZero();
    if (paid(basic)) this.line({ ...key, amount: basic, priorAmount: null }, 'basic', lines);
    if (paid(project)) this.line({ ...key, amount: project, priorAmount: null }, 'project', lines);
  }

  /** The column that says what a row comes to. */
  private amountColumn(): ExportColumn {
    const { columns, isWide } = this.head;
    if (!isWide) return 'amount';
    return (['sumAmount', 'amount', 'basicAmount'] as const).find((id) => columns.has(id)) ?? 'projectAmount';
  }

  private line(
    given: LineCodes & Pick<ExportLine, 'amount' | 'priorAmount'>,
    stated: Kind | null,
    lines: ExportLine[],
  ): void {
    const { economicCode, amount } = given;
    const project = this.text('project');
    const kind = stated ?? this.kind(project);
    const fund = this.fund();
    const counterpart = this.text('counterpart');
    const isHandedOn = kind !== null && kind in TRANSFER_KINDS;
    const carriedOver = this.carriedOver();
    const at = stated ? (`${stated}Amount` as ExportColumn) : 'amount';
    const problems = [
      given.unitName !== '' || this.bad('unitName', '没有写单位名称。', '补上单位名称。'),
      FUNCTION_CODE.test(given.functionCode) ||
        this.bad(
          this.functionColumn(),
          `功能科目编码“${given.functionCode}”不对。`,
          '应为 7 位数字（类款项），例如 2010350。',
        ),
      ECONOMIC_CODE.test(economicCode) ||
        (economicCode === '' && (amount === null || isHandedOn)) ||
        this.bad(
          this.economicColumn(),
          `经济科目编码“${economicCode}”不对。`,
          '应为 5 位数字（类款），例如 30101。',
        ),
      [amount, given.priorAmount].every((value) => !value?.isNegative()) ||
        this.bad(
          amount?.isNegative() ? at : 'priorAmount',
          '金额不能是负数。',
          '预算金额不为负，请填调整后的金额。',
        ),
      !isHandedOn ||
        counterpart !== '' ||
        this.bad(
          this.head.columns.has('counterpart') ? 'counterpart' : 'kind',
          `${kind === null ? '' : KINDS[kind]}没有写往来单位。`,
          '加“往来单位”一列，写收款单位的全称。',
        ),
      kind !== 'project' ||
        project !== '' ||
        amount === null ||
        this.bad(
          this.head.columns.has('project') ? 'project' : at,
          '项目支出没有写项目名称。',
          this.head.columns.has('project') ? '补上项目名称。' : '加“项目名称”一列，写明是哪个项目。',
        ),
    ];
    if (problems.includes(false) || kind === null || fund === null || carriedOver === null) return;
    const department = plainUnitName(this.text('department'));
    lines.push({
      ...given,
      ...(department !== '' && { department }),
      row: this.row.number,
      // Money handed on is nobody's wages or goods yet.
      economicCode: economicCode === '' || isHandedOn ? null : economicCode,
      counterpart: isHandedOn ? counterpart : null,
      kind,
      // Budget systems give the pay of staff a project name too.
      project: kind === 'project' && project !== '' ? project : null,
      fund,
      carriedOver,
    });
  }

  private unitName(): string {
    const at = this.head.columns.get('unitName');
    const written = at === undefined ? (this.head.unitName ?? '') : this.text('unitName');
    const hidden = invisibleIn(written);
    if (hidden.length > 0) {
      const message = `单位名称里有看不见的字符 ${hidden.join('、')}，已略去。`;
      this.reader.report('R05', this.row.number, at ?? 1, message, '请在来源中删去。', 'note');
    }
    return plainUnitName(written);
  }

  /** In one column, or in three as 类, 款, 项. */
  private functionCode(): string {
    const [first, second, third] = (['functionClass', 'functionSection', 'functionItem'] as const).map(
      (part) => this.text(part),
    );
    if (first && /^\d{3}$/.test(first)) {
      return first + [second, third].map((part) => (part ? part.padStart(2, '0') : '')).join('');
    }
    return codeOf(this.text('functionCode').replace(/^[[(（【]/, ''));
  }

  /** In one column, or in two as 类, 款. */
  private economicCode(): string {
    const [first, second] = (['economicClass', 'economicSection'] as const).map((part) => this.text(part));
    if (first && /^\d{3}$/.test(first)) return first + (second ? second.padStart(2, '0') : '');
    return codeOf(this.text('economicCode').replace(/^[[(（【]/, ''));
  }

  private economicColumn(): ExportColumn {
    return this.head.columns.has('economicCode') ? 'economicCode' : 'economicSection';
  }

  private functionColumn(): ExportColumn {
    return this.head.columns.has('functionCode') ? 'functionCode' : 'functionItem';
  }

  private kind(project: string): Kind | null {
    if (!this.head.columns.has('kind')) return project === '' ? 'basic' : 'project';
    const text = this.text('kind');
    const name = this.kinds.get(text);
    const kind = (Object.keys(BUDGET_KINDS) as (keyof typeof BUDGET_KINDS)[]).find(
      (id) => BUDGET_KINDS[id] === name,
    );
    if (kind) return kind;
    this.bad(
      'kind',
      `支出类型“${text}”不对。`,
      '应为基本支出或项目支出；别的叫法可以补写到 data/import/aliases.yaml 的 kinds 下。',
    );
    return null;
  }

  private fund(): string | null {
    const text = this.text('fund');
    if (text === '') return DEFAULT_FUND.name;
    const name = this.funds.get(text);
    if (name !== undefined) return name;
    const close = nearest(text, FUND_NAMES);
    const hint = '别的叫法可以补写到 data/import/aliases.yaml 的 funds 下。';
    this.bad('fund', `资金来源“${text}”不对。`, close ? `是不是“${close}”？${hint}` : hint);
    return null;
  }

  private carriedOver(): boolean | null {
    const text = this.text('carriedOver');
    const known = carriedOverOf(text);
    if (known === null) this.bad('carriedOver', `是否结转“${text}”不对。`, '写“是”或“否”，或留空。');
    return known;
  }

  /** The word that makes a row a total; null for any other row. */
  private totalLabel(): string | null {
    for (const column of this.row.cells.keys()) {
      const cell = this.row.cells.get(column)!;
      if (cell.kind === 'text' && isTotalWord(cell.text, this.aliases.totals))
        return cell.text.replace(/\s/g, '');
    }
    return null;
  }

  private bad(column: ExportColumn, message: string, hint: string): false {
    this.reader.report('R07', this.row.number, this.head.columns.get(column) ?? 1, message, hint);
    return false;
  }

  private text(column: ExportColumn): string {
    const at = this.head.columns.get(column);
    return at === undefined ? '' : this.reader.text(this.row, at);
  }

  private amount(column: ExportColumn): Money | null {
    const at = this.head.columns.get(column);
    const text = at === undefined ? null : this.reader.amount(this.row, at);
    return text === null ? null : parseDecimal(text);
  }
}

function wordMap(
  words: Readonly<Record<string, readonly string[] | undefined>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([name, list]) => (list ?? []).map((word) => [word, name] as const)),
  );
}
