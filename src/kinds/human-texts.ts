import type { DataPath } from '../model/locator.ts';
import type { EntityData } from './entity-data.ts';
import type { Indicators } from './unit-file.ts';

/** What a text is for; some checks concern only some of them. */
export type TextField =
  | 'function'
  | 'office'
  | 'basis'
  | 'allocation'
  | 'bearer'
  | 'period'
  | 'goalName'
  | 'leader'
  | 'contact'
  | 'phone'
  | 'aim'
  | 'indicator'
  | 'indicatorValue'
  | 'lastYear'
  | 'indicatorNote'
  | 'reason'
  | 'purpose'
  | 'otherMatter'
  | 'glossary'
  | 'introduction'
  | 'note'
  | 'codeName';

/** A text that a person wrote into the unit file and that is printed. */
export interface HumanText {
  readonly path: DataPath;
  readonly text: string;
  readonly field: TextField;
  /** Name of the project it belongs to. */
  readonly project: string | null;
}

/** Every printed text of a unit file, in the order of the file's fields. */
export function humanTexts(data: EntityData): HumanText[] {
  return new Collector(data).run();
}

/** Every printed text that is a department's own; those of its members belong to the reports of the members. */
export function departmentTexts(data: EntityData): HumanText[] {
  return new Collector(data).ofDepartment();
}

/** Every printed text of a final account. */
export function finalTexts(data: EntityData): HumanText[] {
  return new Collector(data).ofFinal();
}

/** Every printed text of a department's final account that is its own. */
export function departmentFinalTexts(data: EntityData): HumanText[] {
  return new Collector(data).ofDepartmentFinal();
}

class Collector {
  private readonly texts: HumanText[] = [];
  private readonly data: EntityData;

  constructor(data: EntityData) {
    this.data = data;
  }

  run(): HumanText[] {
    const { data } = this;
    this.add('introduction', data.unit.introduction, 'unit', 'introduction');
    for (const [index, text] of data.unit.functions.entries())
      this.add('function', text, 'unit', 'functions', index);
    for (const [index, text] of data.unit.offices.entries())
      this.add('office', text, 'unit', 'offices', index);
    for (const [code, name] of Object.entries(data.codeNames)) this.add('codeName', name, 'codeNames', code);
    this.reasons();
    this.purposes();
    this.projects();
    this.unitGoal();
    for (const [index, text] of data.otherMatters.entries())
      this.add('otherMatter', text, 'otherMatters', index);
    for (const [index, { term, text }] of data.glossary.entries()) {
      this.add('glossary', term, 'glossary', index, 'term');
      this.add('glossary', text, 'glossary', index, 'text');
    }
    return this.texts;
  }

  ofFinal(): HumanText[] {
    this.run();
    return this.finals();
  }

  ofDepartmentFinal(): HumanText[] {
    this.ofDepartment();
    return this.finals();
  }

  private finals(): HumanText[] {
    const { threePublic, performance } = this.data.final ?? {};
    this.add('reason', this.data.final?.correctionsReason, 'correctionsReason');
    this.add('note', performance?.systems, 'performance', 'systems');
    this.evaluations();
    for (const purpose of ['travelPurpose', 'vehiclePurpose', 'receptionPurpose'] as const)
      this.add('purpose', threePublic?.[purpose], 'threePublic', purpose);
    return this.texts;
  }

  ofDepartment(): HumanText[] {
    const { unit, department, otherMatters, glossary } = this.data;
    this.add('introduction', unit.introduction, 'unit', 'introduction');
    for (const [index, text] of unit.functions.entries())
      this.add('function', text, 'unit', 'functions', index);
    this.reasons();
    this.purposes();
    this.unitGoal();
    for (const [index, note] of (department?.projectNotes ?? []).entries()) {
      for (const part of [
        'overview',
        'basis',
        'implementer',
        'plan',
        'period',
        'allocation',
        'goal',
      ] as const)
        this.addFor(note.project, part === 'period' ? 'period' : 'note', note[part], [
          'projectNotes',
          index,
          part,
        ]);
    }
    for (const [index, text] of otherMatters.entries()) this.add('otherMatter', text, 'otherMatters', index);
    for (const [index, { term, text }] of glossary.slice(0, department?.ownTerms ?? 0).entries()) {
      this.add('glossary', term, 'glossary', index, 'term');
      this.add('glossary', text, 'glossary', index, 'text');
    }
    return this.texts;
  }

  private add(field: TextField, text: string | undefined, ...path: DataPath): void {
    this.addFor(null, field, text, path);
  }

  private addFor(project: string | null, field: TextField, text: string | undefined, path: DataPath): void {
    if (text !== undefined && text !== '') this.texts.push({ path, text, field, project });
  }

