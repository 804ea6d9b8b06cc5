import { FINAL_PLACES, placeTitle } from '../kinds/final-lines.ts';
import { projectTables } from '../kinds/form-fields.ts';
import { type FormOf, isOfDepartment, isOfFinal } from '../kinds/form-of.ts';
import {
  ANY_ITEM,
  ANY_KEY,
  type Field,
  INDICATOR_FIELDS,
  MEMBER_FIELDS,
  NOTE_FIELDS,
  SWITCH_WORDS,
} from '../kinds/schema-fields.ts';
import type { Finding } from '../model/finding.ts';
import { TRANSFER_KINDS as HANDED } from '../model/ledger.ts';
import type { DataPath } from '../model/locator.ts';
import { fieldsOf, NO_LAST_YEAR } from './form-rows.ts';
import { type FormSpeech, type KeyNames, recordOf } from './key-names.ts';
import { formSheetsOf, SHEETS } from './sheet-names.ts';

/*
 * Findings are written for who edits a unit file: they name a value by its path (`assets.vehicles`). Whoever fills in a
 * workbook sees sheets and lines; one table, made from what the workbook has, says what stands where.
 */

/** What a workbook has for a path of the unit file. */
interface Seat {
  readonly sheet: string;
  /** The line or the column; null for all of the sheet, or of several lines. */
  readonly label: string | null;
  /** Names that stand beside the line: 在职, 2010350. */
  readonly names: readonly string[];
  /** The record whose keys they are, where the pack gives them: `options`. */
  readonly record?: string | null;
  /** Several lines of one name. */
  readonly isGroup?: boolean;
}

/**
 * A finding on a cell of a workbook with sheets and lines in place of paths, in the message and in the remedy; any other
 * finding as it is.
 *
 * Example: `在 purposes 下补写 206: 用途。` → `在“说明”表填写“支出主要用途”一行，名称写“206”：用途。`
 */
export function speakOfSheets(finding: Finding, { of, names }: FormSpeech): Finding {
  const seats = seatsOf(of);
  const scope = finding.subject?.path ?? [];
  const said = (text: string): string => namedKeys(seats.translated(text, scope, names), names);
  return { ...finding, message: said(finding.message), hint: said(finding.hint) };
}

/** How remedies list the keys that may be written. */
const KEY_LISTS = /(?<=(?:可以用|用到的有)：)[^。]+/g;

/** Keys of the pack that a text quotes or lists, by their names. `是不是“officeWord”？` → 是不是“内设机构怎样称呼”？ */
function namedKeys(text: string, { all }: KeyNames): string {
  if (all.length === 0) return text;
  const known = new Map(all.map(({ key, name }) => [key, name]));
  const nameOf = (key: string): string => known.get(key) ?? key;
  return text
    .replace(/“([^“”]+)”/g, (_, quoted: string) => `“${nameOf(quoted)}”`)
    .replace(/“([^“”]+)”（\1）/g, '“$1”')
    .replace(KEY_LISTS, (list) => list.split('、').map(nameOf).join('、'));
}

type Groups = Readonly<Record<string, string | undefined>>;

const tables = new Map<FormOf, Seats>();

function seatsOf(of: FormOf): Seats {
  const known = tables.get(of) ?? new Seats(of);
  tables.set(of, known);
  return known;
}

const WORD = '[A-Za-z][A-Za-z0-9]*';
const STEP = '[A-Za-z0-9\\u3400-\\u9fff]+';
const PATH = `${WORD}(?:(?:\\.| 的 )${STEP})*`;
/** A path behind the title that it belongs to: `单位名称（unit.name）` */
const AFTER_TITLE = `（(?<titled>${WORD}(?:\\.[^（）]+)*)）`;
/** `在 purposes 下补写 206: 用途`, `在 glossary 中补写 term: 单位资金 和解释`, `在 threePublic 下填写 domestic.batches` */
const FILL = `在 (?<within>${PATH}) (?:下|中)(?:补写|填写|写) (?<key>[^\\s:：，。；（]+)(?:: (?<what>\\{[^}]*\\}|[^，。；（ ]*))?`;
/** `prior: { from: 上年的部门文件 }` */
const BRACED = `(?:写 )?(?<outer>${WORD}): \\{ (?<inner>${WORD}): (?<value>\\{\\}|[^{}]*?) ?\\}`;
/** `role: 本级` */
const PAIR = `(?:写 )?(?<left>${WORD}(?:\\.${STEP})*): (?<right>[^\\s，。；、{]+)`;
const BARE = `(?:文件(?:顶部|中)的 )?(?<![-./\\w])(?<bare>${WORD}(?:\\.${STEP})*)(?![-/+\\w]|\\.\\w)`;
const NAMED = new RegExp([AFTER_TITLE, FILL, BRACED, PAIR, BARE].join('|'), 'g');

