import type { HumanText } from '../../kinds/human-texts.ts';
import { printedValue } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import type { Check, CheckContext, RawFinding } from '../context.ts';
import { leaningNumber } from '../figures-text.ts';
import { placeOf } from '../place.ts';

/** One finding for each text in which one of the words stands. */
function wordsIn(
  context: CheckContext,
  words: readonly string[],
  tell: (word: string, text: HumanText) => Pick<RawFinding, 'message' | 'hint' | 'subject'>,
): RawFinding[] {
  return context.humanTexts.flatMap((text) =>
    words
      .filter((word) => text.text.includes(word))
      .map((word) => ({ ...tell(word, text), position: placeOf(context.unit, text.path, word) })),
  );
}

/** E09 模板残留, in what people wrote and, for what only the template says, in the rendered text. */
export const templateResidue: Check = (context) => {
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
      position: context.unit.locator.positionOf(['template']),
    },
  ];
};

/** F02 部门口径. */
export const departmentWording: Check = (context) =>
  wordsIn(context, context.words.wording.departmentWords, (word) => ({
    ...quoting`单位预算公开中写了“${word}”。`,
    hint: '单位预算写“本单位”“单位预算”；确指主管部门的，写明部门名称。',
  }));

/** D08 旧的类级科目名称. */
export const outdatedNames: Check = (context) => {
  const names = context.words.wording.outdatedNames;
  return wordsIn(context, Object.keys(names), (word) => ({
    ...quoting`“${word}”是已经停用的科目名称。`,
    hint: `改为现行名称“${names[word]}”。`,
  }));
};

/** E08 比较基期, the wording: another base than the pack's. */
export const foreignBases: Check = (context) =>
  wordsIn(context, context.pack.settings.checks.foreignBases, (word, { field }) => ({
    ...(field === 'reason' ? {} : { severity: 'warning' as const }),
    ...quoting`文字中以“${word}”为比较口径，而全文一律与上年预算数比较。`,
    hint: '改为与上年预算数比较的说法，数字也按预算数核对。',
  })).filter(({ position }) => position !== null);

/** F05 错别字: known slips. */
export const typos: Check = (context) => {
  const known = context.words.wording.typos;
  // 民法典法 contains no slip, 民典法 does: only the slip itself is looked for.
  return wordsIn(context, Object.keys(known), (word) => ({
    ...quoting`“${word}”疑为“${known[word]!}”之误。`,
    hint: `核对后改为“${known[word]}”。`,
  }));
};

/** D21 一数一值: an amount written right behind the name of a project or figure. */
export const statedFigures: Check = (context) => {
  const { money } = context.pack.settings;
  const known = new Map<string, ReturnType<typeof printedValue>>();
  for (const figure of Object.values(context.analysis.figures)) {
    if (figure.label.length >= 4)
      known.set(figure.label, printedValue(figure.current.amount, money.unit, money.decimals));
  }
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
          ...quoting`“${name}”在文字中写作${found.written}，预算明细合计为${value.toFixed(money.decimals)}${money.unit}。`,
          hint: '按预算明细改正文字；项目自己的金额可以写成 {金额}，由程序填入。',
          position: placeOf(context.unit, text.path, found.written),
        },
      ];
    }),
  );
};
