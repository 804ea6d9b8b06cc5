import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Unit } from '../../src/books/unit.ts';
import { type HumanText, humanTexts, type TextField } from '../../src/kinds/human-texts.ts';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { packs } from './repository-packs.ts';
import { ROOT } from './sample.ts';

/*
 * Mutations of the clean demo unit: each operator makes one kind of defect of the disclosure rules, at every
 * place of the unit file where it can be made. A check is only worth something if it finds them all.
 */

/** A defect made at one place. */
export interface Mutation {
  readonly operator: string;
  readonly code: string;
  /** File and line, and what became of it. */
  readonly where: string;
  readonly files: ReadonlyMap<string, string>;
}

interface Operator {
  readonly name: string;
  readonly code: string;
  /** All defects of this kind in the demo unit. */
  readonly make: (
    demo: Demo,
  ) => Iterable<{ readonly where: string; readonly files: ReadonlyMap<string, string> }>;
}

const FOLDER = join(ROOT, 'data', 'demo');
const UNIT_FILE = '2025.yaml';
const LEDGER_FILE = '2025-ledger.csv';
/** Of operators that fit every text, so many places are taken, spread over the file. */
const PLACES = 40;

export interface Demo {
  readonly unit: Unit;
  readonly texts: readonly HumanText[];
  readonly files: ReadonlyMap<string, string>;
}

/** The demo unit with some of its files replaced, in memory. */
export function produceFiles(files: ReadonlyMap<string, string>): Promise<Production> {
  const read = async (path: string, label: string) => ({
    value: {
      file: label,
      text: files.get(basename(path)) ?? readFileSync(join(FOLDER, basename(path)), 'utf8'),
    },
    findings: [],
  });
  return produceReport(join(FOLDER, UNIT_FILE), UNIT_FILE, packs, read);
}

export async function loadDemo(): Promise<Demo> {
  const files = new Map(
    [UNIT_FILE, LEDGER_FILE].map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
  );
  const { loaded } = await produceFiles(files);
  const { unit } = loaded!;
  return { unit, texts: humanTexts(unit.data), files };
}

/** Every text of some fields, each changed on its line. */
function eachText(
  demo: Demo,
  fields: readonly TextField[] | null,
  change: (text: string) => string | null,
  places = Number.POSITIVE_INFINITY,
) {
  const texts = demo.texts.filter(({ field }) => fields === null || fields.includes(field));
  const step = Math.max(1, Math.floor(texts.length / places));
  return texts
    .filter((_, index) => index % step === 0)
    .flatMap((text) => {
      const changed = change(text.text);
      if (changed === null || changed === text.text) return [];
      return onLine(demo, UNIT_FILE, demo.unit.locator.positionOf(text.path), text.text, changed);
    });
}

function onLine(
  demo: Demo,
  file: string,
  place: { readonly line: number; readonly column: number },
  from: string,
  to: string,
) {
  const lines = demo.files.get(file)!.split('\n');
  const line = lines[place.line - 1]!;
  const at = line.indexOf(from, place.column - 1);
  if (at < 0) return [];
  lines[place.line - 1] = line.slice(0, at) + to + line.slice(at + from.length);
  const files = new Map(demo.files).set(file, lines.join('\n'));
  return [{ where: `${file}:${place.line} ${to.slice(0, 40)}`, files }];
}

/** Every match of a pattern in a file, replaced. */
function eachMatch(
  demo: Demo,
  file: string,
  pattern: RegExp,
  change: (match: RegExpMatchArray) => string | null,
) {
  const text = demo.files.get(file)!;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const to = change(match);
    if (to === null) return [];
    const mutated = text.slice(0, match.index) + to + text.slice(match.index + match[0].length);
    const line = text.slice(0, match.index).split('\n').length;
    return [{ where: `${file}:${line} ${to.slice(0, 40)}`, files: new Map(demo.files).set(file, mutated) }];
  });
}

const REASONS: readonly TextField[] = ['reason'];
const PROSE: readonly TextField[] = [
  'function',
  'basis',
  'allocation',
  'aim',
  'reason',
  'purpose',
  'otherMatter',
];
const SENTENCES: readonly TextField[] = ['function', 'basis', 'allocation', 'aim', 'otherMatter'];

