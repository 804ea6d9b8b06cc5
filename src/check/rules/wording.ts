import { printedValue, sumMoney, toYuan } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { leaningNumber, shortForms } from '../figures-text.ts';
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
    meaning: '同一指标各处取同一个数；手写的文字中紧跟项目名、指标名的金额与明细相同。',
    example: '文字写“社区科普教育活动8万元”，明细合计 6.00 万元。',
    remedy: '按明细改正文字。',
    source: 'GBC PT26',
    severity: 'warning',
    needs: ['data', 'texts'],
  },
  (context) => {
    const { money } = context.pack.settings;
    const known = new Map<string, ReturnType<typeof printedValue>>();
    for (const figure of Object.values(context.analysis.figures)) {
      for (const name of shortForms(figure.label)) {
        if (figure.label.length >= 4 && !known.has(name))
          known.set(name, printedValue(figure.current.amount, money.unit, money.decimals));
      }
    }
    const { goods, works, services } = context.unit.data.procurement;
    const procurement = toYuan(sumMoney([goods, works, services]), context.unit.data.amounts);
    known.set('政府采购', printedValue(procurement, money.unit, money.decimals));
    for (const [name, total] of context.projectTotals)
      known.set(name, printedValue(total.amount, money.unit, money.decimals));
    const names = [...known.keys()].sort((a, b) => b.length - a.length);
    return context.humanTexts.flatMap((text) =>
      names.flatMap((name) => {
        const found = leaningNumber(text.text, name);
        if (found === null) return [];
        const value = known.get(name)!;
        const places = found.decimals;
        const stated = printedValue(found.yuan, money.unit, money.decimals);
        if (stated.equals(value) || stated.equals(value.toDecimalPlaces(places))) return [];
        return [
          {
            ...quoting`“${name}”在文字中写作${found.written}，按明细和填报数应为${value.toFixed(money.decimals)}${money.unit}。`,
            hint: '按预算明细改正文字；项目自己的金额可以写成 {金额}，由程序填入。',
            path: text.path,
            snippet: found.written,
          },
        ];
      }),
    );
  },
  'test/check/construction.test.ts: D21 a figure has one value wherever it is printed',
);
