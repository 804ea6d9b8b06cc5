import { join } from 'node:path';
import { ROOT_FOLDER } from './folders.ts';
import type { BranchSample } from './template-branches.ts';

/*
 * What the samples of budgets do not print, in small variants of them: every branch of the two budget packs is gone through
 * by one of these. Some are drafts, which print what a rule forbids to publish.
 */

type Edits = NonNullable<BranchSample['edits']>;

const at = (file: string, ...edits: Edits): BranchSample => ({ file: join(ROOT_FOLDER, file), edits });

const NEW = 'templates/xinjiang-2025/test/new-unit.yaml';
const BUDGET = '  2010350: { basic: { 30101: 12.345, 30201: 1.5 } }\n';
const NO_PRIOR = 'prior: { budget: {} }\n';
const REASONS = `reasons:
  income: { 一般公共预算: 新设单位 }
  basic: 新设单位
  items: { 2010350: 新设单位 }
  operatingCost: 新设单位
`;
const choosing = (options: string): Edits[number] => ['amounts: 万元\n', `amounts: 万元\n${options}\n`];
const spending = (lines: string): Edits[number] => [BUDGET, `${lines}\n`];
/** Reasons for whatever changes. */
const WHY: Edits[number] = [
  REASONS,
  `reasons:
  income: { 一般公共预算: 工作调整, 政府性基金预算: 工作调整, 国有资本经营预算: 工作调整, 单位资金: 工作调整, 非财政拨款结转结余: 工作调整 }
  basic: 工作调整
  project: 工作调整
  generalProject: 工作调整
  items: { 2010350: 工作调整 }
  abroad: 出访计划调整
  vehiclePurchase: 更新车辆
  vehicleRunning: 行驶里程变化
  reception: 接待批次变化
  operatingCost: 工作调整
`,
];
/** Nothing changes, and nothing is said of it. */
const NO_WHY: Edits[number] = [REASONS, ''];
const PROJECT = `projects:
  - { name: 信息系统, basis: 信息化规划。, allocation: '开发费{金额}。' }
`;
/** Last year and this year of “三公” and a basic salary, by economic code. */
const years = (before: string, now: string, why = WHY): Edits => [
  spending(`  2010350: { basic: { 30101: 12.00, ${now} } }`),
  [NO_PRIOR, `prior: { budget: { 2010350: { basic: { 30101: 12.00, ${before} } } } }\n`],
  why,
];

export const XINJIANG_BUDGETS: readonly BranchSample[] = [
  at('data/demo/2024.yaml'),
  at('data/demo/2025.yaml'),
  at('data/kuerle.yaml'),
  at('data/demo/education/department.yaml'),
  at(NEW),
  // Cover, contents, one subordinate, one office with its duties; duties by other numbers.
  at(
    NEW,
    [
      'amounts: 万元\n',
      'amounts: 万元\ncover: true\ncontents: true\noptions: { duties: 1、, officeWord: 处室, establishment: 不写 }\n',
    ],
    [
      'functions: [承担新设事务。]',
      'functions: [承担新设事务。, 完成交办的其他任务。]\n  subordinates: [示例县服务站]\n  offices: [综合室。负责综合事务。]',
    ],
  ),
  at(NEW, choosing('options: { duties: 1., officeWord: 股室, staff: 在职、离休、退休 }'), [
    'functions: [承担新设事务。]',
    'functions: [承担新设事务。]\n  offices: [综合室。负责综合事务。, 业务室。负责业务。]',
  ]),
  at(
    NEW,
    choosing(
      'options: { duties: 合成一段, officeWord: 内设机构, staff: 单位文件的类别和次序, newAmount: 不写 }',
    ),
    ['functions: [承担新设事务。]', 'functions: [承担新设事务。, 完成交办的其他任务。]\n  offices: [综合室]'],
  ),
  at('data/demo/2025.yaml', [
    'ledgerFile: 2025-ledger.csv\n',
    'ledgerFile: 2025-ledger.csv\noptions: { charts: 印, attachedData: 附 }\n',
  ]),
  // Money of one kind alone.
  at(NEW, spending('  2010350: { fund: 政府性基金预算, basic: { 30101: 12.345, 30201: 1.5 } }'), WHY),
  at(NEW, spending('  2010350: { fund: 国有资本经营预算, basic: { 30101: 12.345, 30201: 1.5 } }'), WHY),
  at(
    NEW,
    spending(
      '  2010350: { basic: { 30101: { 其他收入: 12.345 }, 30201: { carryover: { 其他收入: 1.50 } } } }',
    ),
    WHY,
  ),
  at(NEW, spending('  2010350: { basic: { 30101: 12.345 } }'), WHY, [
    'purposes: { 201: 人员工资和日常办公 }\n',
    '',
  ]),
  at(
    NEW,
    spending('  2010350: { basic: { 30101: 12.00, 30201: { carryover: { 一般公共预算: 1.50 } } } }'),
    WHY,
  ),
  at(NEW, spending('  2010350: { basic: { 30201: 1.50 } }'), WHY),
  at(NEW, spending('  2010350: { project: { 信息系统: { 31007: 5.00 } } }'), WHY, [
    'purposes:',
    `${PROJECT}purposes:`,
  ]),
  at(
    NEW,
    spending(
      '  2010350: { basic: { 30101: 12.345 }, subsidyDown: { 示例县服务站: { 其他收入: 5.00 } }, remittedUp: { 示例县主管局: { 其他收入: 2.00 } } }',
    ),
    WHY,
  ),
  // “三公” as a whole as last year, its parts not; and the whole more, less, new and gone.
  at(NEW, ...years('30212: 2.00, 30217: 1.00, 30231: 3.00', '30212: 1.00, 30217: 2.00, 30231: 3.00')),
  at(NEW, ...years('30212: 2.00', '30217: 2.00')),
  at(NEW, ...years('30217: 2.00', '30217: 2.00', NO_WHY), choosing('options: { noChange: 增加0.00万元 }')),
  at(NEW, ...years('30217: 2.00', '30217: 2.00', NO_WHY), choosing('options: { noChange: 持平 }')),
  at(NEW, ...years('30202: 2.00', '30202: 2.00', NO_WHY), choosing('options: { noChange: 增加0.00万元 }')),
  at(NEW, ...years('30202: 2.00', '30202: 2.00', NO_WHY), choosing('options: { noChange: 持平 }')),
  at(NEW, ...years('30217: 2.00', '30217: 1.50')),
  at(NEW, ...years('30217: 2.00', '30202: 1.50')),
  at(NEW, ...years('30202: 2.00', '30217: 1.50')),
  at(NEW, ...years('30202: 2.00', '30217: 1.50'), choosing('options: { newAmount: 不写 }')),
];

