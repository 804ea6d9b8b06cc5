import { numbering } from '../checks/numbering.ts';
import { operators } from '../checks/operators.ts';
import { personalData } from '../checks/personal-data.ts';
import { unitPrices } from '../checks/prices.ts';
import { projectNames } from '../checks/project-names.ts';
import { punctuation } from '../checks/punctuation.ts';
import { spelling } from '../checks/titles.ts';
import { departmentWording } from '../checks/wording.ts';
import { checkedBy, type Rule } from '../rule.ts';

/** F 文字与隐私. */
export const TEXT_RULES: readonly Rule[] = [
  {
    code: 'F01',
    title: '不公开个人信息',
    meaning:
      '个人手机号、身份证号（核对校验码）、银行账号（核对校验位）、电子邮箱不得出现在数据的任何地方，不能豁免；“联系人”“项目负责人”像人名的，给出警告。',
    example: '项目负责人：张某 139****0000。',
    remedy: '改为职务和公用固定电话；暂时不能改数据的，用 --redact 遮盖后输出。',
    source: 'OWN（个人信息保护法）SEED',
    severity: 'error',
    verdict: checkedBy(personalData),
  },
  {
    code: 'F02',
    title: '不写部门口径',
    meaning: '单位预算文件写“本单位”，不写“本部门”“部门预算”。',
    example: '承担本部门党的建设等工作。',
    remedy: '改为“本单位”。',
    source: 'GBC PT26',
    severity: 'warning',
    verdict: checkedBy(departmentWording),
  },
  {
    code: 'F03',
    title: '标点',
    meaning:
      '中文里不用半角逗号、分号、冒号、括号；标点不重复；引号括号成对；句末有句号，接在句子里的原因和用途末尾没有标点。',
    example: '“……设备采购;软件维护。。”',
    remedy: '按提示改正。',
    source: 'PT26 GBC',
    severity: 'note',
    verdict: checkedBy(punctuation),
  },
  {
    code: 'F04',
    title: '指标值的比较符',
    meaning: '写“≥95%”“≤30万元”，不写“＞=95%”；百分率不超过 100%。',
    example: '政府采购率“＞=100%”。',
    remedy: '改用 ≥、≤；百分率最高 100%。',
    source: 'SEED',
    severity: 'note',
    verdict: checkedBy(operators),
  },
  {
    code: 'F05',
    title: '错别字与法规名称',
    meaning: '常见错别字，以及书名号中与已知法规只差一字的名称。',
    example: '《中华人民共和国民典法》，应为《中华人民共和国民法典》。',
    remedy: '核对后改正。',
    source: 'SEED PT26',
    severity: 'warning',
    verdict: checkedBy(spelling),
  },
  {
    code: 'F06',
    title: '序号',
    meaning: '标题的层级和序号由程序编排；手写的条目不自带序号，文字中的 1. 2. 3. 不跳号。',
    example: '主要职能写“（一）负责……”，印出两个序号。',
    remedy: '删去自带的序号，补上跳过的一项。',
    source: 'GBT',
    severity: 'note',
    verdict: checkedBy(
      numbering,
      'test/check/construction.test.ts: A02 title, year and unit name come from the unit file',
    ),
  },
  {
    code: 'F07',
    title: '项目名称全文一致',
    meaning:
      '一个项目只有一种写法。目标表另起名称的、文字中写法相近而不同的，给出警告（由人判断是否同一项目）。',
    example: '“政务专项业务工作经费”与“政务专项工作经费”。',
    remedy: '全文改为同一名称。',
    source: 'SEED',
    severity: 'warning',
    verdict: checkedBy(projectNames),
  },
  {
    code: 'F08',
    title: '单价的数量级',
    meaning: '资金分配中数量与金额相除的单价在常见范围内，找出错位的小数点。',
    example: '租用 47348 平方米、103.98 万元，每平方米 21.96 元。',
    remedy: '核对数量、金额和单位。',
    source: 'SEED',
    severity: 'warning',
    verdict: checkedBy(unitPrices),
  },
  {
    code: 'F09',
    title: '版面',
    meaning: '没有空白页、多余的空表页和孤立的表头。',
    example: '目录后多一页白纸。',
    remedy: '分页由版式和打印一步保证。',
    source: 'PT26',
    severity: 'warning',
    verdict: {
      kind: 'outOfReach',
      reason:
        '本命令在打印之前运行，看不到页面；空白页和孤立表头由版式（report.css）避免，并由打印步骤的端到端测试在真实 PDF 上检查。',
    },
  },
];
