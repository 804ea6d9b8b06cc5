import { budgetedMembers } from '../../books/unit.ts';
import { quoting } from '../../model/quoting.ts';
import { daysBetween, spokenDate } from '../calendar.ts';
import type { RawFinding } from '../context.ts';
import { byConstruction, checkedEarlier, checkedRule, type Judged, type Rule } from '../rule.ts';

const DEPARTMENT: Judged = { level: '部门' };
const PROOFS = 'test/check/department-construction.test.ts';
/** So long after its own approval a department approves the budgets of its units. */
const APPROVAL_DAYS = 15;

/** H05 成员的年度、文件、批复. */
export const membersOfOneYear: Rule = checkedRule(
  {
    code: 'H05',
    title: '成员同年、同类，按时批复',
    meaning:
      '成员文件与部门文件同一年、同为预算或同为决算（读入时检查）；部门在自己的预算批复后 15 日内批复所属单位。各自批复后 20 日内公开见 A19。',
    example: '部门 2 月 12 日批复，所属单位 3 月 3 日才批复，已有 19 日。',
    remedy: '指向同年、同类的成员文件；核对两个文件的 approved。',
    source: 'L52 L14',
    severity: 'error',
    needs: ['data'],
    judges: DEPARTMENT,
  },
  ({ unit }) => {
    const own = unit.data.approved;
    if (!own) return [];
    return budgetedMembers(unit).flatMap(({ data, file }): RawFinding[] => {
      const late = data.approved ? daysBetween(own, data.approved) : 0;
      if (late <= APPROVAL_DAYS) return [];
      return [
        {
          ...quoting`“${data.unit.name}”${spokenDate(data.approved!)}批复，距部门的批复日期${spokenDate(own)}已有 ${late} 日，超过 ${APPROVAL_DAYS} 日。`,
          hint: `核对本文件和 ${file} 的 approved。`,
          path: ['approved'],
        },
      ];
    });
  },
);

/** H06 单位构成. */
export const compositionCounted: Rule = {
  code: 'H06',
  title: '单位构成与个数一致',
  meaning:
    '行政、参公、事业单位的个数就是列出的成员数；“下属 n 家”是成员数减本级；并入别的单位的列出而没有自己的预算，不算“n 个预算单位”。',
  example: '列出 3 个单位，其中 1 个预算不单列：下属 2 家，预算单位 2 个。',
  remedy: '改部门文件的 members。',
  source: 'DEPT',
  severity: 'error',
  verdict: byConstruction(`${PROOFS}: H06 counts are those of the bodies listed`),
  judges: DEPARTMENT,
};

/** H07 一个单位只归一个部门. */
export const oneDepartment: Rule = {
  code: 'H07',
  title: '一个单位只归一个部门',
  meaning:
    '同一部门中没有两个同名的成员，同一批中没有一个单位归两个部门。另有应公开名单（--register）时，名单上缺的、重的、名单上没有的也列出（见 N 开头的代码）。',
  example: '老年学堂同时列在教育局和民政局的部门文件里，它的钱会公开两次。',
  remedy: '从其中一个部门文件的 members 中删去。',
  source: 'DEPT',
  severity: 'error',
  verdict: checkedEarlier('src/books/read-members.ts'),
  judges: DEPARTMENT,
};

/** H08 本级只有一个. */
export const oneHead: Rule = checkedRule(
  {
    code: 'H08',
    title: '本级有一个，名称同部门',
    meaning:
      '成员中有一个、也只有一个本级（部门本身的预算单位），名称就是部门名称或在它后面加本级、机关；不是的，在 title 中写明怎样列示。',
    example: '两个成员都写了 role: 本级；部门叫教育局，本级的文件却是教研室的。',
    remedy: '给部门本身的那个成员写 role: 本级；名称不同而没有错的，写 title。',
    source: 'DEPT',
    severity: 'warning',
    needs: ['data'],
    judges: DEPARTMENT,
  },
  ({ unit }) => {
    const { name } = unit.data.unit;
    const heads = unit.members.filter(({ isHead }) => isHead);
    const hint = '部门本身的那个单位写 role: 本级；只写一个。';
    const path = ['members'];
    if (heads.length === 0) return [{ message: '成员中没有写哪个是本级。', hint, path }];
    if (heads.length > 1) {
      const names = heads.map((head) => head.name).join('、');
      return [{ message: `写了 ${heads.length} 个本级：${names}。`, hint, path }];
    }
    const [head] = heads;
    if (head!.isRenamed || head!.name.startsWith(name)) return [];
    return [
      {
        ...quoting`本级的单位是“${head!.name}”，部门是“${name}”。`,
        hint: '核对是不是选错了文件；确是这个单位的，在这个成员中写 title（列示名称）。',
        path,
      },
    ];
  },
);

