/** A defect put into the text of a report. */
export interface TextMutation {
  /** What kind of defect, as the report of the mutations counts them. */
  readonly kind: string;
  /** The rule that it breaks; others may find it too. */
  readonly rule: string;
  readonly text: string;
  /** What was there and what stands there now. */
  readonly what: string;
}

const AMOUNT = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+/g;
const CHANGE = /(?:增加|减少)(\d[\d,]*\.\d+)(万元)[，,](?:增长|下降)(\d+\.\d+)%/g;

/**
 * The defects that inspectors find, one by one, everywhere in the text where they can be made: a digit in a table, in a
 * sentence, a rate, a direction, a unit, a row, a year, a leftover, a telephone number.
 */
export function textMutations(text: string): TextMutation[] {
  const lines = text.split('\n');
  const mutations: TextMutation[] = [];
  const put = (kind: string, rule: string, at: number, line: string | null): void => {
    const changed =
      line === null
        ? lines.filter((_, index) => index !== at)
        : lines.map((each, index) => (index === at ? line : each));
    mutations.push({
      kind,
      rule,
      text: changed.join('\n'),
      what: `${at + 1}: ${lines[at]!.slice(0, 60)} → ${(line ?? '').slice(0, 60)}`,
    });
  };
  const year = /(20\d\d)年/.exec(text)?.[1] ?? '2025';
  let isGoals = false;
  let rule = 'B04';
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('〔')) {
      isGoals = /绩效/.test(line);
      rule = TABLE_RULES.find(([title]) => title.test(line))?.[1] ?? 'B04';
      if (!isGoals) for (const each of captionDefects(line)) put(each.kind, each.rule, at, each.line);
    }
    if (isGoals) for (const each of goalDefects(line)) put(each.kind, each.rule, at, each.line);
    if (line.includes('\t')) {
      if (isGoals || !/^(?:\d|\t|[一二三四五六七八九十]、|\p{Script=Han})/u.test(line)) continue;
      for (const match of line.matchAll(AMOUNT)) {
        if (Number(match[0].replaceAll(',', '')) === 0) continue;
        const isTotal = /^\t*(?:合计|总计|收入总计|支出总计)/.test(line);
        put(isTotal ? '合计改一位' : '表中改一位', rule, at, withDigit(line, match.index, match[0]));
      }
      if (/^\d{3}\t\d\d\t\d\d\t/.test(line) && AMOUNT.test(line)) {
        put('漏一行', 'B04', at, null);
        if (!/项目支出/.test(tableAbove(lines, at))) put('重复一行', 'B15', at, `${line}\n${line}`);
        put('名称写错', 'B14', at, line.replace(/(?<=\t)(\p{Script=Han})(\p{Script=Han})/u, '$2$1'));
        put('金额写成字', 'B13', at, line.replace(AMOUNT, '三万'));
      }
      AMOUNT.lastIndex = 0;
      continue;
    }
    for (const match of line.matchAll(CHANGE)) {
      const amount = match.index + 2;
      put('变动额改一位', 'E02', at, withDigit(line, amount, match[1]!));
      const rate = match.index + match[0].lastIndexOf(match[3]!);
      if (Number(match[3]) !== 0) put('变动率改一位', 'E02', at, withDigit(line, rate, match[3]!));
      const turned = match[0].startsWith('增加') ? '减少' : '增加';
      if (Number(match[1]!.replaceAll(',', '')) !== 0)
        put('方向写反', 'E01', at, line.slice(0, match.index) + turned + line.slice(amount));
      put(
        '单位写错',
        'E02',
        at,
        line.slice(0, amount) + match[1] + line.slice(amount + match[1]!.length).replace('万元', '元'),
      );
    }
    for (const match of line.matchAll(/(?<=[\p{Script=Han}）])(\d[\d,]*\.\d+)(?=万元，占(\d+\.\d+)%)/gu)) {
      if (Number(match[1]!.replaceAll(',', '')) === 0) continue;
      put('句中金额改一位', 'E07', at, withDigit(line, match.index, match[1]!));
      const share = line.indexOf(match[2]!, match.index + match[1]!.length + 3);
      if (match[2] !== '100.00') put('占比改一位', 'E07', at, withDigit(line, share, match[2]!));
    }
    if (/^　　/.test(line) && new RegExp(`${year}年(?:度)?(?:预算|收入|支出|财政|一般|“三公”)`).test(line)) {
      put('别的年度', 'C16', at, line.replace(`${year}年`, `${Number(year) - 2}年`));
    }
    for (const each of proseDefects(line)) put(each.kind, each.rule, at, each.line);
    if (/主要原因是/.test(line)) {
      put('原因空着', 'E09', at, line.replace(/主要原因是[^。；]*/, '主要原因是'));
      if (/(?:增加|减少)(?!0\.00)\d/.test(line))
        put('没有原因', 'E05', at, line.replace(/[，,]?[^，。]*主要原因是[^。]*/g, ''));
    }
  }
  const prose = lines.findIndex((line) => line.startsWith('　　'));
  if (prose >= 0) {
    put('模板残留', 'E09', prose, `${lines[prose]}XX项目增加（减少）。`);
    put('个人信息', 'F01', prose, `${lines[prose]}联系电话13900000000。`);
  }
  for (const [rule, words] of MATTERS) {
    if (!lines.some((line) => words.test(line))) continue;
    mutations.push({
      kind: '整节没有',
      rule,
      text: lines.filter((line) => line.includes('\t') || !words.test(line)).join('\n'),
      what: String(words),
    });
  }
  return mutations;
}

