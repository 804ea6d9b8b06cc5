import type { FontRole } from '../fonts/font-catalog.ts';
import type { RefusedFamily } from '../fonts/official-faces.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding } from '../model/finding.ts';
import type { Clause } from '../pdf/read-back/clause.ts';
import type { BrokenPromise } from '../pdf/read-back/promises.ts';

/** P05: the browser broke off in every attempt. */
export function brokenOff() {
  return errorFinding(
    'P05',
    '浏览器每次打印这份报告都中断',
    '请关闭其他占用内存的程序后重试；若仍出现，请运行 npm run doctor',
  );
}

/** P05: the work was called off. */
export function aborted() {
  return errorFinding('P05', '打印已经中止', '请重新运行');
}

/** P05: the browser printed something that is no PDF as we know them. */
export function unexpectedPdf(browser: string) {
  return errorFinding(
    'P05',
    `浏览器（${browser}）生成的 PDF 结构与预期不同，无法处理`,
    '请改用内置浏览器：取消环境变量 PUPPETEER_EXECUTABLE_PATH 后重试',
  );
}

/** P04: the browser runs and opens no page; `waitedFor` what was not done within the limit, where it was that. */
export function noPage(browser: string, waitedFor: string | null) {
  return errorFinding(
    'P04',
    `浏览器（${browser}）已启动，但不能打开页面${waitedFor === null ? '' : '（等待超时）'}`,
    '请运行 npm run doctor 查看浏览器的情况；也可以用环境变量 PUPPETEER_EXECUTABLE_PATH 指定另一个 Chrome 或 Edge',
  );
}

/** P06: the limit was passed twice; `waitedFor` names the step that was not done. */
export function tooSlow(timeoutMs: number, waitedFor: string) {
  return errorFinding(
    'P06',
    `打印两次都超过 ${timeoutMs / 1000} 秒没有完成（停在“${waitedFor}”），已中止`,
    '请用 --timeout 放宽时限后重试',
  );
}

/** P07, a note: the tags are those of the browser, which are worse than our own. */
export function taggedByBrowser(): Finding {
  return {
    code: 'P07',
    severity: 'note',
    message:
      '这份 PDF 的无障碍标签由浏览器生成：表头与单元格的对应、空白单元格可能不全，文件也不声明符合 PDF/UA-1 和 PDF/A。',
    hint: '草稿总是如此；正式报告请看样式指南（docs/templates.md）中哪些写法不能由程序打标签，或改用 --fonts bundled。',
    position: null,
  };
}

/** P11, a note: what of PDF/UA-1 and PDF/A reading the file back did not prove; none where the file claims to be both. */
export function unclaimed(unproven: readonly Clause[]): Finding[] {
  if (unproven.length === 0) return [];
  const clauses = unproven.map(({ words, source }) => `${words}（${source}）`);
  return [
    {
      code: 'P11',
      severity: 'note',
      message: `这份 PDF 不声明符合 PDF/UA-1 和 PDF/A，因为读回时没有证实：${clauses.join('；')}。`,
      hint: '多由模板的写法引起，如标题跳级、表中单元格没有表头；各条的含义见 docs/pdf.md。',
      position: null,
    },
  ];
}

const ROLES: Readonly<Record<FontRole, string>> = {
  song: '宋体',
  fangsong: '仿宋',
  hei: '黑体',
  kai: '楷体',
  title: '小标宋',
};

const SHOWN_CHARACTERS = 5;

/** P09, a note: official faces that are installed and are not printed with; none where all are. */
export function officialRefused(refused: readonly RefusedFamily[]): Finding[] {
  if (refused.length === 0) return [];
  const each = refused.map(({ role, family, ...why }) => `${ROLES[role]}“${family}”${whyRefused(why)}`);
  return [
    {
      code: 'P09',
      severity: 'note',
      message: `本机装有的字体没有采用，改用自带字体：${each.join('；')}。`,
      hint: '请安装完整的 TrueType 字体；用 --fonts bundled 则始终用自带字体，不再提示。',
      position: null,
    },
  ];
}

function whyRefused({ reason, missing }: Pick<RefusedFamily, 'reason' | 'missing'>): string {
  if (reason === 'bold') return '没有粗体，表中合计行需要粗体';
  if (reason === 'outlines') return '不是单一字重的 TrueType 轮廓，印成 PDF 后文字不便复制和检索';
  const shown = missing.slice(0, SHOWN_CHARACTERS).join('');
  return `缺少 GB 2312 的 ${missing.length} 个字（如“${shown}”），一页会混用两种字体`;
}

const BROKEN: Readonly<Record<BrokenPromise['promise'], readonly [string, string]>> = {
  whole: ['PDF 写成后读不回来', '请把单位文件和字体情况发给维护人员'],
  outlines: [
    'PDF 中有 {places} 个字体成了图形（Type 3），文字不便复制和检索',
    '请用 --fonts bundled 重新打印，或换用 TrueType 轮廓的字体',
  ],
  embedded: ['PDF 中有 {places} 个字体没有嵌入或没有文字对照表', '请用 --fonts bundled 重新打印'],
  characters: ['PDF 第 {places} 页有的字不能复制成文字', '请用 --fonts bundled 重新打印'],
  ideographs: [
    'PDF 第 {places} 页的文字层中有部首代替了汉字（如 ⽬ 代替 目），检索不到',
    '请用 --fonts bundled 重新打印',
  ],
  missing: ['PDF 比浏览器印出的少（或多）{places} 页', '请把单位文件和字体情况发给维护人员'],
  tags: ['PDF 没有无障碍标签', '请改用内置浏览器重新打印'],
  pages: ['PDF 第 {places} 页没有文字', '请看这一页的样式：是否有内容被推到了页外'],
};

/** P08, a warning: what the finished file, read back, does not keep. */
export function brokenPromise({ promise, places }: BrokenPromise): Finding {
  const [message, hint] = BROKEN[promise];
  return {
    code: 'P08',
    severity: 'warning',
    message: `${message.replace('{places}', places.join('、'))}。`,
    hint: `${hint}。`,
    position: null,
  };
}
