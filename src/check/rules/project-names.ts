import { spendingOf } from '../../books/books.ts';
import type { Position } from '../../model/finding.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { placeOf } from '../place.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** A mention of a project ends with one of these. */
const MENTION = /[\p{Script=Han}、“”‘’·]{4,30}?(?:项目|经费)(?!计划|规划|管理|库)/gu;
const TAIL = /(?:专项资金|资金|专项|支出)?项目$/;
const SHORTEST_NAME = 5;
/** So much of a name in a mention, in order, makes it a mention of that project. */
const SAME = 0.75;
const SAME_BEGINNING = 0.65;

/** F07 项目名称唯一: another name in the goal table, and names in human text that are almost a project's. */
export const projectNames: Rule = checkedRule(
  {
    code: 'F07',
    title: '项目名称全文一致',
    meaning:
      '一个项目只有一种写法。目标表另起名称的、文字中写法相近而不同的，给出警告（由人判断是否同一项目）。',
    example: '“政务专项业务工作经费”与“政务专项工作经费”。',
    remedy: '全文改为同一名称。',
    source: 'SEED',
    severity: 'warning',
    needs: ['data', 'texts'],
  },
  (context) => {
    const { projects } = context.unit.data;
    const findings: RawFinding[] = projects.flatMap((project, index) => {
      const other = project.goal?.name;
      if (other === undefined || other === project.name) return [];
      return [
        {
          ...quoting`同一项目有两个名称：“${project.name}”，绩效目标表中是“${other}”。`,
          hint: '全文只用一个名称；删去 goal.name 即与项目名称一致。',
          path: ['projects', index, 'goal', 'name'],
        },
      ];
    });
    return [...findings, ...mentions(context)];
  },
);

function mentions({ unit, humanTexts }: CheckContext): RawFinding[] {
  const names = unit.data.projects.map(({ name }) => name);
  // Last year's projects have names of their own.
  const known = [...new Set([...names, ...spendingOf(unit, 'prior').flatMap((line) => line.project ?? [])])];
  const found = new Map<
    string,
    { readonly mention: string; readonly name: string; readonly places: Position[] }
  >();
  for (const text of humanTexts) {
    if (text.field === 'goalName' || text.field === 'codeName') continue;
    for (const match of text.text.matchAll(MENTION)) {
      for (const name of names) {
        const mention = alike(match[0], name, known);
        if (mention === null) continue;
        const place = placeOf(unit, text.path, mention);
        const same = found.get(mention);
        if (same) same.places.push(place);
        else found.set(mention, { mention, name, places: [place] });
        break;
      }
    }
  }
  return [...found.values()].map(({ mention, name, places }) => ({
    ...quoting`“${mention}”与项目“${name}”像是同一项目的两种写法${places.length > 1 ? `（共 ${places.length} 处）` : ''}。`,
    hint: `改为“${name}”；确是另一项目的，在 waivers 中写明。`,
    position: places[0]!,
  }));
}

/** The part of a mention that is almost the name, or null. */
function alike(mention: string, name: string, known: readonly string[]): string | null {
  if (name.length < SHORTEST_NAME || known.some((each) => mention.includes(each))) return null;
  const start = mention.indexOf(name.slice(0, 2));
  if (start < 0) return null;
  const whole = mention.slice(start);
  const said = whole.replace(TAIL, '');
  // The name may go on behind the word at which the mention was cut (…经费).
  if (name.startsWith(whole) || known.some((each) => each.startsWith(whole))) return null;
  const common = longestCommon(said, name);
  if (common / Math.max(said.length, name.length) >= SAME) return whole;
  let beginning = 0;
  while (beginning < said.length && said[beginning] === name[beginning]) beginning += 1;
  return beginning / name.length >= SAME_BEGINNING ? whole : null;
}

/** Length of the longest common subsequence. */
function longestCommon(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const character of a) {
    const next = [0];
    for (let index = 1; index <= b.length; index += 1) {
      next[index] =
        character === b[index - 1] ? row[index - 1]! + 1 : Math.max(row[index]!, next[index - 1]!);
    }
    row = next;
  }
  return row[b.length]!;
}
