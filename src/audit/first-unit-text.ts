import type { Origin } from '../document/tree.ts';
import type { AdoptedBudget, BudgetLine } from './adopt-budget.ts';
import type { AdoptedFacts } from './adopt-facts.ts';
import { type AdoptedPrior, priorText } from './adopt-prior.ts';
import type { AdoptedText, AdoptedTexts } from './adopt-texts.ts';
import type { GoalForm } from './goal-forms.ts';

/** What a report says, for a first unit file. */
export interface AdoptedReport {
  readonly facts: AdoptedFacts;
  readonly texts: AdoptedTexts;
  readonly prior: AdoptedPrior;
  /** The budget of the report's own year; null for a file of the year after. */
  readonly budget: AdoptedBudget | null;
  readonly template: string | null;
}

/**
 * A first unit file of what a report says, each value with a comment that says where it stands: for the year after, with
 * its figures as last year's; or for its own year, with its figures as the budget, to be named in `prior.from` later.
 */
export function firstUnitText({ facts, texts, prior, budget, template }: AdoptedReport): string {
  const { name, year } = facts;
  const isOwn = budget !== null;
  const lines = [
    `# 由 ${year ?? '上年'} 年公开的报告带入；没有带入的空着，填好后用 npm run check 核对。`,
    `template: ${template ?? '# 样式，例如 npm run pack 列出的'}`,
    `year: ${year === null ? '' : isOwn ? year : year + 1}`,
    'date: # 公开日期，如 2026-02-20',
    'amounts: 万元',
    '',
    ...unitLines(name, facts),
    '',
    ...(isOwn ? budgetLines(budget.lines) : ['budget: {} # 本年预算']),
    '',
    ...(isOwn
      ? ['prior: { budget: {} } # 上年预算，报告只写增减，请填写']
      : priorText(prior, '万元').trimEnd().split('\n')),
    '',
    ...reasonLines(texts, isOwn),
    '',
    ...purposeLines(texts),
    '',
    ...projectLines(texts),
    ...(texts.unitGoal ? ['performance:', '  unit:', ...unitGoalLines(texts.unitGoal)] : []),
    ...statedLines(facts, isOwn),
  ];
  return `${lines.join('\n').replace(/\n+$/, '')}\n`;
}

/** Always in quotes: no word of a report means anything to YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function comment(source: string): string {
  return source === '' ? '' : ` # ${source}`;
}

function placeOf(at: Origin | null): string {
  return at === null ? '' : (at.place ?? `第${at.line}行`);
}

function unitLines(name: string | null, facts: AdoptedFacts): string[] {
  const { functions, offices, subordinates, establishment, staff } = facts;
  const list = (field: string, items: readonly string[], source: string): string[] =>
    items.length === 0
      ? [`  ${field}: []`]
      : [`  ${field}:${comment(source)}`, ...items.map((item) => `    - ${quoted(item)}`)];
  return [
    'unit:',
    `  name: ${name === null ? '' : quoted(name)}`,
    '  kind: # 行政单位、参公事业单位、事业单位',
    ...list('functions', functions, '由报告的主要职能带入'),
    ...list('subordinates', subordinates, '由报告带入'),
    ...list('offices', offices, placeOf(staff.offices.at)),
    `  establishment: ${establishment ?? ''}${comment(placeOf(staff.establishment?.at ?? null))}`,
    ...(staff.groups.length === 0
      ? []
      : [
          `  staff:${comment(placeOf(staff.at))}`,
          ...staff.groups.map(
            ({ name: group, count, change }) =>
              `    ${quoted(group)}: { count: ${count}, change: ${change ?? 0} }`,
          ),
        ]),
  ];
}

function budgetLines(lines: readonly BudgetLine[]): string[] {
  if (lines.length === 0) return ['budget: {}'];
  const result = ['budget:'];
  const codes = [...new Set(lines.map(({ functionCode }) => functionCode))].sort();
  const amount = ({ economic, yuan, comment: said }: BudgetLine, indent: string): string =>
    `${indent}${economic}: ${yuan.div(10_000).toFixed()} # ${said}`;
  for (const code of codes) {
    const own = lines.filter(({ functionCode }) => functionCode === code);
    result.push(`  ${code}: # ${own[0]!.functionName}`);
    const basic = own.filter(({ project }) => project === null);
    if (basic.length > 0) result.push('    basic:', ...basic.map((line) => amount(line, '      ')));
    const projects = [...new Set(own.flatMap(({ project }) => project ?? []))];
    if (projects.length > 0) result.push('    project:');
    for (const project of projects)
      result.push(
        `      ${quoted(project)}:`,
        ...own.filter((line) => line.project === project).map((line) => amount(line, '        ')),
      );
  }
  return result;
}

/** Reasons of last year are no reasons of this one: in the file of the year after they are there to be read. */
function reasonLines({ reasons }: AdoptedTexts, isOwn: boolean): string[] {
  if (reasons.size === 0) return ['reasons: {}'];
  const line = (field: string, { text, source }: AdoptedText): string =>
    `${field}: ${quoted(text)}${comment(source)}`;
  const said: string[] = [];
  for (const group of ['', 'income.', 'items.']) {
    const own = [...reasons].filter(([field]) =>
      group === '' ? !field.includes('.') : field.startsWith(group),
    );
    if (own.length > 0 && group !== '') said.push(`  ${group.slice(0, -1)}:`);
    const indent = group === '' ? '  ' : '    ';
    for (const [field, text] of own) said.push(indent + line(field.slice(group.length), text));
  }
  return isOwn
    ? ['reasons:', ...said]
    : ['reasons: {} # 上年写的原因如下，供参考', ...said.map((each) => `# ${each}`)];
}

