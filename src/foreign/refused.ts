import type { Outcome } from '../model/finding.ts';

/** What is said of a document that is not read (`V01`). `refused('a.pdf', '文件加了密码', …)` → 无法读取 a.pdf：文件加了密码。 */
export function refused(label: string, cause: string, hint: string): Outcome<never> {
  return {
    value: null,
    findings: [
      {
        code: 'V01',
        severity: 'error',
        message: `无法读取 ${label}：${cause}。`,
        hint,
        position: { file: label, line: 1, column: 1 },
      },
    ],
  };
}
