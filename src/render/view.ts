import type { CalendarDate } from '../kinds/field.ts';
import type { Chart } from '../model/chart.ts';
import type { ListEntry } from '../model/entry.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { Grid } from '../model/grid.ts';
import type { Money } from '../model/money.ts';

/*
 * What templates see. Optional values are explicit nulls, because a strict template treats an absent
 * value as a mistake. `view-shape.ts` describes the same structure for the check of templates; the
 * compiler keeps the two together.
 */

/** A measure that is not money (㎡), printed by the helper `measure`. */
export interface Measure {
  readonly value: Money;
}

export interface StaffView {
  readonly name: string;
  readonly count: number;
  /** The change without its sign. */
  readonly difference: number;
  readonly decreased: boolean;
}

export interface UnitView {
  readonly name: string;
  /** 行政区划. */
  readonly region: string | null;
  readonly introduction: string | null;
  /** It ends with a colon, and leads to the list of duties by itself. */
  readonly introductionLeads: boolean;
  readonly kind: string;
  readonly isAdministrative: boolean;
  readonly isReferenced: boolean;
  readonly isInstitution: boolean;
  readonly functions: readonly string[];
  readonly subordinates: readonly string[];
  readonly offices: readonly string[];
  /** Every office as a sentence, where any of them has one of its own; they make paragraphs, not a row of names. */
  readonly officeSentences: readonly string[] | null;
  readonly establishment: number;
  readonly staffTotal: number;
  readonly staff: readonly StaffView[];
}

/** A described project with its money. */
export interface ProjectView {
  readonly name: string;
  readonly basis: string;
  readonly allocation: string;
  readonly bearer: string;
  /** Null: the whole year. */
  readonly period: string | null;
  /** 一般公共预算 money of the project. */
  readonly general: Figure;
  readonly total: Figure;
  readonly hasGoal: boolean;
}

/** A merged cell: its text and how many rows it covers. */
export interface MergedCell {
  readonly text: string;
  readonly rows: number;
}

/** One 三级指标; the cells above it are null on rows that a merged cell already covers. */
export interface IndicatorView {
  readonly level1: MergedCell | null;
  readonly level2: MergedCell | null;
  readonly level1Name: string;
  readonly level2Name: string;
  readonly name: string;
  readonly value: string;
  readonly basis: string;
  readonly lastYear: string;
  readonly weight: string;
  readonly scoring: string;
  readonly evidence: string;
}

export interface UnitGoalView {
  readonly contact: string;
  readonly phone: string;
  readonly aim: string;
  readonly indicators: readonly IndicatorView[];
}

export interface ProjectGoalView {
  readonly id: string;
  /** The budget unit whose project it is. */
  readonly unitName: string;
  readonly name: string;
  readonly leader: string;
  readonly aim: string;
  readonly total: Figure;
  readonly fiscal: Figure;
  readonly other: Figure;
  readonly indicators: readonly IndicatorView[];
}

/** 编报绩效目标的项目: how many, and their money. */
export interface GoalTotalsView {
  readonly count: number;
  readonly amount: Figure;
}

export interface ProcurementView {
  readonly total: Figure;
  readonly goods: Figure;
  readonly works: Figure;
  readonly services: Figure;
  readonly reservedForSmallMedium: Figure;
  readonly reservedForMicro: Figure;
}

export interface VehicleView {
  readonly name: string;
  readonly count: number;
  readonly value: Figure;
}

export interface PlannedVehicleView {
  readonly name: string;
  readonly count: number;
}

export interface AssetsView {
  readonly asOf: CalendarDate;
  /** The date is the end of last year. */
  readonly isYearEnd: boolean;
  readonly buildingArea: Measure;
  readonly buildingValue: Figure;
  readonly vehicleCount: number;
  readonly vehicleValue: Figure;
  readonly vehicles: readonly VehicleView[];
  readonly furniture: Figure;
  readonly other: Figure;
  readonly equipmentOver500k: number;
  readonly equipmentOver1m: number;
  readonly plannedVehicleCount: number;
  readonly plannedVehicles: readonly PlannedVehicleView[];
  readonly plannedOver500k: number;
  readonly plannedOver1m: number;
}

/** Contracts of public procurement signed in the year of a final account. */
export interface ContractsView {
  readonly total: Figure;
  readonly goods: Figure;
  readonly works: Figure;
  readonly services: Figure;
  readonly reservedForSmallMedium: Figure;
  readonly reservedForMicro: Figure;
  /** Awarded to small and medium enterprises where it was reserved, of that to micro ones, and elsewhere. */
  readonly awardedInReserved: Figure;
  readonly awardedToMicro: Figure;
  readonly awardedElsewhere: Figure;
}

/** What was done with 三公经费: journeys, vehicles, guests. */
export interface VisitsView {
  readonly groups: number;
  readonly travellers: number;
  readonly travelPurpose: string | null;
  readonly vehiclesBought: number;
  readonly vehiclesHeld: number;
  readonly vehiclePurpose: string | null;
  readonly receptionPurpose: string | null;
  readonly domesticReception: Figure;
  readonly foreignReception: Figure;
  readonly abroadReception: Figure;
  readonly domesticBatches: number;
  readonly domesticPersons: number;
  readonly foreignBatches: number;
  readonly foreignPersons: number;
  readonly abroadBatches: number;
  readonly abroadPersons: number;
}

export interface ProjectsOfView {
  readonly count: number;
  readonly amount: Figure;
}

