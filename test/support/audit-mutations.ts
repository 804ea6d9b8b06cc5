/** A defect put into the text of a report. */
export interface TextMutation {
  /** What kind of defect, as the report of the mutations counts them. */
  readonly kind: string;
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
  const put = (kind: string, at: number, line: string | null): void => {
    const changed =
      line === null
        ? lines.filter((_, index) => index !== at)
        : lines.map((each, index) => (index === at ? line : each));
    mutations.push({
      kind,
      text: changed.join('\n'),
      what: `${at + 1}: ${lines[at]!.slice(0, 60)} → ${(line ?? '').slice(0, 60)}`,
    });
  };
  const year = /(20\d\d)年/.exec(text)?.[1] ?? '2025';
  let isGoals = false;
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('〔')) isGoals = /绩效目标/.test(line);
    if (line.includes('\t')) {
      if (isGoals || !/^(?:\d|\t|[一二三四五六七八九十]、|\p{Script=Han})/u.test(line)) continue;
      for (const match of line.matchAll(AMOUNT)) {
        if (Number(match[0].replaceAll(',', '')) === 0) continue;
        const isTotal = /^\t*(?:合计|总计|收入总计|支出总计)/.test(line);
        put(isTotal ? '合计改一位' : '表中改一位', at, withDigit(line, match.index, match[0]));
      }
      if (/^\d{3}\t\d\d\t\d\d\t/.test(line) && AMOUNT.test(line)) put('漏一行', at, null);
      AMOUNT.lastIndex = 0;
      continue;
    }
    for (const match of line.matchAll(CHANGE)) {
      const amount = match.index + 2;
      put('变动额改一位', at, withDigit(line, amount, match[1]!));
      const rate = match.index + match[0].lastIndexOf(match[3]!);
      if (Number(match[3]) !== 0) put('变动率改一位', at, withDigit(line, rate, match[3]!));
      const turned = match[0].startsWith('增加') ? '减少' : '增加';
      if (Number(match[1]!.replaceAll(',', '')) !== 0)
        put('方向写反', at, line.slice(0, match.index) + turned + line.slice(amount));
      put(
        '单位写错',
        at,
        line.slice(0, amount) + match[1] + line.slice(amount + match[1]!.length).replace('万元', '元'),
      );
    }
    for (const match of line.matchAll(/(?<=[\p{Script=Han}）])(\d[\d,]*\.\d+)(?=万元，占(\d+\.\d+)%)/gu)) {
      if (Number(match[1]!.replaceAll(',', '')) === 0) continue;
      put('句中金额改一位', at, withDigit(line, match.index, match[1]!));
      const share = line.indexOf(match[2]!, match.index + match[1]!.length + 3);
      if (match[2] !== '100.00') put('占比改一位', at, withDigit(line, share, match[2]!));
    }
    if (/^　　/.test(line) && new RegExp(`${year}年(?:度)?(?:预算|收入|支出|财政|一般|“三公”)`).test(line)) {
      put('别的年度', at, line.replace(`${year}年`, `${Number(year) - 2}年`));
    }
    if (/主要原因是/.test(line)) put('原因空着', at, line.replace(/主要原因是[^。；]*/, '主要原因是'));
  }
  const prose = lines.findIndex((line) => line.startsWith('　　'));
  if (prose >= 0) {
    put('模板残留', prose, `${lines[prose]}XX项目增加（减少）。`);
    put('个人信息', prose, `${lines[prose]}联系电话13900000000。`);
  }
  return mutations;
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
