import { budgetOfLines, clashingLumps } from '../kinds/budget-lines.ts';
import { clashesIn, FINAL_PLACES, placeTitle, treeOfFinal } from '../kinds/final-lines.ts';
import { type FormOf, isOfDepartment, isOfFinal } from '../kinds/form-of.ts';
import { isRawMap, type RawMap, RawTreeBuilder, type RawValue, valueAt } from '../kinds/raw-tree.ts';
import { ANY_ITEM, ANY_KEY } from '../kinds/schema-fields.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, type Outcome, type Position } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import type { Sheet, Workbook } from '../ooxml/cell.ts';
import { CellReader } from '../ooxml/cell-reader.ts';
import { type PlacedFinalLine, readFinalLedger } from './final-ledger-reader.ts';
import { readForm } from './form-reader.ts';
import { fieldsOf } from './form-rows.ts';
import { type FormSpeech, type KeyNames, keyNamesIn } from './key-names.ts';
import { type LedgerLines, type PlacedLine, readLedger } from './ledger-reader.ts';
import { readGoals, readMembers, readNotes, readProjects, writtenNames } from './project-reader.ts';
import { formSheetsOf, SHEETS } from './sheet-names.ts';

/** A filled-in workbook as the data of a unit file, not yet checked, with the cell of every value. */
export interface UnitWorkbook extends Locator {
  readonly value: RawMap;
  /** Whether the workbook has a line, filled in or not, for what stands at the top of a unit file. */
  hasLine(key: string): boolean;
}

/** What was read of a workbook; `draft` is what could be read where something could not. */
export interface UnitReading extends Outcome<UnitWorkbook> {
  readonly draft: WorkbookDraft;
}

/** The data of a workbook as far as it could be read. */
export interface WorkbookDraft extends UnitWorkbook {
  /** Sheets that are not there, or have no head by which they could be read. */
  readonly lostSheets: ReadonlySet<string>;
  /** Whether a value stands on one of those sheets. */
  isLost(path: DataPath): boolean;
  /** How findings are told to whoever fills it in. */
  readonly speech: FormSpeech;
}

/** Whether a workbook is one that was handed out to be filled in, rather than some other table. */
export function isUnitWorkbook(workbook: Workbook): boolean {
  return filledBy(workbook) !== null;
}

/** Who a workbook was handed out to; null for some other table. */
export function filledBy({ sheets }: Workbook): FormOf | null {
  const has = (name: string) => sheets.some((sheet) => sheet.name === name);
  if (!has(SHEETS.unit)) return null;
  const isFinal = has(SHEETS.finalLedger);
  if (has(SHEETS.members)) return isFinal ? 'departmentFinal' : 'department';
  if (isFinal) return 'final';
  return has(SHEETS.ledger) ? 'unit' : null;
}

/**
 * The data of a filled-in workbook in the form of a unit file. Every cell that cannot be taken is reported; the
 * value is null when there is an error, so that nothing is taken by halves.
 */
export function readUnitWorkbook(workbook: Workbook, file: string): UnitReading {
  return new Reading(workbook, file, filledBy(workbook) ?? 'unit').run();
}

class Reading {
  private readonly workbook: Workbook;
  private readonly file: string;
  private readonly of: FormOf;
  private readonly tree = new RawTreeBuilder();
  private readonly places = new CellPlaces();
  private readonly findings: Finding[] = [];
  private readonly lost = new Set<string>();
  private readonly keyNames: KeyNames;

  constructor(workbook: Workbook, file: string, of: FormOf) {
    this.workbook = workbook;
    this.file = file;
    this.of = of;
    this.keyNames = keyNamesIn(workbook);
  }