/** 预算绩效 of a final account. */
export interface EvaluationView {
  readonly systems: string | null;
  readonly goals: ProjectsOfView;
  readonly tracking: ProjectsOfView;
  readonly self: ProjectsOfView;
  readonly average: Measure | null;
  readonly grades: readonly { readonly name: string; readonly count: number }[];
  readonly problems: { readonly found: number; readonly corrected: number; readonly correcting: number };
}

/** What was corrected of the opening balance of a final account. */
export interface CorrectionsView {
  /** Without its sign. */
  readonly amount: Figure;
  readonly lowers: boolean;
  readonly reason: string | null;
}

/** Money of a project from some funds: opening budget, whole-year budget (A), spent (B). */
export interface SelfMoneyView {
  readonly planned: Figure;
  readonly wholeYear: Figure;
  readonly spent: Figure;
  /** B ÷ A in per cent; null of nothing budgeted. */
  readonly rate: Measure | null;
}

/** One 三级指标 of a self-evaluation; the cells above it are null on rows that a merged cell already covers. */
export interface AchievedView {
  readonly level1: MergedCell | null;
  readonly level2: MergedCell | null;
  readonly name: string;
  readonly nature: string;
  readonly value: string;
  readonly unit: string;
  readonly achieved: string;
  readonly weight: Measure;
  readonly points: Measure;
  readonly deviation: string;
}

/** 项目支出绩效自评表 of one project. */
export interface SelfEvaluationView {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly implementer: string;
  /** All of it, what the budgets of the government pay, 财政专户, own money. */
  readonly money: Readonly<Record<'total' | 'fiscal' | 'specialAccount' | 'own', SelfMoneyView>>;
  readonly executionWeight: number;
  readonly executionPoints: Measure;
  readonly execution: string;
  readonly aim: string;
  readonly outcome: string;
  readonly indicators: readonly AchievedView[];
  readonly weight: Measure;
  readonly score: Measure;
}

/** A public table and the sentence that stands in it when it is empty. */
export interface TableView {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** The number of the form beside the title (公开01表); null where it has none. */
  readonly form: string | null;
  readonly isWide: boolean;
  readonly isEmpty: boolean;
  /** Unit of its amounts, `万元`. */
  readonly amountUnit: string;
  /** The sentence of an empty table; null while there is money in it. */
  readonly emptySentence: string | null;
  readonly grid: Grid;
}

/** A body that a department is made of. */
export interface MemberView {
  readonly name: string;
  /** As the composition lists it. */
  readonly title: string;
  readonly kind: string;
  /** 本级. */
  readonly isHead: boolean;
  /** Without a budget of its own. */
  readonly isMerged: boolean;
  readonly remark: string | null;
  readonly offices: readonly string[];
}

/** How many bodies a department is made of. */
export interface MemberCountsView {
  readonly total: number;
  /** All but the department's own office. */
  readonly subordinate: number;
  readonly administrative: number;
  readonly referenced: number;
  readonly institution: number;
  /** Those with a budget of their own. */
  readonly budgeted: number;
  /** Those with projects that have goals. */
  readonly withGoals: number;
}

/** 项目经费情况说明 of one project. */
export interface ProjectNoteView {
  readonly title: string;
  readonly overview: string;
  readonly basis: string;
  readonly implementer: string;
  readonly plan: string;
  readonly period: string;
  readonly amount: Figure;
  /** What is said of the amount beside it; null for nothing. */
  readonly allocation: string | null;
  readonly goal: string;
}

export interface TermView {
  readonly term: string;
  readonly text: string;
}

export interface View {
  /** Print a cover, a table of contents. */
  readonly cover: boolean;
  readonly contents: boolean;
  readonly year: number;
  readonly priorYear: number;
  /** There was no budget at all last year: a body that is new. */
  readonly isFirstYear: boolean;
  readonly date: CalendarDate;
  readonly isDepartment: boolean;
  /** The pack's words for the level of this document. */
  readonly words: Readonly<Record<string, string>>;
  /** The choice for each option of the pack. */
  readonly options: Readonly<Record<string, string>>;
  /** Which of the pack's sections of one level this document has. */
  readonly parts: Readonly<Record<string, boolean>>;
  /** Of a department. */
  readonly members: readonly MemberView[];
  readonly memberCounts: MemberCountsView;
  readonly projectNotes: readonly ProjectNoteView[];
  readonly amountUnit: string;
  readonly unit: UnitView;
  readonly figures: Readonly<Record<string, Comparison>>;
  readonly lists: Readonly<Record<string, readonly ListEntry[]>>;
  /** By the names that the pack declares; null where this document does not print one. */
  readonly charts: Readonly<Record<string, Chart | null>>;
  readonly projects: readonly ProjectView[];
  readonly projectCount: number;
  readonly unitGoal: UnitGoalView | null;
  readonly projectGoals: readonly ProjectGoalView[];
  readonly goals: GoalTotalsView;
  readonly procurement: ProcurementView;
  readonly assets: AssetsView;
  /** Of a final account; null in a budget. */
  readonly contracts: ContractsView | null;
  readonly visits: VisitsView | null;
  readonly evaluation: EvaluationView | null;
  readonly selfEvaluations: readonly SelfEvaluationView[];
  readonly corrections: CorrectionsView | null;
  readonly otherMatters: readonly string[];
  readonly glossary: readonly TermView[];
  readonly tables: readonly TableView[];
}
