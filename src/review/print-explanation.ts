import type { Explanation, Operand } from './explanation.ts';

/**
 * An explanation as lines for the terminal.
 *
 *     59.02　一般公共预算 · 比上年增减额
 *       59.02 = 715.20 − 656.18
 */
export function explanationLines(explanation: Explanation): string[] {
  const { text, label, formula, rounding, operands } = explanation;
  return [
    `${text}　${label}`,
    `  ${formula}`,
    `  ${rounding}`,
    ...operands.flatMap((operand) => operandLines(operand, 1)),
  ];
}

function operandLines(operand: Operand, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const exact = operand.exact === '' ? '' : `（${operand.exact} 元）`;
  const head = `${indent}· ${[operand.name, operand.printed].filter((part) => part !== '').join(' ')}${exact}`;
  const below = `${indent}  `;
  const lines = operand.lines.map((line) => `${below}  ${line.place}　${line.amount} 元　${line.words}`);
  const isEmpty = operand.filter !== null && lines.length === 0 && operand.parts.length === 0;
  return [
    head,
    ...(operand.filter === null ? [] : [`${below}口径：${operand.filter}`]),
    ...(operand.place === null ? [] : [`${below}写在 ${operand.place}`]),
    ...(isEmpty ? [`${below}没有符合口径的预算明细，合计为 0`] : lines),
    ...operand.parts.flatMap((part) => operandLines(part, depth + 1)),
  ];
}
