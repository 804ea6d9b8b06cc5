import { formatDecimal, type Money, printedValue } from '../model/money.ts';
import type { Random } from './random.ts';
import type { SampleProject } from './sample-ledger.ts';
import { fill, type Trade, type Vocabulary } from './vocabulary.ts';

/** Words that stay the same throughout one unit. */
export interface SamplePlace {
  readonly city: string;
  readonly district: string;
  readonly year: string;
}

/** The description and goals of one project; counts and amounts are those of the ledger. */
export function sampleProject(
  random: Random,
  project: SampleProject,
  trade: Trade,
  words: Vocabulary,
  place: SamplePlace,
) {
  const phrase = { ...place, trade: trade.theme, project: project.name };
  const parts = project.work.map(({ item: [thing, measure], count }) => `${thing}${count}${measure}`);
  return {
    name: project.name,
    basis: fill(random.pick(words.bases), phrase),
    allocation: `${project.work.map(({ amount }, index) => `${parts[index]}，${wan(amount)}万元`).join('；')}。`,
    ...(random.chance(50) ? { period: fill(random.pick(words.periods), phrase) } : {}),
    goal: goal(random, project, words, parts.join('，'), phrase),
  };
}

function goal(
  random: Random,
  { work }: SampleProject,
  words: Vocabulary,
  list: string,
  phrase: Readonly<Record<string, string>>,
) {
  const share = Math.floor(20 / work.length);
  const rest = 20 - share * work.length;
  const weight = (index: number) => share + (index === 0 ? rest : 0);
  const deadline = `${phrase.year}年${random.int(9, 12)}月${random.int(1, 30)}日前`;
  return {
    leader: random.pick(words.offices),
    aim: fill(random.pick(words.aims), { ...phrase, list }),
    defaults: { basis: '计划标准', scoring: '按照完成比例赋分', evidence: '工作资料' },
    indicators: {
      产出指标: {
        数量指标: work.map(({ item: [thing, measure], count }, index) => ({
          name: `${thing}数量`,
          value: `≥${count}${measure}`,
          weight: weight(index),
        })),
        质量指标: [{ name: '验收合格率', value: `≥${random.int(90, 99)}%`, weight: 10 }],
        时效指标: [{ name: '任务完成时间', value: deadline, weight: 10 }],
      },
      成本指标: {
        经济成本指标: work.map(({ item: [thing], amount }, index) => ({
          name: `${thing}费用`,
          value: `≤${wan(amount)}万元`,
          weight: weight(index),
        })),
      },
      效益指标: {
        社会效益指标: [{ name: '服务水平', value: '持续提升', weight: 20, scoring: '按评判等级赋分' }],
      },
      满意度指标: {
        满意度指标: [
          {
            name: '服务对象满意度',
            value: `≥${random.int(85, 98)}%`,
            weight: 20,
            scoring: '满意度赋分',
            evidence: '问卷调查',
          },
        ],
      },
    },
  };
}

/** An amount in 元 as texts write it in 万元: without needless zeros. `60000` → `6` */
function wan(yuan: Money): string {
  return formatDecimal(printedValue(yuan, '万元', 2), 2).replace(/\.?0+$/, '');
}
