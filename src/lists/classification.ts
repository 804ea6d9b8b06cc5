/** The code lists of one year (功能分类 and 部门经济分类), with names that a data file may add. */
export interface Classification {
  readonly year: string;
  /** Names by code of 3 (类), 5 (款) and 7 (项) digits. */
  readonly functions: ReadonlyMap<string, string>;
  /** Names by code of 3 (类) and 5 (款) digits. */
  readonly economics: ReadonlyMap<string, string>;
}

/** Name of a functional code; the code itself when the list does not have it. `2010350` → 事业运行 */
export function functionName(classification: Classification, code: string): string {
  return classification.functions.get(code) ?? code;
}

/** Name of an economic code; the code itself when the list does not have it. `30101` → 基本工资 */
export function economicName(classification: Classification, code: string): string {
  return classification.economics.get(code) ?? code;
}

/** The same lists with names of a data file added; a name given there wins over the list. */
export function withNames(
  classification: Classification,
  names: Readonly<Record<string, string>>,
): Classification {
  if (Object.keys(names).length === 0) return classification;
  const functions = new Map(classification.functions);
  const economics = new Map(classification.economics);
  for (const [code, name] of Object.entries(names)) {
    // 功能分类 starts with 2, 经济分类 with 3 or 5.
    (code.startsWith('2') ? functions : economics).set(code, name);
  }
  return { ...classification, functions, economics };
}
