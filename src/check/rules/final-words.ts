import { kindOf } from '../../kinds/registry.ts';
import { quoting } from '../../model/quoting.ts';
import { checkedRule, type Rule } from '../rule.ts';
import { wordsIn } from '../words-in-texts.ts';

/** G28 用语: a final tells what was done, a budget what is planned. */
export const wordsOfTheOther: Rule = checkedRule(
  {
    code: 'G28',
    title: '决算中没有预算用语，预算中没有决算用语',
    meaning:
      '决算的原因、用途等文字不写“预算安排”“上年预算”一类预算文件的话，预算的不写“完成年初预算”一类决算的话（用语见 checks/wording.yaml）。',
    example: '决算的原因写“本年预算安排增加”。',
    remedy: '决算改为说明实际执行的情况，例如“年中追加”；预算改为说明安排的理由。',
    source: 'OBL',
    severity: 'warning',
    needs: ['texts'],
  },
  (context) => {
    const { budgetWords, finalWords } = context.words.wording;
    return kindOf(context.unit).document === '决算'
      ? wordsIn(context, budgetWords, (word) => ({
          ...quoting`决算的文字中写了“${word}”。`,
          hint: '这是预算文件的说法；改为说明实际执行的情况。',
        }))
      : wordsIn(context, finalWords, (word) => ({
          ...quoting`预算的文字中写了“${word}”。`,
          hint: '这是决算文件的说法；改为说明预算这样安排的理由。',
        }));
  },
);