/** What is said of notations that a workbook does not have. */
const NOTATIONS: readonly (readonly [string, string])[] = [
  ['true 或 false', '“是”或“否”'],
  ['，或用 ledgerFile 指明 CSV 文件', ''],
  ['请对照 README 或编辑器中的提示修改。', '请对照这一栏的填写提示修改。'],
  ['列表（每项以“- ”开头，或写成 [甲, 乙]）', '一项一行的内容'],
  ['“键: 值”的分组', '分开的几行'],
  ['；这是模板的写法的，改正 pack.yaml 的 change。', '；这是样式的写法的，请维护样式的人改正。'],
  ['；或改正 document。', '。'],
  ['付款方写 subsidyDown 或 remittedUp', `付款方的支出类型写“${HANDED.subsidyDown}”或“${HANDED.remittedUp}”`],
];

/** A sheet that is asked for as a whole, and what a line of it is. */
const WHOLE_SHEET = /补上 ?“([^”]+)”表(?=[。；]|$)/g;
const LINES: Readonly<Record<string, string>> = {
  [SHEETS.members]: '每个成员一行',
  [SHEETS.ledger]: '每笔预算一行',
  [SHEETS.finalLedger]: '每个金额一行',
  [SHEETS.projects]: '每个项目一行',
  [SHEETS.notes]: '每个项目一行',
  [SHEETS.goals]: '每个三级指标一行',
  [SHEETS.evaluations]: '每个三级指标一行',
};

/** Several lines of one sheet: the sheet is said once. */
const LISTED = /“([^”]+)”表的“[^”]+”(?:、“\1”表的“[^”]+”)+/g;

class Seats {
  private readonly of: FormOf;
  private readonly fields: readonly (readonly [DataPath, Seat])[];

  constructor(of: FormOf) {
    this.of = of;
    const lines = formSheetsOf(of).flatMap((id) =>
      fieldsOf(id, of).flatMap(({ path, label, itemName }) => {
        const seat = { sheet: SHEETS[id], label, names: [], record: recordOf({ path }) };
        // The name of an item stands beside its text: 名词 and 解释.
        const named = itemName === null ? [] : [[[...path.slice(0, -1), itemName], seat] as const];
        return [[path, seat] as const, ...named];
      }),
    );
    const columns = (root: DataPath, sheet: string, fields: readonly Field[]) =>
      fields.map((field) => [[...root, ...field.path], { sheet, label: field.label, names: [] }] as const);
    const { projects, indicators, below } = projectTables(of);
    const goals = ['performance', of === 'department' ? 'department' : 'unit'];
    const ledger = isOfFinal(of) ? SHEETS.finalLedger : SHEETS.ledger;
    this.fields = [
      ...lines,
      ...(!isOfDepartment(of)
        ? [
            ...columns(['projects', ANY_ITEM], SHEETS.projects, projects),
            ...columns(
              ['projects', ANY_ITEM, below, 'indicators', ANY_KEY, ANY_KEY, ANY_ITEM],
              isOfFinal(of) ? SHEETS.evaluations : SHEETS.goals,
              indicators,
            ),
          ]
        : [
            ...columns(['members', ANY_ITEM], SHEETS.members, MEMBER_FIELDS),
            ...columns(['projectNotes', ANY_ITEM], SHEETS.notes, NOTE_FIELDS),
          ]),
      ...(isOfFinal(of)
        ? FINAL_PLACES.map((place): [DataPath, Seat] => [
            place.path,
            { sheet: ledger, label: placeTitle(place), names: [] },
          ])
        : columns([...goals, 'indicators', ANY_KEY, ANY_KEY, ANY_ITEM], SHEETS.goals, INDICATOR_FIELDS)),
      ...(of === 'department'
        ? [[['prior', 'budget'], { sheet: SHEETS.unit, label: NO_LAST_YEAR.label, names: [] }] as const]
        : []),
      [['budget'], { sheet: ledger, label: null, names: [] }],
      [['prior', 'budget'], { sheet: ledger, label: '上年金额', names: [] }],
    ];
  }

  translated(text: string, scope: DataPath, names: KeyNames): string {
    const plain = NOTATIONS.reduce((said, [from, to]) => said.replaceAll(from, to), text);
    const named = plain.replace(
      NAMED,
      (all, ...rest) => this.named(rest.at(-1) as Groups, scope, names) ?? all,
    );
    const said = named
      .replace(LISTED, (list, sheet) => list.replaceAll(`、“${sheet}”表的`, '、'))
      .replace(WHOLE_SHEET, (_, sheet: string) => `填写“${sheet}”表，${LINES[sheet] ?? '写在“内容”一列'}`);
    // A space stands around what is written in Latin letters only.
    return said === text
      ? text
      : said.replace(/(?<=[\u3000-\u9fff“”）：]) (?=“)|(?<=”表?) (?=[\u3000-\u9fff“])/g, '');
  }