  private reasons(): void {
    const collect = (value: unknown, path: DataPath): void => {
      if (typeof value === 'string') this.add('reason', value, ...path);
      else if (typeof value === 'object' && value !== null) {
        for (const [key, below] of Object.entries(value)) collect(below, [...path, key]);
      }
    };
    collect(this.data.reasons, ['reasons']);
  }

  private purposes(): void {
    for (const [code, value] of Object.entries(this.data.purposes)) {
      if (typeof value === 'string') this.add('purpose', value, 'purposes', code);
      else {
        for (const [fund, purpose] of Object.entries(value))
          this.add('purpose', purpose, 'purposes', code, fund);
      }
    }
  }

  private projects(): void {
    for (const [index, project] of this.data.projects.entries()) {
      const here: DataPath = ['projects', index];
      const add = (field: TextField, text: string | undefined, ...path: DataPath) =>
        this.addFor(project.name, field, text, [...here, ...path]);
      add('basis', project.basis, 'basis');
      add('allocation', project.allocation, 'allocation');
      add('bearer', project.bearer, 'bearer');
      add('period', project.period, 'period');
      const { goal } = project;
      if (!goal) continue;
      add('goalName', goal.name, 'goal', 'name');
      add('leader', goal.leader, 'goal', 'leader');
      add('aim', goal.aim, 'goal', 'aim');
      this.indicators(goal.indicators, goal.defaults, [...here, 'goal'], project.name);
    }
  }

  private evaluations(): void {
    for (const [index, { name, evaluation }] of (this.data.final?.projects ?? []).entries()) {
      if (evaluation === undefined) continue;
      const here: DataPath = ['projects', index, 'evaluation'];
      const add = (field: TextField, text: string | undefined, ...path: DataPath) =>
        this.addFor(name, field, text, [...here, ...path]);
      add('bearer', evaluation.department, 'department');
      add('bearer', evaluation.implementer, 'implementer');
      add('aim', evaluation.aim, 'aim');
      add('aim', evaluation.outcome, 'outcome');
      add('indicatorNote', evaluation.execution, 'execution');
      for (const { indicator, path } of indicatorPlaces(evaluation.indicators ?? {})) {
        const at: DataPath = ['indicators', ...path];
        add('indicator', indicator.name, ...at, 'name');
        add('indicatorValue', indicator.value, ...at, 'value');
        add('indicatorValue', indicator.achieved, ...at, 'achieved');
        add('indicatorNote', indicator.deviation, ...at, 'deviation');
      }
    }
  }

  private unitGoal(): void {
    const goal = this.data.performance.unit;
    if (!goal) return;
    const here: DataPath = ['performance', 'unit'];
    this.add('contact', goal.contact, ...here, 'contact');
    this.add('phone', goal.phone, ...here, 'phone');
    this.add('aim', goal.aim, ...here, 'aim');
    this.indicators(goal.indicators, goal.defaults, here, null);
  }

  private indicators(
    indicators: Indicators,
    defaults: Readonly<Record<string, string | undefined>> | undefined,
    here: DataPath,
    project: string | null,
  ): void {
    const add = (field: TextField, text: string | undefined, path: DataPath) =>
      this.addFor(project, field, text, [...here, ...path]);
    const notes = ['basis', 'scoring', 'evidence'] as const;
    for (const note of notes) add('indicatorNote', defaults?.[note], ['defaults', note]);
    for (const place of indicatorPlaces(indicators)) {
      const { indicator } = place;
      const path: DataPath = ['indicators', ...place.path];
      add('indicator', indicator.name, [...path, 'name']);
      add('indicatorValue', indicator.value, [...path, 'value']);
      add('lastYear', indicator.lastYear, [...path, 'lastYear']);
      for (const note of notes) add('indicatorNote', indicator[note], [...path, note]);
    }
  }
}

/** What stands under 一级指标 and 二级指标. */
type Grouped<T> = Readonly<Record<string, Readonly<Record<string, readonly T[]>>>>;

export interface IndicatorPlace<T = Indicators[string][string][number]> {
  readonly indicator: T;
  /** Path below `indicators`. */
  readonly path: DataPath;
  /** Names of 一级指标 and 二级指标. */
  readonly level1: string;
  readonly level2: string;
}

/** The indicators of a goal table one after another. */
export function indicatorPlaces<T>(indicators: Grouped<T>): IndicatorPlace<T>[] {
  return Object.entries(indicators).flatMap(([level1, groups]) =>
    Object.entries(groups).flatMap(([level2, group]) =>
      group.map((indicator, index) => ({ indicator, path: [level1, level2, index], level1, level2 })),
    ),
  );
}
