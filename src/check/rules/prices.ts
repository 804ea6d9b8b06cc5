import { quantitiesIn, segmentsOf } from '../../document/numbers-in-text.ts';
import { quoting } from '../../model/quoting.ts';
import { AMOUNT_PLACEHOLDER } from '../../render/project-view.ts';
import { wan } from '../amounts.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** F08 单价: an amount by the quantity that stands in the same words, against a wide range for its kind. */
export const unitPrices: Rule = checkedRule(
  {
    code: 'F08',
    title: '单价的数量级',
    meaning: '资金分配中数量与金额相除的单价在常见范围内，找出错位的小数点。',
    example: '租用 47348 平方米、103.98 万元，每平方米 21.96 元。',
    remedy: '核对数量、金额和单位。',
    source: 'SEED',
    severity: 'warning',
    needs: ['data', 'texts'],
  },
  (context) => {
    const { prices } = context.words.prices;
    return context.unit.data.projects.flatMap((project, index) => {
      const total = context.projectTotals.get(project.name);
      if (!total) return [];
      const text = project.allocation.replaceAll(AMOUNT_PLACEHOLDER, wan(total.amount));
      return segmentsOf(text).flatMap(({ words, amount }) =>
        quantitiesIn(words).flatMap((quantity) => {
          const kind = prices.find(
            (price) => price.unit === quantity.unit && price.words.some((word) => words.includes(word)),
          );
          if (!kind || quantity.value.isZero()) return [];
          const price = amount.value.div(quantity.value);
          if (price.greaterThanOrEqualTo(kind.low) && price.lessThanOrEqualTo(kind.high)) return [];
          const range = `${kind.low.toFixed()}—${kind.high.toFixed()}`;
          return [
            {
              ...quoting`项目“${project.name}”的${kind.what}折合每${quantity.unit}${price.toFixed(2)}元（${amount.written} ÷ ${quantity.written}），通常在${range}元之间。`,
              hint: '核对数量和金额的小数点、单位；确实如此的，在 waivers 中写明。',
              path: ['projects', index, 'allocation'],
              snippet: quantity.written,
            },
          ];
        }),
      );
    });
  },
);
