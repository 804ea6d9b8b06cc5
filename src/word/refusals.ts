import type { Finding } from '../model/finding.ts';
import type { Refusal, RefusalReason } from '../ooxml/refusal.ts';

const SAVE_AS = '请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”，再试。';

/** What is said of a document that is not read; the reasons are those of every Office file. */
const REFUSALS: Readonly<Partial<Record<RefusalReason, readonly [message: string, hint: string]>>> = {
  empty: ['文件是空的（0 字节）', '请重新索取。'],
  encrypted: ['文档设了打开密码', '请在 Word 或 WPS 中取消密码（文件 → 信息 → 保护文档），保存后再试。'],
  oldFormat: ['这是旧格式的文件，不是 .docx', SAVE_AS],
  webPage: ['这是网页或文本，只是起了 .docx 的名字', SAVE_AS],
  openDocument: ['这是 OpenDocument 文档（.odt），不是 .docx', SAVE_AS],
  broken: ['文件损坏，无法完整读取', '请用 Word 或 WPS 打开后另存一份，或重新索取。'],
  bomb: ['文件解开后过大，可能是恶意文件', '请确认来源；正常的文档请删去图片后另存。'],
  macros: ['文档带有宏程序', '请另存为“Word 文档（*.docx）”，宏会被去掉，再试。'],
  externalLinks: [
    '文档要从别处取内容（模板、图片、子文档或者链接的对象）',
    '请在 Word 的“文件 → 信息 → 编辑指向文件的链接”中断开链接，保存后再试。',
  ],
  doctype: ['文件内部含有不允许的文档类型声明，可能是恶意文件', '请确认来源；正常的文档请重新另存。'],
  tooManyCells: ['文档的段落或者单元格过多', '请确认选对了文件，或者拆成几个文档。'],
};

const NOT_WORD = ['这不是 Word 文档', SAVE_AS] as const;

/** The finding for a document that is refused (`V01`). */
export function wordRefusal({ reason, detail }: Refusal, file: string): Finding {
  const [message, hint] = REFUSALS[reason] ?? NOT_WORD;
  return {
    code: 'V01',
    severity: 'error',
    message: `${message}${detail === '' ? '' : `（${detail}）`}，没有读取。`,
    hint,
    position: { file, line: 1, column: 1, place: '' },
  };
}
