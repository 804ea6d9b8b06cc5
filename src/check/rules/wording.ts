import { decimalsOf } from '../../document/numbers-in-text.ts';
import type { TextField } from '../../kinds/human-texts.ts';
import { printedValue, writtenAs } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { knownAmounts } from '../known-amounts.ts';
import { namedAmounts } from '../named-amounts.ts';
import { placeOf } from '../place.ts';
import { checkedRule, type Rule } from '../rule.ts';
import { wordsIn } from '../words-in-texts.ts';

/** E09 模板残留, in what people wrote and, for what only the template says, in the rendered text. */
export const templateResidue: Rule = checkedRule(
  {
    code: 'E09',
    title: '模板残留',
    meaning: '“增加（减少）”“XX”“某某”“待填”等不得留在文字中，词不重复（“增加增加”）。',
    example: '主要原因是 XX 项目增加（减少）。',
    remedy: '换成实际内容。',
    source: 'GBC',
    severity: 'error',
    needs: ['texts'],
  },
  (context) => {
    const { residues } = context.words.wording;
    const hint = '换成实际内容，或删去这些字。';
    const findings = context.humanTexts.flatMap((text) => {
      const match = residues.exec(text.text);
      if (!match) return [];
      const position = placeOf(context.unit, text.path, match[0]);
      return [{ ...quoting`文字中留有模板残留“${match[0]}”。`, hint, position }];
    });
    const match = findings.length > 0 || context.prose === null ? null : residues.exec(context.prose);
    if (!match) return findings;
    const line = context.prose!.slice(0, match.index).split('\n').at(-1)! + match[0];
    return [
      {
        ...quoting`报告中留有模板残留“${match[0]}”（……${line.trim().slice(-30)}）。`,
        hint,
        path: ['template'],
      },
    ];
  },
);

/** F02 部门口径. */
export const departmentWording: Rule = checkedRule(
  {
    code: 'F02',
    title: '不写部门口径',
    meaning: '单位预算文件写“本单位”，不写“本部门”“部门预算”。',
    example: '承担本部门党的建设等工作。',
    remedy: '改为“本单位”。',
    source: 'GBC PT26',
    severity: 'warning',
    needs: ['texts'],
    judges: { level: '单位' },
  },
  (context) =>
    wordsIn(context, context.words.wording.departmentWords, (word) => ({
      ...quoting`单位预算公开中写了“${word}”。`,
      hint: '单位预算写“本单位”“单位预算”；确指主管部门的，写明部门名称。',
    })),
);

/** D08 旧的类级科目名称. */
export const outdatedNames: Rule = checkedRule(
  {
    code: 'D08',
    title: '科目名称不用旧称',
    meaning: '类、款、项名称取自当年科目表；手写的文字也不用旧称。',
    example: '“医疗卫生与计划生育支出”，现为“卫生健康支出”。',
    remedy: '改为现行名称。',
    source: 'GBC PT26',
    severity: 'error',
    needs: ['texts'],
  },
  (context) => {
    const names = context.words.wording.outdatedNames;
    return wordsIn(context, Object.keys(names), (word) => ({
      ...quoting`“${word}”是已经停用的科目名称。`,
      hint: `改为现行名称“${names[word]}”。`,
    }));
  },
  'test/check/construction.test.ts: D08 names in the prose are those of the table',
);

/** D21 一数一值: an amount written right behind the name of a project or figure. */
export const statedFigures: Rule = checkedRule(
  {
    code: 'D21',
    title: '一个数一个值',
    meaning:
      '同一指标各处取同一个数；手写的文字中紧跟名称（指标、项目、列表和表格的行、科目，简称也算）的金额与明细相同。',
    example: '文字写“社区科普教育活动8万元”，明细合计 6.00 万元。',
    remedy: '按明细改正文字。',
    source: 'GBC PT26',
    severity: 'warning',
    needs: ['data', 'texts'],
  },
  (context) => {
    const { money } = context.pack.settings;
    const { year } = context.unit.data;
    const withNumbers = context.humanTexts.filter(({ text }) => /[\d０-９]\s*[亿万元]/.test(text));
    if (withNumbers.length === 0) return [];
    const known = knownAmounts(context);
    return withNumbers.flatMap((text) =>
      namedAmounts(text.text, known).flatMap(({ name, amount, known: { amounts, isExact }, before }) => {
        // What explains one amount may be a part of it, and so may the money of a project.
        if (isExact && (PARTS.includes(text.field) || text.project !== null)) return [];
        if (isOfAnotherYear(before, year)) return [];
        const places = decimalsOf(amount.written);
        const isPrinted = writtenAs(amount.value, money.unit, money.decimals);
        const isSaid = writtenAs(amount.value, amount.unit, places);
        if (amounts.some((value) => isPrinted(value) || isSaid(value))) return [];
        const printed = printedValue(amounts[0]!, money.unit, money.decimals);
        const right = `${printed.toFixed(money.decimals)}${money.unit}`;
        return [
          {
            ...quoting`“${name}”在文字中写作${amount.written}，按明细和填报数应为${right}。`,
            hint: '按预算明细改正文字；项目自己的金额可以写成 {金额}，由程序填入。',
            path: text.path,
            snippet: amount.written,
          },
        ];
      }),
    );
  },
  'test/check/construction.test.ts: D21 a figure has one value wherever it is printed',
);

const PARTS: readonly TextField[] = ['reason', 'purpose', 'glossary'];

const NAMED_YEAR = /上年|去年|前年|(本年|今年)|(20\d\d)\s*年/g;

/** Whether a sentence speaks of another year before it comes to a name. */
function isOfAnotherYear(before: string, year: number): boolean {
  const last = [...before.matchAll(NAMED_YEAR)].at(-1);
  return last !== undefined && last[1] === undefined && last[2] !== String(year);
}
