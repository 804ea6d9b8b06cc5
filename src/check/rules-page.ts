import { RULES } from './registry.ts';
import { RULE_GROUPS, type Rule } from './rule.ts';
import { SOURCES } from './rule-sources.ts';

const SEVERITY = { error: '错误', warning: '警告', note: '提示' } as const;
const VERDICT = { construction: '不可能出错', checked: '检查', outOfReach: '程序不能判断' } as const;

/**
 * The page of rules, docs/rules.md, made from the registry. `needsOf` says what a report that others made must bring to be
 * judged by a rule.
 */
export function rulesPage(needsOf: (code: string) => string): string {
  const lines = [
    '# 检查规则',
    '',
    '<!-- 本页由 npm run docs:rules 生成，请勿手改；规则写在 src/check/rules/。 -->',
    '',
    '`npm run check` 按这些规则检查单位文件和由它生成的报告。每条规则有固定代码，检查结果、模板设置和豁免都用代码。',
    '',
    '| 结论 | 含义 | 条数 |',
    '|---|---|---|',
    `| ${VERDICT.construction} | 报告由程序从同一份明细生成，无论数据怎样都不会违反；括号里是证明它的测试 | ${count('construction')} |`,
    `| ${VERDICT.checked} | 检查数据或生成的文字，发现后给出位置、两边的数和改法 | ${count('checked')} |`,
    `| ${VERDICT.outOfReach} | 需要人来判断，写明原因 | ${count('outOfReach')} |`,
    '',
    '级别是出厂设置：错误不解决不能生成报告；警告应逐条核对；提示供参考。模板可以在 pack.yaml 的 `checks` 里改级别（`severities`）、停用规则（`off`）；单位文件可以在 `waivers` 里写明理由豁免，被豁免的仍作为提示列出。写法见 [check.md](check.md)。',
    '',
    '由程序从句子里读出来、可能误判的，一律是警告；由明细和填报数直接算出来的才是错误。',
    '',
    '“核对别人的报告需要”是 `npm run audit` 只凭报告本身判断时要有的：表、文字、科目表、样式、上年的报告、批复日期；分号隔开的是几种判断，各有各的需要。见 [audit.md](audit.md)。',
    '',
    '## 一览',
    '',
    '| 代码 | 规则 | 级别 | 结论 | 核对别人的报告需要 |',
    '|---|---|---|---|---|',
    ...RULES.map(
      (rule) =>
        `| [${rule.code}](#${rule.code.toLowerCase()}) | ${rule.title} | ${SEVERITY[rule.severity]} | ${VERDICT[rule.verdict.kind]} | ${needsOf(rule.code)} |`,
    ),
  ];
  for (const [letter, name] of Object.entries(RULE_GROUPS)) {
    lines.push('', `## ${letter} ${name}`);
    for (const rule of RULES.filter(({ code }) => code.startsWith(letter)))
      lines.push('', ...section(rule, needsOf(rule.code)));
  }
  lines.push('', '## 来源', '', '| 代号 | 文件 |', '|---|---|');
  lines.push(...SOURCES.map(([key, what]) => `| ${key} | ${what} |`));
  return `${lines.join('\n')}\n`;
}

function section(rule: Rule, needs: string): string[] {
  return [
    `### ${rule.code}`,
    '',
    `**${rule.title}**（${SEVERITY[rule.severity]}，${verdictOf(rule)}）`,
    '',
    rule.meaning,
    '',
    `- 例：${rule.example}`,
    `- 改法：${rule.remedy}`,
    `- 核对别人的报告需要：${needs}`,
    `- 来源：${rule.source}`,
  ];
}

function verdictOf({ verdict }: Rule): string {
  switch (verdict.kind) {
    case 'construction':
      return `${VERDICT.construction}：${verdict.proof}`;
    case 'checked':
      return verdict.proof === undefined
        ? `${VERDICT.checked}：${verdict.by}`
        : `${VERDICT.checked}：${verdict.by}；其余不可能出错：${verdict.proof}`;
    case 'outOfReach':
      return `${VERDICT.outOfReach}：${verdict.reason}`;
  }
}

function count(kind: Rule['verdict']['kind']): number {
  return RULES.filter(({ verdict }) => verdict.kind === kind).length;
}