  run(): UnitReading {
    if (isOfDepartment(this.of)) this.tree.put(['level'], '部门');
    if (isOfFinal(this.of)) this.tree.put(['document'], '决算');
    for (const id of formSheetsOf(this.of)) {
      this.sheet(SHEETS[id], (reader) =>
        readForm(id, reader, this.tree, this.places, this.of, this.keyNames),
      );
    }
    // What must be said is asked for line by line, not as a group that no sheet shows.
    const groups = [
      [isOfDepartment(this.of) ? 'department' : 'unit', SHEETS.unit],
      ...(this.of === 'unit'
        ? ([
            ['procurement', SHEETS.assets],
            ['assets', SHEETS.assets],
          ] as const)
        : []),
    ] as const;
    for (const [group, sheet] of groups)
      if (!this.lost.has(sheet) && !this.tree.has([group])) this.tree.put([group], {});
    if (isOfFinal(this.of)) this.final();
    else if (this.of === 'unit') this.unit();
    else this.department();
    const root = withSingles(this.tree.root, this.of);
    const { places, findings } = this;
    const fallback = sheetPosition(this.file, SHEETS.unit);
    const value = {
      value: root,
      positionOf: (path: DataPath) => places.nearest(path, fallback),
      keyPositionOf: (path: DataPath) => places.nearest(path, fallback),
      hasLine: (key: string) => places.has(key),
    };
    const lostPaths = [...this.lost].flatMap((sheet) => pathsOnSheet(sheet, this.of));
    const draft = {
      ...value,
      speech: { of: this.of, names: this.keyNames },
      lostSheets: this.lost,
      // What stands around it is missing with it.
      isLost: (path: DataPath) =>
        lostPaths.some((lost) => lost.every((step, index) => index >= path.length || step === path[index])),
    };
    return { value: hasErrors(findings) ? null : value, findings, draft };
  }

  private unit(): void {
    const projects = new Map<string, number>();
    this.sheet(SHEETS.projects, (reader) => {
      for (const [name, index] of readProjects(reader, this.tree, this.places)) projects.set(name, index);
    });
    const known = this.lost.has(SHEETS.projects) ? null : projects;
    this.sheet(SHEETS.goals, (reader) => readGoals(reader, known, this.tree, this.places));
    const written = writtenNames(projects.keys());
    this.sheet(SHEETS.ledger, (reader) => this.ledger(withNames(readLedger(reader), written), reader));
  }

  /** All amounts of a final account stand on one sheet; a department's own are those of its budget. */
  private final(): void {
    const { of, tree, places } = this;
    if (isOfDepartment(of)) {
      this.sheet(SHEETS.members, (reader) => readMembers(reader, tree, places));
    } else {
      const projects = new Map<string, number>();
      this.sheet(SHEETS.projects, (reader) => {
        for (const [name, index] of readProjects(reader, tree, places, of)) projects.set(name, index);
      });
      const known = this.lost.has(SHEETS.projects) ? null : projects;
      this.sheet(SHEETS.evaluations, (reader) => readGoals(reader, known, tree, places, of));
    }
    this.sheet(SHEETS.finalLedger, (reader) => this.finalLines(readFinalLedger(reader), reader));
  }

  private finalLines(lines: readonly PlacedFinalLine[], reader: CellReader): void {
    const { findings, tree } = this;
    const before = findings.length;
    const add = (line: PlacedFinalLine, message: string, hint: string): void => {
      findings.push({ code: 'R08', severity: 'error', message, hint, position: line.position });
    };
    const isOwn = (line: PlacedFinalLine): boolean => line.place.path[0] === 'plan';
    for (const line of lines) {
      if (isOfDepartment(this.of) && !isOwn(line))
        add(
          line,
          `“${reader.sheet.name}”中填了${placeTitle(line.place)}，部门的由成员单位汇总。`,
          '删去这一行。',
        );
      if (isOwn(line) && tree.has(['budgetFrom']))
        add(line, '写了本年预算文件，又填了年初预算。', '二者只留一个。');
    }
    for (const line of clashesIn(lines))
      add(
        line,
        `${placeTitle(line.place)}既有 ${line.functionCode} 的总额，又有它的明细，无法并列。`,
        '只留一种。',
      );
    // What cannot stand beside each other has no tree; the rest of a sheet can be judged without a cell of it.
    if (findings.length > before) return;
    const { tree: amounts, paths } = treeOfFinal(lines);
    for (const [index, path] of paths.entries()) this.places.set(path, lines[index]!.position);
    for (const { path } of FINAL_PLACES) {
      const value = valueAt(amounts, path);
      if (value !== undefined) tree.put(path, value);
    }
    if (isOfDepartment(this.of)) return;
    // An account that spent nothing, and one without a budget, say so.
    if (!tree.has(['expenditure'])) tree.put(['expenditure'], {});
    const isPlanned = [['budgetFrom'], ['plan', 'budget'], ['plan', 'stated']].some((path) => tree.has(path));
    if (!isPlanned) tree.put(['plan', 'budget'], {});
    if (!tree.has(['prior'])) tree.put(['prior'], {});
  }

