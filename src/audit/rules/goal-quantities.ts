import {
  type Counted,
  contradictionInWords,
  contradictionsIn,
  countedIn,
} from '../../check/counted-things.ts';
import type { Origin } from '../../document/tree.ts';
import { quoting } from '../../model/quoting.ts';
import type { AuditRule } from '../audit-rule.ts';
import type { GoalForm } from '../goal-forms.ts';
import { type ProjectText, publishedProjects } from '../published-projects.ts';

/** D19 数量一致: the same quantity in the allocation, the aim and the indicators of a project. */
export const goalQuantities: AuditRule = {
  codes: ['D19'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) => {
    // A self-evaluation states beside each aim what came of it.
    if (reading.document === '决算') return [];
    const { sections, alone } = publishedProjects(reading, published);
    const projects = [
      ...sections.map(({ name, fields, goal }) => ({ name, allocation: fields.get('allocation'), goal })),
      ...alone.map((goal) => ({ name: goal.project!, allocation: undefined, goal })),
    ];
    return projects.flatMap(({ name, allocation, goal }) =>
      contradictionsIn(sourcesOf(allocation, goal)).map((contradiction) => ({
        code: 'D19',
        severity: 'warning',
        ...quoting`项目“${name}”的同一数量不一致：${contradictionInWords(contradiction)}。`,
        hint: '核对哪一处正确，改成一致。',
        at: contradiction.stated.place,
      })),
    );
  },
};

function sourcesOf(allocation: ProjectText | undefined, goal: GoalForm | null): Counted<Origin | null>[][] {
  const counts = (goal?.indicators ?? []).filter(({ levels }) =>
    levels.some((level) => level.includes('数量')),
  );
  return [
    allocation ? countedIn(allocation.text, '资金分配情况', allocation.at) : [],
    goal ? countedIn(goal.words.get('aim') ?? '', '总体目标', goal.at) : [],
    counts.flatMap(({ name, value, at }) => countedIn(value, `指标“${name}”`, at, name)),
  ];
}
