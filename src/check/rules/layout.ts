import type { Rule } from '../rule.ts';

/** F 文字与隐私: what only the pages show. */
export const LAYOUT_RULES: readonly Rule[] = [
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