  private department(): void {
    this.sheet(SHEETS.members, (reader) => readMembers(reader, this.tree, this.places));
    this.sheet(SHEETS.notes, (reader) => readNotes(reader, this.tree, this.places));
    this.sheet(SHEETS.goals, (reader) => readGoals(reader, new Map(), this.tree, this.places, 'department'));
    if (this.workbook.sheets.some(({ name }) => name === SHEETS.ledger)) {
      this.sheet(SHEETS.ledger, (reader) => this.lastYear(readLedger(reader), reader));
    }
    const prior = this.tree.root.prior as Record<string, unknown> | undefined;
    if (prior?.none === undefined) return;
    // The switch stands for an empty last year.
    if (prior.none === true && prior.budget === undefined) prior.budget = {};
    delete prior.none;
    if (Object.keys(prior).length === 0) delete (this.tree.root as Record<string, unknown>).prior;
  }

  /** Last year of a department, where it stands in its file; this year's amounts are its members'. */
  private lastYear({ current, prior }: LedgerLines, reader: CellReader): void {
    const [own] = current;
    if (own) {
      this.findings.push({
        code: 'R08',
        severity: 'error',
        message: `“${reader.sheet.name}”中填了本年金额，部门的金额由成员单位汇总。`,
        hint: '清空“金额”一列；本年数填在成员单位的文件里。',
        position: own.position,
      });
    } else if (prior.length > 0) this.budget(prior, ['prior', 'budget']);
  }

  /** One sheet; `R02` when it is missing. */
  private sheet(name: string, read: (reader: CellReader) => void): void {
    const sheet: Sheet | undefined = this.workbook.sheets.find((candidate) => candidate.name === name);
    if (!sheet) {
      this.lost.add(name);
      this.findings.push({
        code: 'R02',
        severity: 'error',
        message: `缺少工作表“${name}”。`,
        hint: '请用发放的工作簿填写，不要删除工作表或改名；没有内容的工作表留空即可。',
        position: sheetPosition(this.file, name),
      });
      return;
    }
    const reader = new CellReader(this.file, sheet, this.workbook.is1904);
    read(reader);
    if (reader.findings.some(({ code }) => code === 'R02')) this.lost.add(name);
    if (sheet.isHidden && sheet.rows.length > 1) {
      const message = `工作表“${name}”是隐藏的，已照样读入。`;
      reader.report('R13', 1, 1, message, '请取消隐藏核对。', 'warning');
    }
    addAll(this.findings, reader.findings);
    addAll(this.findings, reader.notes());
  }

  private ledger({ current, prior }: LedgerLines, reader: CellReader): void {
    this.budget(current, ['budget']);
    const from = this.tree.has(['prior', 'from']);
    if (from && prior.length > 0) {
      this.findings.push({
        code: 'R08',
        severity: 'error',
        message: `写了上年文件，“${reader.sheet.name}”中又填了上年金额。`,
        hint: '二者只留一个：删去“单位信息”中的上年文件，或清空上年金额一列。',
        position: prior[0]!.position,
      });
      return;
    }
    if (from) return;
    const clashes = clashingLumps(prior);
    for (const line of clashes) {
      this.findings.push({
        code: 'R08',
        severity: 'error',
        message: `上年数既有 ${line.functionCode} 的总额，又有它的明细，无法并列。`,
        hint: '只留总额，或把总额拆到各行（写明项目名称和经济科目）。',
        position: (line as PlacedLine).position,
      });
    }
    // A unit without last year says so with an empty ledger; one that only states figures has none.
    const isStated = this.tree.has(['prior', 'stated']);
    if (clashes.length === 0 && !(isStated && prior.length === 0)) this.budget(prior, ['prior', 'budget']);
  }

