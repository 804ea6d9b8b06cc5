import { needsInWords } from '../audit/needs-in-words.ts';
import { RULES, ruleOf } from '../check/registry.ts';
import { sourcesInWords } from '../check/rule-sources.ts';
import { rulesPage } from '../check/rules-page.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { nearest } from '../model/nearest.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { labelOf, RULES_PAGE_FILE } from './project-folders.ts';

/** `rules`: explains rules by their codes, lists all of them, or writes the page of rules. */
export async function rulesCommand(
  codes: readonly string[],
  write: boolean,
  console: Console,
): Promise<ExitCode> {
  if (write) {
    const { findings } = await writeOutputFiles([
      { path: RULES_PAGE_FILE, content: rulesPage(needsInWords) },
    ]);
    console.findings(findings, new Map());
    if (findings.length > 0) return EXIT.findings;
    console.out(`已写出 ${labelOf(RULES_PAGE_FILE)}`);
    return EXIT.ok;
  }
  if (codes.length === 0) {
    for (const { code, title } of RULES) console.out(`${code}  ${title}`);
    console.out('\n看某条规则的含义、例子和改法：npm run rules D20');
    return EXIT.ok;
  }
  let unknown = false;
  for (const given of codes) {
    const rule = ruleOf(given.toUpperCase());
    if (rule) {
      const { code, title, meaning, example, remedy, source } = rule;
      console.out(
        `${code} ${title}\n  ${meaning}\n  例：${example}\n  改法：${remedy}\n  核对别人的报告需要：${needsInWords(code)}\n  来源：${sourcesInWords(source)}`,
      );
      continue;
    }
    unknown = true;
    const close = nearest(
      given,
      RULES.map(({ code }) => code),
    );
    console.err(
      `没有代码为“${given}”的规则。${close ? `是不是“${close}”？` : '不带参数运行 npm run rules 可以列出全部。'}`,
    );
  }
  return unknown ? EXIT.usage : EXIT.ok;
}