const JOINING = ['和', '与', '及'] as const;
const REGION_ENDS = '省市县区州旗';
/** Within the region that a name begins with. */
const REGION_LENGTH = 12;

/** H09 部门名称. */
export const nameOfDepartment: Rule = checkedRule(
  {
    code: 'H09',
    title: '部门名称各处相同',
    meaning:
      '封面、表头、说明的名称取自部门文件；手写的文字中，部门和成员单位的名称不写成“与”换“和”、少一个“区”字的样子（从文字判断）。',
    example: '部门叫文化和旅游局，职能里写文化与旅游局。',
    remedy: '改为全称。',
    source: 'DEPT',
    severity: 'warning',
    needs: ['texts'],
    judges: DEPARTMENT,
  },
  ({ unit, humanTexts }) => {
    const names = [unit.data.unit.name, ...(unit.data.department?.members ?? []).map(({ name }) => name)];
    const wrong = new Map(names.flatMap((name) => misspelt(name).map((each) => [each, name] as const)));
    for (const name of names) wrong.delete(name);
    return humanTexts.flatMap(({ text, path }) =>
      [...wrong]
        .filter(([each]) => text.includes(each))
        .map(([each, name]) => ({
          ...quoting`“${each}”与名称“${name}”差一个字。`,
          hint: `改为“${name}”；确是另一个单位的，写豁免。`,
          path,
          snippet: each,
        })),
    );
  },
  `${PROOFS}: H09 the department is named alike in every table and section`,
);

/** A name as it is found misspelt: another word for 和, the region without its last character. */
function misspelt(name: string): string[] {
  const characters = [...name];
  return characters.flatMap((character, at) => {
    const replaced = (by: string) => [...characters.slice(0, at), by, ...characters.slice(at + 1)].join('');
    const isInside = at > 1 && at < characters.length - 2;
    if (!isInside) return [];
    if ((JOINING as readonly string[]).includes(character))
      return JOINING.filter((each) => each !== character).map(replaced);
    return at < REGION_LENGTH && REGION_ENDS.includes(character) ? [replaced('')] : [];
  });
}

/** H18 列示至基层预算单位. */
export const downToTheLowest: Rule = {
  code: 'H18',
  title: '列示至基层预算单位',
  meaning: '成员本身是部门（下面还有三级单位）的，单位构成列到它的每一个单位，金额也从它们汇总。',
  example: '成员是一个有两所学校的学区，构成列出两所学校。',
  remedy: '不用改：由程序展开。',
  source: 'DEPT',
  severity: 'note',
  verdict: byConstruction(`${PROOFS}: H18 the members of a department below stand in its place`),
  judges: DEPARTMENT,
};

/** H19 同一批中成员与部门取自同一状态的文件. */
export const sameState: Rule = {
  code: 'H19',
  title: '成员与部门取自同一状态的文件',
  meaning:
    '一次生成中，单位报告和部门报告读到的成员文件必须完全相同；生成途中改了成员文件，部门的报告就不写出。清单（manifest）记着每份报告所读文件的哈希。',
  example: '单位报告写出后有人改了成员文件，部门再汇总时数就不同了。',
  remedy: '再运行一次：只有变了的会重新生成。',
  source: 'OWN',
  severity: 'error',
  verdict: checkedEarlier('src/batch/same-state.ts'),
  judges: DEPARTMENT,
};

/** H20 涉密单位. */
export const undisclosed: Rule = {
  code: 'H20',
  title: '涉密单位整体不列并注明',
  meaning: '涉及国家秘密、依法不公开的成员单位，只能整个不列入，并在构成中注明个数，不能只抽掉几笔。',
  example: '部门有 1 个单位按规定不公开。',
  remedy: '不把它列为成员，在部门文件的 introduction 中注明个数。',
  source: 'L14 143',
  severity: 'error',
  verdict: {
    kind: 'outOfReach',
    reason:
      '哪些单位涉密本身不能写进公开用的数据：写明了名称就泄露，只写个数又没有另一个数可以比，程序无从判断少了谁、个数对不对。能保证的是：列为成员的一律整体汇总（成员、账、构成取自同一份名单），抽掉几笔做不到；个数由部门写在 introduction 里。',
  },
  judges: DEPARTMENT,
};
