import { bookOf } from '../../books/books.ts';
import { sumFigure } from '../../figures/figure.ts';
import { needsEconomics, resolveWhere } from '../../figures/filter.ts';
import { kindOf } from '../../kinds/registry.ts';
import { STATED_FIELDS } from '../../kinds/unit-file.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import type { RawFinding } from '../context.ts';
import { byConstruction, checkedRule, type Judged, type Rule } from '../rule.ts';

const DEPARTMENT: Judged = { level: '部门' };

/** H16 上年的部门报告和成员. */
export const lastYearsDepartment: Rule = checkedRule(
  {
    code: 'H16',
    title: '上年数取自部门自己的上年报告',
    meaning:
      '部门与自己上年公开的报告比较，不是各成员上年数的合计（成员有进有出）。没有写上年的，用成员合计并提醒；成员与上年不同的，列出是谁。',
    example: '2024 年的成员有职业学校，2025 年划出，换成了老年学堂。',
    remedy: '写 prior: { from: 上年的部门文件 }；成员变化的，在增减原因中写明，再写豁免。',
    source: 'DEPT',
    severity: 'warning',
    needs: ['data', 'lastYear'],
    judges: DEPARTMENT,
  },
  ({ unit }) => {
    const { from } = bookOf(unit, 'prior');
    if (!from || from.members.length === 0) return [];
    const now = (unit.data.department?.members ?? []).flatMap(({ isMerged, name }) =>
      isMerged ? [] : [name],
    );
    const come = now.filter((name) => !from.members.includes(name));
    const gone = from.members.filter((name) => !now.includes(name));
    if (come.length + gone.length === 0) return [];
    const said = [
      ...(come.length > 0 ? [`今年新增${come.join('、')}`] : []),
      ...(gone.length > 0 ? [`上年的${gone.join('、')}今年没有`] : []),
    ];
    return [
      {
        message: `成员单位与上年不同：${said.join('；')}。`,
        hint: '在增减原因中写明机构变化；已经写明的，写豁免。',
        path: ['prior', 'from'],
      },
    ];
  },
  'test/books/departments.test.ts: H16 last year of a department is its own report of last year',
);

/** X10 与自己的上年报告衔接. */
export const joinsLastYear: Rule = checkedRule(
  {
    code: 'X10',
    title: '上年数等于上年公开的预算数',
    meaning:
      '同一部门今年报告中的上年预算数，就是上年报告中的预算数：从上年文件取数的不会错；另外直接填写的，与上年文件逐项核对；没有写上年文件的，提示没有核对。',
    example: '上年部门预算 12,659.76 万元，今年的上年数也是 12,659.76 万元。',
    remedy: '删去 prior.stated 中的这一项，由上年文件推算；口径变了的，写豁免。',
    source: 'DEPT',
    severity: 'error',
    needs: ['data', 'lastYear'],
    judges: DEPARTMENT,
  },
  ({ unit, pack }) => {
    const { from, stated, ledger } = bookOf(unit, 'prior');
    if (!from) {
      if (ledger.length === 0 && stated.size === 0) return [];
      return [
        {
          severity: 'note',
          message: `没有写 prior.from，上年数没有与上年公开的部门${kindOf(unit).document}核对。`,
          hint: '有上年部门文件的，写 prior: { from: 文件名 }。',
          path: ['prior'],
        },
      ];
    }
    return [...stated].flatMap(([name, { amount }]): RawFinding[] => {
      const declared = pack.settings.figures[name];
      if (declared?.where === undefined || !(declared.compare || STATED_FIELDS.includes(name))) return [];
      const filters = resolveWhere(declared.where, pack.namedFilters);
      const isKnown = !needsEconomics(filters) || ledger.every(({ economicCode }) => economicCode !== null);
      const before = sumFigure(ledger, filters).amount;
      if (!isKnown || before.equals(amount)) return [];
      return [
        {
          ...quoting`“${declared.label}”的上年数填${wan(amount)}，上年文件 ${from.file} 中是${wan(before)}。`,
          hint: '删去这一项，由上年文件推算；口径变了的，写豁免。',
          path: ['prior', 'stated', name],
        },
      ];
    });
  },
  'test/books/departments.test.ts: X10 last year’s total is that of last year’s department',
);

/** X11 决算的年初预算. */
export const openingBudget: Rule = {
  code: 'X11',
  title: '决算的年初预算等于公开的预算',
  meaning: '部门决算中的年初预算数是部门自己公开的预算数，不是成员后来改过的预算之和。',
  example: '年初公开 357.56 万元，年中成员调整后合计 361.00 万元，决算的年初预算仍是 357.56 万元。',
  remedy: '决算文件的 budgetFrom 指向公开预算所用的部门文件。',
  source: 'DEPT',
  severity: 'error',
  verdict: byConstruction(
    'test/books/department-finals.test.ts: X11 is what the department published, whatever its units budgeted',
  ),
  judges: { level: '部门', document: '决算' },
};