const TABLE_RULES: readonly (readonly [title: RegExp, rule: string])[] = [
  [/三公/, 'B09'],
  [/结转结余/, 'B11'],
  [/基本支出/, 'B06'],
  [/项目支出/, 'B10'],
  [/财政拨款收支|财政拨款收入支出|收支总|收支预算总|收入支出/, 'B01'],
  [/收入/, 'B07'],
  [/支出/, 'B05'],
];

const MATTERS: readonly (readonly [rule: string, words: RegExp])[] = [
  ['A01', /名词解释/],
  ['A14', /政府采购/],
  ['A15', /运行经费/],
  ['A16', /国有资产|资产占有/],
];

interface LineDefect {
  readonly kind: string;
  readonly rule: string;
  readonly line: string;
}

/** The title, unit and maker of a table. */
function captionDefects(line: string): LineDefect[] {
  const defects: LineDefect[] = [];
  const change = (kind: string, rule: string, from: RegExp, to: string): void => {
    if (from.test(line)) defects.push({ kind, rule, line: line.replace(from, to) });
  };
  change(
    '编制单位不同',
    'C15',
    /(?<=(?:编制|填报|预算)?(?:单位|部门)：)(?!万?元)\p{Script=Han}{4}/u,
    '某某某某',
  );
  change('金额单位不同', 'C14', /(?<=单位：)万元/, '元');
  change('编号不连续', 'A03', /(?<=〔表 )\d+/, '88');
  return defects;
}

/** Forms of goals. */
function goalDefects(line: string): LineDefect[] {
  const defects: LineDefect[] = [];
  const digit = (kind: string, rule: string, at: RegExp): void => {
    const found = at.exec(line);
    if (found && /[1-9]/.test(found[0]))
      defects.push({ kind, rule, line: withDigit(line, found.index, found[0]) });
  };
  digit('整体预算额', 'D17', /(?<=本级安排\t)\d+\.\d+/);
  digit('项目预算额', 'D18', /(?<=总额（万元）\t+)\d+\.\d+/);
  const weight = /(?<=(?:标准|计划|制度|调查)\t(?:[^\t]*\t)?)\d{1,2}(?=\t|$)/.exec(line);
  if (weight) {
    const end = weight.index + weight[0].length;
    const changed = line.slice(0, weight.index) + String(Number(weight[0]) + 1) + line.slice(end);
    defects.push({ kind: '分值', rule: 'D20', line: changed });
  }
  if (/≥/.test(line)) defects.push({ kind: '比较符', rule: 'F04', line: line.replace('≥', '＞=') });
  return defects;
}

/** Words and counts of sentences. */
function proseDefects(line: string): LineDefect[] {
  const defects: LineDefect[] = [];
  const digit = (kind: string, rule: string, at: RegExp): void => {
    const found = at.exec(line);
    if (found && /[1-9]/.test(found[0]))
      defects.push({ kind, rule, line: withDigit(line, found.index, found[0]) });
  };
  digit('实有人数', 'D22', /(?<=实有人数)\d+(?=人)/);
  digit('科室数', 'D22', /(?<=下设)\d+(?=个科室)/);
  digit('采购货物', 'D14', /(?<=政府采购货物预算)\d[\d,]*\.\d+/);
  if (/^　　.*“三公”经费.*比上年/.test(line)) {
    const found = /(?<=“三公”经费[^，。]*比上年[^，。]*(?:增加|减少))\d[\d,]*\.\d+(?=万元)/.exec(line);
    if (found && /[1-9]/.test(found[0]))
      defects.push({ kind: '合计变动', rule: 'E06', line: withDigit(line, found.index, found[0]) });
  }
  if (/^　　/.test(line) && line.length > 40) {
    defects.push({ kind: '重复句号', rule: 'F03', line: line.replace(/。/, '。。') });
    if (/本单位/.test(line))
      defects.push({ kind: '部门口径', rule: 'F02', line: line.replace('本单位', '本部门') });
  }
  return defects.filter((defect) => defect.line !== line);
}

/** The caption of the table that a line belongs to. */
function tableAbove(lines: readonly string[], at: number): string {
  return lines.slice(0, at).findLast((line) => line.startsWith('〔')) ?? '';
}

/** One digit of a number changed, the first that counts, never to a smaller count of digits. */
function withDigit(line: string, at: number, written: string): string {
  const place = written.search(/[1-9]/);
  const digit = Number(written[place]);
  const other = String(digit === 9 ? 8 : digit + 1);
  return (
    line.slice(0, at) +
    written.slice(0, place) +
    other +
    written.slice(place + 1) +
    line.slice(at + written.length)
  );
}
