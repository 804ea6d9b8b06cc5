import { quoting } from '../../model/quoting.ts';
import { daysBetween, PUBLICATION_DAYS, spokenDate } from '../calendar.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** A19 二十日内公开: published after the approval, and within 20 days of it. */
export const publishedInTime: Rule = checkedRule(
  {
    code: 'A19',
    title: '批复后二十日内公开',
    meaning: '公开日期不早于批复日期，且不超过批复后 20 日。单位文件写了 approved 才检查。',
    example: '2 月 3 日批复，2 月 26 日公开，已有 23 日。',
    remedy: '核对 date 和 approved。',
    source: 'L14 R6 143',
    severity: 'error',
    needs: ['data'],
  },
  ({ unit }) => {
    const { date, approved } = unit.data;
    if (!approved) return [];
    const days = daysBetween(approved, date);
    if (days >= 0 && days <= PUBLICATION_DAYS) return [];
    const message =
      days < 0
        ? `公开日期 ${spokenDate(date)} 早于批复日期 ${spokenDate(approved)}。`
        : `公开日期 ${spokenDate(date)} 距批复日期 ${spokenDate(approved)} 已有 ${days} 日，超过 ${PUBLICATION_DAYS} 日。`;
    return [
      {
        message,
        hint: '核对 date 和 approved；应在批复后 20 日内公开。',
        path: ['date'],
      },
    ];
  },
);

/** A18 名词解释: terms that the pack wants explained and that the prose uses. */
export const explainedTerms: Rule = checkedRule(
  {
    code: 'A18',
    title: '专业名词有解释',
    meaning: '正文用到的专业名词在名词解释中有同名的解释；要解释哪些名词由模板的 checks.terms 规定。',
    example: '正文写“事业单位运行经费”，只解释了“机关运行经费”。',
    remedy: '在 glossary 中补写名词和解释。',
    source: '143 CAT',
    severity: 'warning',
    needs: ['prose'],
  },
  ({ prose, pack, words, humanTexts }) => {
    const lines = prose!.split('\n');
    const start = lines.findLastIndex((line) => line.includes(words.wording.glossaryHeading));
    if (start < 0) return [];
    const sentences = lines.slice(0, start);
    const glossary = lines.slice(start).join('\n');
    return pack.settings.checks.terms.flatMap((term) => {
      if (!sentences.some((line) => line.includes(term)) || glossary.includes(`${term}：`)) return [];
      return [
        {
          ...quoting`正文用了“${term}”，名词解释中没有解释。`,
          // What the form alone says, nobody wrote: the best place for its explanation is the form.
          ...(humanTexts.some(({ text, field }) => field !== 'glossary' && text.includes(term))
            ? { hint: `在 glossary 中补写 term: ${term} 和解释。` }
            : {
                severity: 'note' as const,
                hint: `这个词是模板印的，可由模板在名词解释中解释；也可在 glossary 中补写 term: ${term} 和解释。`,
              }),
          path: ['glossary'],
        },
      ];
    });
  },
);
