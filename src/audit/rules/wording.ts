import { almostLaw } from '../../check/law-titles.ts';
import { privateDataIn } from '../../check/privacy.ts';
import { isInLists, isKnownName, soundAlikesOf } from '../../check/sound-alikes.ts';
import { quoting } from '../../model/quoting.ts';
import type { AuditContext, AuditFinding, AuditRule } from '../audit-rule.ts';

/** E09 模板残留, D08 旧名, F05 错别字: words that the lists of the checks name. */
export const listedWords: AuditRule = {
  codes: ['E09', 'D08', 'F05'],
  needs: [],
  run: ({ reading, words, names }) => {
    const { wording, laws } = words;
    const alike = soundAlikesOf(words);
    const isName = (written: string): boolean =>
      (names !== null && isInLists(written, names)) || isKnownName(written, [], reading.texts);
    const told = new Set<string>();
    const once = (key: string): boolean => !told.has(key) && told.add(key).size > 0;
    return reading.texts.flatMap(({ text, at, isWhole }): AuditFinding[] => {
      const residue = wording.residues.exec(text)?.[0];
      const old = Object.keys(wording.outdatedNames).find(
        (name) => text.includes(name) && !text.includes(wording.outdatedNames[name]!),
      );
      const slips = [
        ...Object.entries(wording.typos)
          .filter(([written]) => text.includes(written))
          .map(([written, meant]) => ({ written, meant })),
        ...(isWhole ? alike.in(text, isName) : []),
        ...[...text.matchAll(/《([^《》]+)》/g)].flatMap(([, title]) => {
          const meant = almostLaw(title!, laws.laws);
          return meant === null ? [] : [{ written: title!, meant }];
        }),
      ];
      return [
        ...(residue !== undefined && once(residue + text)
          ? [
              {
                code: 'E09',
                ...quoting`文字中留有模板残留“${residue}”。`,
                hint: '换成实际内容，或删去这些字。',
                at,
              },
            ]
          : []),
        ...(old !== undefined && once(old)
          ? [
              {
                code: 'D08',
                ...quoting`“${old}”是已经停用的科目名称。`,
                hint: `改为现行名称“${wording.outdatedNames[old]!}”。`,
                at,
              },
            ]
          : []),
        ...slips
          .filter(({ written }) => once(written))
          .map(({ written, meant }) => ({
            code: 'F05',
            severity: 'warning' as const,
            ...quoting`“${written}”疑为“${meant}”之误。`,
            hint: `核对后改为“${meant}”；确是这样写的，不必改动。`,
            at,
          })),
      ];
    });
  },
};

/** F01 个人信息. */
export const personalData: AuditRule = {
  codes: ['F01'],
  needs: [],
  run: ({ reading }) => {
    const told = new Set<string>();
    return reading.texts.flatMap(({ text, at, isWhole }) =>
      privateDataIn(text).flatMap(({ kind, found, isCertain }): AuditFinding[] => {
        // Figures of several columns in a row look like a number of somebody's.
        const isChance = !isWhole && (kind === '手机号码' || kind === '银行账号');
        if (isChance || told.has(found)) return [];
        told.add(found);
        // The finding is read by many: it does not publish the number once more.
        const masked = found.replace(/(?<=.{3}).(?=.{2})/g, '*');
        return [
          {
            code: 'F01',
            severity: isCertain ? 'error' : 'warning',
            message: isCertain ? `公开了${kind}：${masked}。` : `${masked} 像${kind}。`,
            hint: '改为职务和公用固定电话。',
            at,
          },
        ];
      }),
    );
  },
};

/** A classification has its name from what departments use. */
const TERM = /部门预算(?:支出)?经济分类/g;

/** F02 部门口径, in the report of a unit. */
export const departmentWords: AuditRule = {
  codes: ['F02'],
  needs: ['prose'],
  run: ({ reading, words }) => {
    if (reading.level !== '单位') return [];
    const told = new Set<string>();
    return reading.sentences.flatMap(({ text, at, above }): AuditFinding[] => {
      // A glossary explains what departments do.
      if (
        above.some(
          (heading) =>
            words.wording.glossaryHeading !== '' && heading.includes(words.wording.glossaryHeading),
        )
      )
        return [];
      const word = words.wording.departmentWords.find(
        (each) => text.replace(TERM, '').includes(each) && !told.has(each),
      );
      if (word === undefined) return [];
      told.add(word);
      return [
        {
          code: 'F02',
          severity: 'warning',
          ...quoting`单位的公开文本中写了“${word}”。`,
          hint: '单位写“本单位”；确指主管部门的，写明部门名称。',
          at,
        },
      ];
    });
  },
};

const DOUBLED = /([。，、；：！？])\1+|[，、；：][。！？]|[。！？][，、；：]/u;

/** F03 标点. */
export const punctuation: AuditRule = {
  codes: ['F03'],
  needs: ['prose'],
  run: ({ reading }) =>
    reading.sentences.flatMap(({ text, at }): AuditFinding[] => {
      const doubled = DOUBLED.exec(text)?.[0];
      if (doubled === undefined) return [];
      return [
        {
          code: 'F03',
          severity: 'note',
          ...quoting`标点重复或相连：“${doubled}”。`,
          hint: '只保留一个。',
          at,
        },
      ];
    }),
};

const QUOTED = /《[^《》]*》|〔[^〔〕]*〕|“[^“”]*”|（[^（）]*）/g;
const COMPARES = /[与较比同和][^，。；]{0,4}$/;

/** C16 年度一致, in sentences: a base that is not last year, a year of another report. */
export const yearsInProse: AuditRule = {
  codes: ['C16'],
  needs: ['prose'],
  run: ({ reading }: AuditContext) => {
    const { year } = reading;
    if (year === null) return [];
    return reading.sentences.flatMap(({ text, at }): AuditFinding[] => {
      const bare = text.replace(QUOTED, (quoted) => '□'.repeat(quoted.length));
      for (const match of bare.matchAll(/(20\d\d)\s*年(?:度)?(?!\s*\d{1,2}\s*月)/g)) {
        const found = Number.parseInt(match[1]!, 10);
        const before = bare.slice(0, match.index);
        const after = text.slice(match.index + match[0].length);
        if (COMPARES.test(before) && found !== year - 1 && found !== year) {
          return [
            {
              code: 'C16',
              message: `${year} 年的报告与 ${found} 年比较，应与上年（${year - 1} 年）比。`,
              hint: '改正年份，并核对数字。',
              at,
            },
          ];
        }
        const isCurrent =
          /^(?:度)?(?:预算|决算|本年收入|本年支出|收入|支出|收支|“三公”|一般公共预算|财政拨款|基本支出|项目支出|政府采购|机关运行)/.test(
            after,
          );
        const clause = /[^，。；：]*$/.exec(before)![0] + /^[^，。；：]*/.exec(after)![0];
        const isLastYear = found === year - 1 && (text.includes(String(year)) || /执行|决算/.test(clause));
        if (
          isCurrent &&
          found !== year &&
          !isLastYear &&
          !COMPARES.test(before) &&
          !/上年|底|末|较|比/.test(clause)
        ) {
          return [
            {
              code: 'C16',
              severity: 'warning',
              ...quoting`${year} 年的报告中写了“${match[0] + after.slice(0, 8)}”，可能是别的年度的文字。`,
              hint: `确属当年的改为 ${year} 年；确实说的是别的年度的，写明是哪一年的什么数。`,
              at,
            },
          ];
        }
      }
      return [];
    });
  },
};