  private budget(lines: readonly PlacedLine[], root: DataPath): void {
    const { tree, paths } = budgetOfLines(lines);
    this.tree.put(root, tree);
    for (const [index, path] of paths.entries()) this.places.set([...root, ...path], lines[index]!.position);
  }
}

/** Lists that may stand as their one text stand so. */
function withSingles(root: RawMap, of: FormOf): RawMap {
  const keys = formSheetsOf(of).flatMap((id) =>
    fieldsOf(id, of).flatMap(({ path, isOneOrMany }) => (isOneOrMany === true ? [path[0]!] : [])),
  );
  const single = (value: RawValue): RawValue =>
    Array.isArray(value) && value.length === 1 ? (value as readonly RawValue[])[0]! : value;
  return Object.fromEntries(
    Object.entries(root).map(([key, value]) => [
      key,
      keys.includes(key) && isRawMap(value)
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, single(each)]))
        : value,
    ]),
  );
}

/** Lines with their projects as the sheet 项目 writes them. */
function withNames({ current, prior }: LedgerLines, written: (typed: string) => string): LedgerLines {
  const named = (line: PlacedLine): PlacedLine =>
    line.project === null ? line : { ...line, project: written(line.project) };
  return { current: current.map(named), prior: prior.map(named) };
}

/** What the data of a sheet is called in a unit file, down to the first key that may be any. */
function pathsOnSheet(name: string, of: FormOf): DataPath[] {
  const whole = WHOLE_SHEETS[name];
  if (whole) return whole;
  const form = formSheetsOf(of).find((id) => SHEETS[id] === name);
  if (form === undefined) return [];
  return fieldsOf(form, of).map(({ path }) => {
    const free = path.findIndex((step) => step === ANY_KEY || step === ANY_ITEM);
    return free === -1 ? path : path.slice(0, free);
  });
}

const WHOLE_SHEETS: Readonly<Record<string, DataPath[]>> = {
  [SHEETS.ledger]: [['budget'], ['prior', 'budget']],
  [SHEETS.finalLedger]: FINAL_PLACES.map(({ path }) => path),
  [SHEETS.members]: [['members']],
  [SHEETS.notes]: [['projectNotes']],
  [SHEETS.projects]: [['projects']],
  [SHEETS.evaluations]: [['projects']],
  [SHEETS.goals]: [
    ['performance', 'unit'],
    ['performance', 'department'],
  ],
};

/** Cells by the path of the value in them. */
class CellPlaces {
  private readonly byPath = new Map<string, Position>();

  set(path: DataPath, position: Position): void {
    const key = JSON.stringify(path);
    // Of amounts that were added up, the first.
    if (!this.byPath.has(key)) this.byPath.set(key, position);
  }

  has(key: string): boolean {
    const prefix = JSON.stringify([key]).slice(0, -1);
    return [...this.byPath.keys()].some((path) => path === `${prefix}]` || path.startsWith(`${prefix},`));
  }

  /** The cell of a value, of something inside it, or of the nearest thing around it. */
  nearest(path: DataPath, fallback: Position): Position {
    for (let length = path.length; length > 0; length -= 1) {
      const here = path.slice(0, length);
      const exact = this.byPath.get(JSON.stringify(here));
      if (exact) return exact;
      const prefix = `${JSON.stringify(here).slice(0, -1)},`;
      for (const [key, position] of this.byPath) if (key.startsWith(prefix)) return position;
    }
    return fallback;
  }
}

function sheetPosition(file: string, sheet: string): Position {
  return { file, line: 1, column: 1, place: `${sheet}!A1` };
}
