/** A unit file with little in it, as an accountant would write it. */
export const UNIT_YAML = `template: xinjiang-2025
year: 2025
date: 2025-02-21
amounts: 万元
unit:
  name: 库尔勒某中心
  kind: 事业单位
  functions: [承担政务服务工作。]
  establishment: 5
  staff:
    在职: {count: 31, change: -1}
budget:
  2010350:
    basic:
      30101: 22.974
  2010399:
    project:
      办公场所租赁:
        30214: 103.98
prior:
  budget:
    2010350: {basic: 484.614}
    2010399: {project: 126.02}
  stated:
    reception: 2.89
purposes:
  201: 工资
projects:
  - name: 办公场所租赁
    basis: 租赁合同
    allocation: 租金103.98万元
procurement:
  goods: 90.00
  works: 0
  services: 13.27
  reservedForSmallMedium: 全额
  reservedForMicro: 全额
assets:
  buildings: {area: 0, value: 0}
  furniture: 17.30
  other: 61.10
  equipmentOver500k: 0
  equipmentOver1m: 0
  plannedOver500k: 0
  plannedOver1m: 0
`;

/** A text with parts replaced, in order; each must be there. */
export function edited(text: string, ...edits: readonly (readonly [string, string])[]): string {
  let result = text;
  for (const [from, to] of edits) {
    if (!result.includes(from)) throw new Error(`nothing to replace: ${from}`);
    result = result.replace(from, () => to);
  }
  return result;
}
