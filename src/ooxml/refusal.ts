import type { Finding } from '../model/finding.ts';

/** Why a whole workbook is not read. */
export type RefusalReason = keyof typeof REFUSALS;

const SAVE_AS = '请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”，再导入。';

const REFUSALS = {
  unreadable: ['无法读取文件', '核对路径，确认文件没有被别的程序独占，再重试。'],
  empty: ['文件是空的（0 字节）', '请向报送单位重新索取。'],
  tooLarge: ['文件太大', '一个单位的工作簿通常不到 1 MB；请确认选对了文件，或删去图片和无关的工作表。'],
  encrypted: [
    '工作簿设了打开密码',
    '请在 Excel 或 WPS 中取消密码（文件 → 信息 → 保护工作簿），保存后再导入。',
  ],
  oldFormat: ['这是旧格式的表格文件（.xls、.et），不是 .xlsx', SAVE_AS],
  webPage: ['这是网页或文本，只是起了表格文件的名字', SAVE_AS],
  openDocument: ['这是 OpenDocument 表格（.ods），不是 .xlsx', SAVE_AS],
  notWorkbook: ['这不是 Excel 工作簿', SAVE_AS],
  notUnitWorkbook: [
    '这个工作簿不是发放的填报表（没有“单位信息”和“预算明细”两张工作表）',
    '预算系统导出的明细表请先用 npm run import 读入；填报表用 npm run workbook 生成。',
  ],
  broken: ['文件损坏，无法完整读取', '请用 Excel 或 WPS 打开后另存一份，或向报送单位重新索取。'],
  bomb: ['文件解开后过大，可能是恶意文件', '请确认来源；正常的工作簿请删去无关的工作表后另存。'],
  macros: ['工作簿带有宏程序', '请另存为“Excel 工作簿（*.xlsx）”，宏会被去掉，再导入。'],
  externalLinks: [
    '工作簿引用了别的工作簿',
    '请在 Excel 的“数据 → 编辑链接”中断开链接（或复制后选择性粘贴为数值），保存后再导入。',
  ],
  connections: ['工作簿带有外部数据连接', '请在 Excel 的“数据 → 查询和连接”中删除连接，保存后再导入。'],
  doctype: ['文件内部含有不允许的文档类型声明，可能是恶意文件', '请确认来源；正常的工作簿请重新另存。'],
  tooManyRows: [
    '工作表的行数过多（多半是只带格式的空行）',
    '请选中数据以下的空行，整行删除后保存；一张工作表最多 200000 行。',
  ],
  tooManyCells: ['工作簿的单元格过多', '请删去无关的工作表，或按单位拆成几个文件。'],
} as const;

/** A workbook that cannot be read as a whole (`R01`). Thrown inside the reader, given out as a finding. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly detail: string;

  constructor(reason: RefusalReason, detail = '') {
    super(reason);
    this.reason = reason;
    this.detail = detail;
  }
}

/** The finding for a refused file. `refusalFinding(new Refusal('macros'), '填报.xlsm')` */
export function refusalFinding({ reason, detail }: Refusal, file: string): Finding {
  const [message, hint] = REFUSALS[reason];
  return {
    code: 'R01',
    severity: 'error',
    message: `${message}${detail === '' ? '' : `（${detail}）`}，没有读取。`,
    hint,
    position: { file, line: 1, column: 1, place: '' },
  };
}
