/** A unit of a district with the least that the Shanghai form asks for; figures invented. */
export const DISTRICT = `template: shanghai-unit-2025
year: 2025
date: 2025-02-20
amounts: 元
unit:
  name: 示例区档案馆
  region: 示例市示例区
  kind: 行政单位
  introduction: 示例区档案馆是区政府工作部门。
  functions: [保管档案。]
  offices: [办公室, 管理科]
budget: { 2012604: { basic: { 30101: 100000, 30217: 10500, 30231: 10500 } } }
prior:
  stated: { general: 121000, governmentFund: 0, stateCapital: 0, abroad: 0, vehiclePurchase: 0, vehicleRunning: 10500, reception: 10500 }
  execution: { fiscalIncome: 121000 }
purposes: { 201: 档案管理 }
performance: { goals: { count: 0, amount: 0 } }
procurement: { goods: 0, works: 0, services: 0 }
assets: { asOf: 2024-08-31, vehicles: { 其他用车: { count: 1 } }, equipmentOver1m: 0, plannedOver1m: 0 }
`;
