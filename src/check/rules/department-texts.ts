import { ledgerOf } from '../../books/books.ts';
import { segmentsOf } from '../../document/numbers-in-text.ts';
import { type Analysis, analyse } from '../../figures/analysis.ts';
import { hasChanged } from '../../figures/compare.ts';
import { sumFigure } from '../../figures/figure.ts';
import { kindOf } from '../../kinds/registry.ts';
import type { Comparison } from '../../model/figure.ts';
import { sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { AMOUNT_PLACEHOLDER } from '../../render/project-view.ts';
import { wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Judged, type Rule } from '../rule.ts';
import { wordsIn } from '../words-in-texts.ts';

const DEPARTMENT: Judged = { level: '部门' };
const PROOFS = 'test/check/department-construction.test.ts';
/** Unit prices are not parts of a sum. */
const NOT_ADDITIVE = /每|单价|[/／]|人均|标准/;
const YEAR = /(20\d\d)(?=\s*年|\s*[-—－–至])/g;
/** Amounts are put in between braces. */
const CLAUSE_ENDS = /[，。；;\n{}]/;
/** So much of a name's end says who is meant: 学习中心. */
const SHORT_NAME = 4;

/** H13 项目经费情况说明. */
export const projectNotes: Rule = checkedRule(
  {
    code: 'H13',
    title: '项目经费情况说明与明细一致',
    meaning:
      '说明的项目在成员单位的明细中有金额（错误）；文字中列出的各部分加起来等于项目金额，实施周期含本年，实施主体是成员单位（从文字判断，警告）。项目金额由程序从明细汇总。',
    example: '项目 120.00 万元，文字写“其中设备 70.00 万元、服务 40.00 万元”。',
    remedy: '核对项目名称、各部分金额、周期和实施主体。',
    source: 'DEPT',
    severity: 'warning',
    needs: ['data', 'texts'],
    judges: DEPARTMENT,
  },
  (context) => {
    const { unit } = context;
    return (unit.data.department?.projectNotes ?? []).flatMap((note, index): RawFinding[] => {
      const amount = sumFigure(ledgerOf(unit), [{ kind: 'project', project: note.project }]).amount;
      const at = (part: string) => ['projectNotes', index, part];
      const findings: RawFinding[] = [];
      const parts = segmentsOf((note.allocation ?? '').replaceAll(AMOUNT_PLACEHOLDER, ''));
      const sum = sumMoney(parts.map((part) => part.amount.value));
      if (parts.length > 1 && !NOT_ADDITIVE.test(note.allocation!) && !sum.equals(amount)) {
        findings.push({
          ...quoting`项目“${note.project}”的说明列出的各部分合计${wan(sum)}，预算明细为${wan(amount)}。`,
          hint: '核对各部分的金额。',
          path: at('allocation'),
          snippet: parts.at(-1)!.amount.written,
        });
      }
      const years = [...note.period.matchAll(YEAR)].map(([, year]) => Number.parseInt(year!, 10)).sort();
      if (years.length > 0 && (years[0]! > unit.data.year || years.at(-1)! < unit.data.year)) {
        findings.push({
          ...quoting`项目“${note.project}”的实施周期“${note.period}”不含 ${unit.data.year} 年。`,
          hint: '核对实施周期。',
          path: at('period'),
        });
      }
      if (!namesMember(note.implementer, context)) {
        findings.push({
          ...quoting`项目“${note.project}”的实施主体“${note.implementer}”不是成员单位。`,
          hint: '写部门或成员单位的名称；确由别的单位实施的，写豁免。',
          path: at('implementer'),
        });
      }
      return findings;
    });
  },
);

function namesMember(text: string, { unit }: CheckContext): boolean {
  const members = unit.data.department?.members ?? [];
  const names = [unit.data.unit.name, ...members.flatMap(({ name, title }) => [name, title])];
  const ends = names.map((name) => name.slice(-Math.max(SHORT_NAME, 1)));
  const said = [...ends, ...members.flatMap(({ offices }) => offices), '本级', '本部', '机关'];
  return said.some((name) => text.includes(name));
}

/** H14 部门口径. */
export const unitWording: Rule = checkedRule(
  {
    code: 'H14',
    title: '部门文件不写单位口径',
    meaning:
      '部门预算写“本部门”，不写“本单位”；成员单位的项目说明印进部门报告时也一样。单位文件中的“本部门”见 F02。',
    example: '部门的增减原因写“本单位压减一般性支出”。',
    remedy: '改为“本部门”，成员单位的文字改写单位名称。',
    source: 'DEPT',
    severity: 'warning',
    needs: ['texts'],
    judges: DEPARTMENT,
  },
  (context) => {
    const { unitWords } = context.words.wording;
    const own = wordsIn(context, unitWords, (word) => ({
      ...quoting`部门预算公开中写了“${word}”。`,
      hint: '部门写“本部门”；确指某个单位的，写它的名称。',
    }));
    return [...own, ...takenOver(context, unitWords)];
  },
  `${PROOFS}: H14 templates say 本部门 in a department and 本单位 in a unit`,
);

/** Words of a member's own report that stand in the department's. */
function takenOver({ unit, prose }: CheckContext, words: readonly string[]): RawFinding[] {
  return unit.data.projects.flatMap(({ name, of, basis, allocation, bearer, period }) =>
    words.flatMap((word) => {
      const clauses = [basis, allocation, bearer, period].flatMap((each) => each?.split(CLAUSE_ENDS) ?? []);
      const isPrinted = clauses.some((clause) => clause.includes(word) && prose?.includes(clause) === true);
      if (!isPrinted) return [];
      return [
        {
          ...quoting`“${of?.unit ?? ''}”的项目“${name}”说明中写了“${word}”，印在部门报告里就不知道指谁。`,
          hint: '在成员单位的文件中改写单位名称。',
          path: ['members'],
        },
      ];
    }),
  );
}

/** H15 部门自己的原因. */
export const ownReasons: Rule = checkedRule(
  {
    code: 'H15',
    title: '部门的原因是部门自己的',
    meaning: '部门与本级的增减原因一字不差，而两者的数不同时，多半是从本级的文件抄来的。',
    example: '本级增加 6.00、部门增加 28.00 万元，原因都是“新增人员 2 名”。',
    remedy: '按部门的增减重写原因。',
    source: 'DEPT',
    severity: 'note',
    needs: ['data', 'texts'],
    judges: DEPARTMENT,
  },
  (context) => {
    const head = context.unit.members.find(({ isHead }) => isHead)?.loaded;
    if (!head) return [];
    const said = new Map(
      kindOf(head.unit)
        .texts(head.unit.data)
        .flatMap(({ field, path, text }) => (field === 'reason' ? [[path.join('.'), text] as const] : [])),
    );
    const same = context.humanTexts.filter(
      ({ field, path, text }) => field === 'reason' && said.get(path.join('.')) === text,
    );
    if (same.length === 0) return [];
    const [own, its] = [byReason(context.analysis), byReason(analyse(head.unit, head.pack))];
    const copied = same.flatMap(({ path, text }) => {
      const key = path.slice(1).join('.');
      const [here, there] = [own.get(key), its.get(key)];
      const isPrinted = here && hasChanged(here, context.pack.settings.money);
      const isCopied = isPrinted && there && changeOf(here) !== changeOf(there);
      return isCopied ? [{ path, text, here, there }] : [];
    });
    const [first] = copied;
    if (!first) return [];
    const labels = [...new Set(copied.map(({ here }) => here.label))].join('、');
    return [
      {
        ...quoting`${labels}的原因与本级“${head.unit.data.unit.name}”一字不差，数却不同（${first.here.label}：部门${changeOf(first.here)}，本级${changeOf(first.there)}）。`,
        hint: '核对是不是部门自己的原因。',
        path: first.path,
        snippet: first.text,
      },
    ];
  },
);

/** Figures by where their reason stands. */
function byReason({ figures, lists }: Analysis): Map<string, Comparison> {
  const all = [
    ...Object.values(figures),
    ...Object.values(lists).flatMap((list) => list.map((e) => e.figure)),
  ];
  return new Map(
    all.flatMap((figure) => {
      const [path] = figure.reasonPaths;
      return path ? [[path.join('.'), figure] as const] : [];
    }),
  );
}

/** `从 6.00万元 到 12.00万元`, exact. */
function changeOf({ current, prior }: Comparison): string {
  return `从上年${prior ? wan(prior.amount) : '（未比较）'}到${wan(current.amount)}`;
}

/** H17 比较的基年. */
export const baseYear: Rule = checkedRule(
  {
    code: 'H17',
    title: '不与本年自己比较',
    meaning:
      '增减是与上年预算比；文字写“比本年预算增加”的，是年份没有改（从文字判断）。与更早年度比较见 C16。',
    example: '2025 年的部门预算写“比2025年预算增加 3.00 万元”。',
    remedy: '改为上年。',
    source: 'DEPT',
    severity: 'warning',
    needs: ['texts'],
    judges: { document: '预算' },
  },
  (context) => {
    const { year } = context.unit.data;
    const { increaseWords, decreaseWords } = context.words.wording;
    const moved = [...increaseWords, ...decreaseWords, '持平', '没有变化', '无变化'].join('|');
    const compared = new RegExp(
      `[比较与同]${year}年[^，。；]{0,8}预算数?(?:相比)?[，,]?(?:有所)?(?:${moved})`,
      'u',
    );
    return context.humanTexts.flatMap(({ text, path }) => {
      const [found] = compared.exec(text) ?? [];
      if (found === undefined) return [];
      return [
        {
          ...quoting`“${found}”是与本年（${year} 年）自己比较。`,
          hint: `改为与上年（${year - 1} 年）比较，并核对数字。`,
          path,
          snippet: found,
        },
      ];
    });
  },
  `${PROOFS}: H17 sentences compare with the year before`,
);