const SEVERAL = 'templates/shanghai-unit-2025/test/several-funds.yaml';
const OFFICES = '  offices: [办公室, 教务科]\n';
const FUNDS = `  2050499:
    basic:
      30101: 800000
      30201: 60000
      30231: { 一般公共预算: 12000, 事业收入: 3000 }
    project: { 课程建设: { 30226: { 财政专户: 150000 } } }
  2120899:
    fund: 政府性基金预算
    project: { 校舍修缮: { 31006: 400000 } }
`;
const STATED = `  budget:
    2050499: { basic: 1000000 }
  stated: { abroad: 0, vehiclePurchase: 0, vehicleRunning: 20000, reception: 0 }
`;
const chosen = (options: string): Edits[number] => ['amounts: 元\n', `amounts: 元\n${options}\n`];
/** Last year's budget, what of it was carried out, and this year's. */
const shanghaiYears = (before: string, execution: string, now: string): Edits => [
  [FUNDS, `  2050499: { basic: { ${now} } }\n`],
  [STATED, `  budget:\n    2050499: { basic: { ${before} } }\n  execution: { fiscalIncome: ${execution} }\n`],
];

export const SHANGHAI_BUDGETS: readonly BranchSample[] = [
  at('data/putuo-commerce.yaml'),
  at('data/departments/putuo-commerce-2025.yaml'),
  at('data/finals/demo-budget-2025.yaml'),
  at('data/demo/2024.yaml'),
  at('data/demo/2025.yaml'),
  at('data/demo/education/department.yaml'),
  at(SEVERAL),
  // A department whose own part names no offices.
  at('data/demo/education/department.yaml', [
    '{ from: learning-centre.yaml, role: 本级',
    '{ from: ../../../templates/xinjiang-2025/test/new-unit.yaml, role: 本级',
  ]),
  at(
    SEVERAL,
    chosen(
      'options: { dutyNumbers: 1., dutyLead: 主要职责：, officeCount: 设N个, itemSentence: 科目后逗号, reasonColon: 无, purposeMoney: 无, zeroInTables: "0.00" }',
    ),
    [OFFICES, '  subordinates: [示例区社区学校分校]\n  offices: [教务科。负责教学安排。]\n'],
  ),
  at(
    SEVERAL,
    chosen(
      'options: { dutyNumbers: （一）, dutyLead: 不写, officeCount: 机关设N个, itemSentence: 不加引号, smallBusiness: 写, attachedData: 附, charts: 印 }',
    ),
    ['services: 0 }', 'services: 0, reservedForSmallMedium: 120000, reservedForMicro: 80000 }'],
    [OFFICES, '  offices: [教务科]\n'],
    ['  205: 社区教育\n', ''],
  ),
  at(SEVERAL, chosen('options: { dutyNumbers: 合成一段, incomeBase: 预算数 }')),
  // An introduction that leads to the duties itself, and no offices.
  at(SEVERAL, [OFFICES, ''], ['所属事业单位。', '所属事业单位，主要职能是：']),
  // Nothing of the general public budget, and nothing fiscal at all.
  at(SEVERAL, [FUNDS, '  2120899: { fund: 政府性基金预算, project: { 校舍修缮: { 31006: 400000 } } }\n']),
  at(
    SEVERAL,
    [FUNDS, '  2050499: { basic: { 30101: { 事业收入: 800000 } } }\n'],
    [
      STATED,
      '  budget: { 2050499: { basic: { 30101: { 事业收入: 700000 } } } }\n  execution: { fiscalIncome: 0 }\n',
    ],
  ),
  // Fiscal money as last year, less, new and gone; by what was carried out and by the budget.
  at(SEVERAL, ...shanghaiYears('30101: 800000', '800000', '30101: 800000')),
  at(SEVERAL, ...shanghaiYears('30101: 900000', '850000', '30101: 800000')),
  at(SEVERAL, ...shanghaiYears('30101: { 事业收入: 800000 }', '0', '30101: 800000')),
  at(SEVERAL, ...shanghaiYears('30101: 800000', '800000', '30101: { 事业收入: 800000 }')),
  at(
    SEVERAL,
    ...shanghaiYears('30101: 800000', '800000', '30101: 800000'),
    chosen('options: { incomeBase: 预算数 }'),
  ),
  at(
    SEVERAL,
    ...shanghaiYears('30101: 900000', '850000', '30101: 800000'),
    chosen('options: { incomeBase: 预算数 }'),
  ),
];
