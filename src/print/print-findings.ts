import { errorFinding } from '../model/error-finding.ts';

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
