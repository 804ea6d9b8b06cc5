/** One thing a project pays for: `['印制宣传手册', '册', '30202', 4, 12, 500, 8000]`. */
export type WorkItem = readonly [
  thing: string,
  measure: string,
  economicCode: string,
  leastPrice: number,
  mostPrice: number,
  leastCount: number,
  mostCount: number,
];

/** One kind of unit: what it is called, what it does and under which codes it is paid. */
export interface Trade {
  readonly name: string;
  readonly kind: string;
  readonly theme: string;
  /** 功能分类科目 of its basic expenditure. */
  readonly main: string;
  readonly projectFunctions: readonly string[];
  readonly duties: readonly string[];
  readonly work: readonly WorkItem[];
}

/** The words of invented units; in braces what is filled in. */
export interface Vocabulary {
  readonly notice: string;
  readonly city: string;
  readonly districts: readonly string[];
  readonly offices: readonly string[];
  readonly trades: readonly Trade[];
  readonly duties: readonly string[];
  readonly staffUp: readonly string[];
  readonly staffDown: readonly string[];
  readonly workUp: readonly string[];
  readonly workDown: readonly string[];
  readonly threeUp: readonly string[];
  readonly threeDown: readonly string[];
  readonly incomeUp: readonly string[];
  readonly incomeDown: readonly string[];
  /** By 功能分类 class of three digits. */
  readonly purposes: Readonly<Record<string, string>>;
  readonly bases: readonly string[];
  readonly projectNames: readonly string[];
  readonly aims: readonly string[];
  readonly unitAim: string;
  readonly periods: readonly string[];
  readonly otherMatters: readonly string[];
  /** Of departments: bodies without a budget of their own, and what pays for what is handed on. */
  readonly departments: {
    readonly mergedBody: string;
    readonly mergedRemark: string;
    /** Who pays 上级补助收入 from outside the department. */
    readonly outsidePayer: string;
    readonly duties: readonly string[];
  };
  /** Terms of the glossary that any unit may explain. */
  readonly extraTerms: readonly string[];
  readonly glossary: readonly (readonly [string, string])[];
}

/** The vocabulary from the text of the product's own file. */
export function parseVocabulary(text: string): Vocabulary {
  return JSON.parse(text) as Vocabulary;
}

/** Fills the braces of a phrase; unknown ones stay, they are the report's own. `{金额}` */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (brace, name: string) => values[name] ?? brace);
}