function purposeLines({ purposes }: AdoptedTexts): string[] {
  if (purposes.size === 0) return ['purposes: {}'];
  return [
    'purposes:',
    ...[...purposes].map(([code, { text, source }]) => `  ${code}: ${quoted(text)}${comment(source)}`),
  ];
}

function projectLines({ projects }: AdoptedTexts): string[] {
  if (projects.length === 0) return ['projects: []', ''];
  const lines = ['projects:'];
  for (const { name, fields, goal, order } of projects) {
    lines.push(`  - name: ${quoted(name)}`);
    for (const field of ['basis', 'allocation', 'bearer', 'period'] as const) {
      const said = fields.get(field);
      if (said) lines.push(`    ${field}: ${quoted(said.text)}${comment(said.source)}`);
      else if (field === 'basis' || field === 'allocation') lines.push(`    ${field}: # 报告没有说明`);
    }
    if (!goal) continue;
    lines.push(`    goal:${comment(placeOf(goal.at))}`);
    if (order !== null) lines.push(`      order: ${order}`);
    if (goal.project !== null && goal.project !== name) lines.push(`      name: ${quoted(goal.project)}`);
    lines.push(`      leader: ${quoted(goal.words.get('leader') ?? '')} # 写职务或科室，不写个人姓名`);
    lines.push(`      aim: ${quoted(goal.words.get('aim') ?? '')}`, ...indicatorLines(goal, '      '));
  }
  return [...lines, ''];
}

function unitGoalLines(goal: GoalForm): string[] {
  return [
    `    contact: ${quoted(goal.words.get('contact') ?? '')} # 写职务或科室；${placeOf(goal.at)}`,
    `    phone: ${quoted(goal.words.get('phone') ?? '')}`,
    `    aim: ${quoted(goal.words.get('aim') ?? '')}`,
    ...indicatorLines(goal, '    '),
    '',
  ];
}

function indicatorLines({ indicators }: GoalForm, indent: string): string[] {
  const lines: string[] = indicators.length > 0 ? [`${indent}indicators:`] : [];
  let [first, second] = ['', ''];
  for (const { levels, name, value, weight, more } of indicators) {
    const [one = '指标', two = one] = levels.filter((level) => level !== '');
    if (one !== first) lines.push(`${indent}  ${quoted(one)}:`);
    if (one !== first || two !== second) lines.push(`${indent}    ${quoted(two)}:`);
    [first, second] = [one, two];
    const fields = Object.entries({ name, value, weight: weight ?? '', ...more })
      .filter(([, text]) => text !== '')
      .map(([field, text]) => `${field}: ${quoted(text)}`);
    lines.push(`${indent}      - { ${fields.join(', ')} }`);
  }
  return lines;
}

/** Assets and purchases, each number with its place. */
function statedLines({ numbers, vehicles }: AdoptedFacts, isOwn: boolean): string[] {
  const note = isOwn ? '' : ' # 上年报告的数，请换成本年的';
  const of = (path: string): string[] => {
    const said = numbers.get(path);
    return said ? [`${path.split('.').at(-1)}: ${said.text}${comment(said.source)}`] : [];
  };
  const purchases = ['goods', 'works', 'services', 'reservedForSmallMedium', 'reservedForMicro'].flatMap(
    (field) => of(`procurement.${field}`),
  );
  const [area, value] = [numbers.get('assets.buildings.area'), numbers.get('assets.buildings.value')];
  const assets = [
    ...(area && value
      ? [`buildings: { area: ${area.text}, value: ${value.text} }${comment(area.source)}`]
      : []),
    ...(vehicles.size > 0 ? ['vehicles:'] : []),
    ...[...vehicles].map(
      ([kind, { count, value: worth, source }]) =>
        `  ${quoted(kind)}: { count: ${count}${worth === '' ? '' : `, value: ${worth}`} }${comment(source)}`,
    ),
    ...[
      'furniture',
      'other',
      'equipmentOver500k',
      'equipmentOver1m',
      'plannedOver500k',
      'plannedOver1m',
    ].flatMap((field) => of(`assets.${field}`)),
  ];
  return [
    ...(purchases.length > 0 ? [`procurement:${note}`, ...purchases.map((each) => `  ${each}`), ''] : []),
    ...(assets.length > 0 ? [`assets:${note}`, ...assets.map((each) => `  ${each}`)] : []),
  ];
}
