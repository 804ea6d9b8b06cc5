import type { Indicators } from '../kinds/unit-file.ts';
import type { DataPath } from '../model/locator.ts';
import type { CheckContext } from './context.ts';

/** One table of goals, of the unit or of a project, with its place in the unit file. */
export interface GoalTable {
  readonly name: string;
  readonly project: string | null;
  readonly indicators: Indicators;
  readonly path: DataPath;
  readonly texts: readonly string[];
}

/** The goal tables of a unit: those of its projects, then its own. */
export function goalTables({ unit }: CheckContext): GoalTable[] {
  const whole = unit.data.performance.unit;
  const projects = unit.data.projects.flatMap((project, index): GoalTable[] => {
    const { goal } = project;
    if (!goal) return [];
    const texts = [goal.aim, ...Object.values(goal.defaults ?? {})].filter((text) => text !== undefined);
    return [
      {
        name: `项目“${project.name}”的目标表`,
        project: project.name,
        indicators: goal.indicators,
        path: ['projects', index, 'goal', 'indicators'],
        texts,
      },
    ];
  });
  if (!whole) return projects;
  const texts = [whole.aim, ...Object.values(whole.defaults ?? {})].filter((text) => text !== undefined);
  const path: DataPath = ['performance', 'unit', 'indicators'];
  return [
    ...projects,
    { name: '单位整体绩效目标表', project: null, indicators: whole.indicators, path, texts },
  ];
}