export const OPERATORS: readonly Operator[] = [
  {
    name: '写入手机号码',
    code: 'F01',
    make: (demo) => eachText(demo, null, (text) => `${text}13900000000`, PLACES),
  },
  {
    name: '写入身份证号',
    code: 'F01',
    make: (demo) =>
      eachText(demo, PROSE, (text) => `${text.slice(0, 2)}号110101190003077271号${text.slice(2)}`, PLACES),
  },
  {
    name: '写入银行账号',
    code: 'F01',
    make: (demo) =>
      eachText(demo, PROSE, (text) => `${text.slice(0, 2)}号6222020000000000000号${text.slice(2)}`, PLACES),
  },
  {
    name: '写入电子邮箱',
    code: 'F01',
    make: (demo) => eachText(demo, null, (text) => `${text}a@example.com`, PLACES),
  },
  {
    name: '负责人写姓名',
    code: 'F01',
    make: (demo) => eachText(demo, ['leader', 'contact'], () => '王某某'.slice(0, 2)),
  },
  {
    name: '留下 XX',
    code: 'E09',
    make: (demo) => eachText(demo, PROSE, (text) => `${text.slice(0, 3)}XX${text.slice(3)}`, PLACES),
  },
  {
    name: '留下“增加（减少）”',
    code: 'E09',
    make: (demo) =>
      eachText(demo, null, (text) =>
        /增加|减少/.test(text) ? text.replace(/增加|减少/, '增加（减少）') : null,
      ),
  },
  {
    name: '写成“增加增加”',
    code: 'E09',
    make: (demo) =>
      eachText(demo, REASONS, (text) =>
        /增加|减少/.test(text) ? text.replace(/(增加|减少)/, '$1$1') : null,
      ),
  },
  {
    name: '写“本部门”',
    code: 'F02',
    make: (demo) => eachText(demo, PROSE, (text) => `本部门${text}`, PLACES),
  },
  {
    name: '半角逗号',
    code: 'F03',
    make: (demo) => eachText(demo, PROSE, (text) => (text.includes('，') ? text.replace('，', ',') : null)),
  },
  { name: '句号重复', code: 'F03', make: (demo) => eachText(demo, SENTENCES, (text) => `${text}。`) },
  {
    name: '句末没有句号',
    code: 'F03',
    make: (demo) => eachText(demo, SENTENCES, (text) => text.replace(/。$/, '')),
  },
  {
    name: '少一半引号',
    code: 'F03',
    make: (demo) =>
      eachText(demo, PROSE, (text) => (/[”》）]/.test(text) ? text.replace(/[”》）]/, '') : null)),
  },
  {
    name: '错别字',
    code: 'F05',
    make: (demo) =>
      eachText(demo, null, (text) =>
        /采购|部分|设备|绩效/.test(text)
          ? text
              .replace('采购', '彩购')
              .replace('部分', '部份')
              .replace('设备', '社备')
              .replace('绩效', '绩校')
          : null,
      ),
  },
  {
    name: '法律名称少一字',
    code: 'F05',
    make: (demo) =>
      eachMatch(
        demo,
        UNIT_FILE,
        /《中华人民共和国(.)(.)(.*?)》/g,
        ([, a, b, rest]) => `《中华人民共和国${b}${a}${rest}》`,
      ),
  },
  {
    name: '职能自带序号',
    code: 'F06',
    make: (demo) => eachText(demo, ['function'], (text) => `（一）${text}`),
  },
  {
    name: '比较符 ＞=',
    code: 'F04',
    make: (demo) =>
      eachText(demo, ['indicatorValue'], (text) =>
        /[≥≤]/.test(text) ? text.replace('≥', '＞=').replace('≤', '＜=') : null,
      ),
  },
  {
    name: '百分率超过 100%',
    code: 'F04',
    make: (demo) => eachMatch(demo, UNIT_FILE, /(率, value: )≥\d+(?:\.\d+)?%/g, ([, head]) => `${head}≥120%`),
  },
  {
    name: '旧的科目名称',
    code: 'D08',
    make: (demo) => eachText(demo, [...REASONS, 'purpose'], (text) => `${text}，医疗卫生与计划生育支出`),
  },
  {
    name: '以决算数比较',
    code: 'E08',
    make: (demo) => eachText(demo, REASONS, (text) => `与上年决算数相比，${text}`),
  },
  {
    name: '与前年比较',
    code: 'C16',
    make: (demo) => eachText(demo, REASONS, (text) => `与2023年相比，${text}`),
  },
  {
    name: '去年的文字',
    code: 'C16',
    make: (demo) => eachText(demo, SENTENCES, (text) => `完成2024年任务，${text}`),
  },
  {
    name: '别的地区的单位',
    code: 'C15',
    make: (demo) => eachText(demo, SENTENCES, (text) => `邻县社区教育服务中心${text}`),
  },
  { name: '删去原因', code: 'E05', make: (demo) => eachText(demo, REASONS, () => '略') },
  { name: '原因不完整', code: 'E05', make: (demo) => eachText(demo, REASONS, (text) => `${text}，以及`) },
  {
    name: '原因方向相反',
    code: 'E05',
    make: (demo) =>
      eachText(demo, REASONS, (text) =>
        /减少|压减|不再|未|无(?!障)/.test(text) ? '事项增多，故比上年增加' : '事项取消，故比上年减少',
      ),
  },
  {
    name: '批复后 30 日公开',
    code: 'A19',
    make: (demo) => eachMatch(demo, UNIT_FILE, /^approved: .*$/gm, () => 'approved: 2025-01-27'),
  },
  {
    name: '删去目标表',
    code: 'A17',
    make: (demo) => eachMatch(demo, UNIT_FILE, /^ {4}goal:\n(?: {6}.*\n)+/gm, () => ''),
  },
  {
    name: '分配金额多 1 万元',
    code: 'D11',
    make: (demo) =>
      eachMatch(
        demo,
        UNIT_FILE,
        /(allocation: (?:(?!{金额}).)*?)(\d+)(\.\d)?万元/g,
        ([, head, whole, fraction = '']) => `${head}${Number(whole) + 1}${fraction}万元`,
      ),
  },
  {
    name: '成本指标多 100 万元',
    code: 'D19',
    make: (demo) =>
      eachMatch(
        demo,
        UNIT_FILE,
        /≤(\d+(?:\.\d)?)万元, weight/g,
        ([, value]) => `≤${Number(value) + 100}万元, weight`,
      ),
  },
  {
    name: '数量指标差十倍',
    code: 'D19',
    make: (demo) =>
      eachMatch(
        demo,
        UNIT_FILE,
        /(编印社区教材数量|聘请教师授课课时|委托开发课程数量|购置课程资源库软件数量|补贴办学机构数量|开展科普讲座场次|举办社区演出场次|补贴社区文艺团队数量|修缮屋面和外墙面积|讲师授课课时|教师授课课时|发放教学用品数量)(, value: ≥)(\d+)/g,
        ([, name, middle, value]) => `${name}${middle}${value}0`,
      ),
  },
  {
    name: '分值少 3 分',
    code: 'D20',
    make: (demo) =>
      eachMatch(demo, UNIT_FILE, /weight: (\d+)/g, ([, value]) => `weight: ${Number(value) - 3}`),
  },
  {
    name: '分值写成百分数',
    code: 'D20',
    make: (demo) => eachMatch(demo, UNIT_FILE, /weight: (\d+)(?=[ ,}])/g, ([, value]) => `weight: ${value}%`),
  },
  {
    name: '目标表另起名称',
    code: 'F07',
    make: (demo) => eachMatch(demo, UNIT_FILE, /^ {4}goal:\n/gm, ([goal]) => `${goal}      name: 另一名称\n`),
  },
  {
    name: '预留超过采购总额',
    code: 'D14',
    make: (demo) => eachMatch(demo, UNIT_FILE, /(reserved\w+: )\d+/g, ([, head]) => `${head}99000000`),
  },
  {
    name: '货物采购多一位数',
    code: 'D15',
    make: (demo) => eachMatch(demo, UNIT_FILE, /(goods: )\d+/g, ([, head]) => `${head}3850000`),
  },
  {
    name: '编制数少一位',
    code: 'D22',
    make: (demo) =>
      [...eachMatch(demo, UNIT_FILE, /establishment: 60\n/g, () => 'establishment: 6\n')].map(
        ({ where, files }) => ({
          where,
          files: new Map(files).set(UNIT_FILE, files.get(UNIT_FILE)!.replace(/ {2}- 聘用人员5人.*\n/, '')),
        }),
      ),
  },
  {
    name: '人员增减写错',
    code: 'D22',
    make: (demo) =>
      eachMatch(
        demo,
        UNIT_FILE,
        /(count: \d+, change: )(-?\d+)/g,
        ([, head, change]) => `${head}${Number(change) + 4}`,
      ),
  },
  {
    name: '文字里人数写错',
    code: 'D22',
    make: (demo) =>
      eachText(demo, [...REASONS, 'otherMatter'], (text) =>
        text.replace(
          /((?:在职|退休|聘用)人员(?:增加|减少)?)(\d+)人/,
          (_, head, count) => `${head}${Number(count) + 3}人`,
        ),
      ),
  },
  {
    name: '删去车辆购置计划',
    code: 'D16',
    make: (demo) => eachMatch(demo, UNIT_FILE, /plannedVehicles: .*/g, () => 'plannedVehicles: {}'),
  },
  {
    name: '对应科目写错',
    code: 'C10',
    make: (demo) => eachMatch(demo, LEDGER_FILE, /,(30108|30109|30110|30111|30113),/g, () => ',30199,'),
  },
  {
    name: '经济科目不存在',
    code: 'B14',
    make: (demo) => eachMatch(demo, LEDGER_FILE, /,(30\d)\d\d,/g, ([, cls]) => `,${cls}97,`),
  },
  {
    name: '项目名称写错',
    code: 'D10',
    make: (demo) =>
      eachMatch(demo, LEDGER_FILE, /项目支出,([^,]+),/g, ([, name]) => `项目支出,${name}（续）,`),
  },
  {
    name: '删去主要用途',
    code: 'D05',
    make: (demo) => eachMatch(demo, UNIT_FILE, /^ {2}(20\d|210|221|223|229): (?!新增).*\n/gm, () => ''),
  },
  {
    name: '删去名词解释',
    code: 'A18',
    make: (demo) =>
      eachMatch(
        demo,
        UNIT_FILE,
        /glossary:\n([\s\S]*?) {2}- term: 单位资金\n.*\n/g,
        ([, before]) => `termsOfForm: false\nglossary:\n${before}`,
      ),
  },
  {
    name: '上年文件是前年的',
    code: 'E08',
    make: (demo) => [
      {
        where: '2024.yaml',
        files: new Map(demo.files).set(
          '2024.yaml',
          readFileSync(join(FOLDER, '2024.yaml'), 'utf8')
            .replace(/2024-/g, '2023-')
            .replace('year: 2024', 'year: 2023'),
        ),
      },
    ],
  },
  {
    name: '项目金额在文字里写错',
    code: 'D21',
    make: (demo) => eachText(demo, [...REASONS, 'purpose'], (text) => `${text}，社区科普教育活动16万元`),
  },
];

/** Whether a mutated demo unit is found out: its code is among the findings. */
export async function isFound({ code, files }: Mutation): Promise<boolean> {
  const { findings } = await produceFiles(files);
  return findings.some((finding) => finding.code === code);
}

export interface OperatorResult {
  readonly name: string;
  readonly code: string;
  readonly made: number;
  /** Places of the defects that no check found. */
  readonly missed: readonly string[];
}

/** Some of a list, its first and last among them and the others evenly between. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from(
    { length: count },
    (_, index) => all[Math.round((index * (all.length - 1)) / (count - 1))]!,
  );
}

/** Applies an operator at all its places, or at some of them, at least two. */
export async function runOperator(
  { name, code, make }: Operator,
  demo: Demo,
  places = Number.POSITIVE_INFINITY,
): Promise<OperatorResult> {
  const missed: string[] = [];
  const mutations = spread([...make(demo)], places);
  for (const { where, files } of mutations) {
    if (!(await isFound({ operator: name, code, where, files }))) missed.push(where);
  }
  return { name, code, made: mutations.length, missed };
}
