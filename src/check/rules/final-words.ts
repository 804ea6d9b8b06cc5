import { quoting } from '../../model/quoting.ts';
import { checkedRule, type Rule } from '../rule.ts';
import { wordsIn } from '../words-in-texts.ts';

/** G28 预算用语: a final tells what was done, not what is planned. */
export const budgetWordsInFinal: Rule = checkedRule(
  {
    code: 'G28',
    title: '决算中没有预算用语',
    meaning: '决算的原因、用途等文字不写“预算安排”“上年预算”一类预算文件的话（用语见 checks/wording.yaml）。',
    example: '原因写“本年预算安排增加”。',
    remedy: '改为说明实际执行的情况，例如“年中追加”。',
    source: 'OBL',
    severity: 'warning',
    needs: ['texts'],
    judges: { document: '决算' },
  },
  (context) =>
    wordsIn(context, context.words.wording.budgetWords, (word) => ({
      ...quoting`决算的文字中写了“${word}”。`,
      hint: '这是预算文件的说法；改为说明实际执行的情况。',
    })),
);