  /** What stands for a place of the text; null where it is no path of this file. */
  private named(found: Groups, scope: DataPath, known: KeyNames): string | null {
    const { titled, within, key, what, outer, inner, value, left, right, bare } = found;
    if (titled !== undefined) return this.find(steps(titled), scope) && '';
    if (within !== undefined) return this.fill(steps(within), key!, what, scope, known);
    if (outer !== undefined) return this.pair([outer, inner!], value!, scope, known);
    if (left !== undefined) return this.pair(steps(left), right!, scope, known);
    const seat = this.find(steps(bare!), scope);
    return seat && placeWords(seat, known);
  }

  private fill(
    path: DataPath,
    key: string,
    what: string | undefined,
    scope: DataPath,
    known: KeyNames,
  ): string | null {
    const named = this.find([...path, ...steps(key)], scope);
    const seat = named ?? this.find(path, scope);
    if (seat === null) return null;
    if (seat.label === null) return `在“${seat.sheet}”表填写`;
    // The key of an item of a list is a column of its own: the term of a glossary.
    const names = named === null && what !== undefined ? [what] : namesOf(seat, known);
    const content = named === null || what === undefined || what.startsWith('{') ? '' : `：${what}`;
    const beside = names.length > 0 ? `，名称写“${names.join('”“')}”` : '';
    return `在“${seat.sheet}”表填写“${seat.label}”${seat.isGroup ? '各行' : '一行'}${beside}${content}`;
  }

  private pair(path: DataPath, what: string, scope: DataPath, known: KeyNames): string | null {
    const seat = this.find(path, scope);
    if (seat === null || what === '…') return seat && placeWords(seat, known);
    return `${placeWords(seat, known)}写“${what === '{}' ? SWITCH_WORDS.true : what}”`;
  }

  /** The seat of a path, or of what the path means where the finding stands: the nearest around it. */
  private find(path: DataPath, scope: DataPath): Seat | null {
    const whole = this.at([], path);
    if (whole) return whole;
    for (let length = scope.length; length > 0; length -= 1) {
      const around = scope.slice(0, length);
      const found = this.at(around, path) ?? this.at([...around, 0], path);
      if (found) return found;
    }
    return isOfDepartment(this.of) ? this.at(['members', 0], path) : null;
  }

  private at(around: DataPath, below: DataPath): Seat | null {
    const path = [...around, ...below];
    const fits = ([pattern]: readonly [DataPath, Seat]): boolean =>
      path.length <= pattern.length &&
      pattern[around.length] === below[0] &&
      path.every((step, index) => isStep(pattern[index]!, step));
    const all = this.fields.filter(fits);
    const exact = all
      .filter(([pattern]) => pattern.length === path.length || isItemOf(pattern, path))
      .sort(([a], [b]) => freeSteps(a) - freeSteps(b))[0];
    const [first] = exact ? [exact] : all;
    if (!first) return null;
    const [pattern, seat] = first;
    if (exact) return { ...seat, names: path.filter((_, index) => pattern[index] === ANY_KEY).map(String) };
    const group = all.filter(([, { sheet }]) => sheet === seat.sheet).map(([, { label }]) => label ?? '');
    return { sheet: seat.sheet, label: commonLabel(group), names: [], isGroup: new Set(group).size > 1 };
  }
}

function freeSteps(pattern: DataPath): number {
  return pattern.filter((step) => step === ANY_KEY || step === ANY_ITEM).length;
}

/** A list whose items are one line each. */
function isItemOf(pattern: DataPath, path: DataPath): boolean {
  return pattern.length === path.length + 1 && [ANY_ITEM, ANY_KEY].includes(String(pattern.at(-1)));
}

function isStep(pattern: string | number, step: string | number): boolean {
  if (pattern === ANY_ITEM) return typeof step === 'number' || /^\d+$/.test(step);
  return pattern === ANY_KEY || pattern === step;
}

/** What names have in common up to a dot: 车辆·辆数 and 车辆·价值 → 车辆 */
function commonLabel(labels: readonly string[]): string | null {
  const parts = labels.map((label) => label.split('·'));
  const [first = []] = parts;
  if (labels.every((label) => label === labels[0])) return labels[0] || null;
  const shared = first.filter((part, index) =>
    parts.every((each) => each[index] === part && each.length > index + 1),
  );
  return shared.length > 0 ? shared.join('·') : null;
}

function namesOf({ names, record }: Seat, known: KeyNames): readonly string[] {
  return record ? names.map((name) => known.nameOf(record, name)) : names;
}

function placeWords(seat: Seat, known: KeyNames): string {
  const { sheet, label } = seat;
  const names = namesOf(seat, known);
  const named = names.length > 0 ? `${names.map((name) => `“${name}”`).join('')}一行` : '';
  return label === null ? `“${sheet}”表` : `“${sheet}”表的“${label}”${named}`;
}

function steps(path: string): DataPath {
  return path.split(/\.| 的 /);
}
