import type { HelperTable } from '../helper.ts';
import type { Shape } from '../shape.ts';
import { shapeWord } from '../shape-words.ts';
import type { Located } from '../template-problem.ts';
import type { Rules } from './expressions.ts';
import type { Place } from './place.ts';

/** Reports a value that `{{x}}` cannot print (T07) or that may be empty (T12: it would leave a gap in a sentence). */
export function checkPrintable(node: Located, written: string, place: Place, rules: Rules): void {
  const { shape } = place;
  if (shape.kind === 'nullable' && isPrintable(shape.of)) {
    rules.problems.error(
      'T12',
      node,
      `“${written}”可能为空，直接输出会在文中留下空缺`,
      `请先判断：{{#if ${written}}}…{{/if}}`,
    );
  } else if (!isPrintable(shape)) {
    const hint = printHint(written, shape.kind === 'nullable' ? shape.of : shape, rules.helpers);
    rules.problems.error('T07', node, `“${written}”是${shapeWord(shape)}，不能直接输出`, hint);
  }
}

function isPrintable(shape: Shape): boolean {
  if (shape.kind === 'opaque') return shape.name === 'html';
  return shape.kind === 'text' || shape.kind === 'number' || shape.kind === 'boolean';
}

function printHint(written: string, shape: Shape, helpers: HelperTable): string {
  if (shape.kind === 'list' || shape.kind === 'map') return `请用 {{#each ${written}}}…{{/each}} 逐项输出`;
  const name = shape.kind === 'object' || shape.kind === 'opaque' ? shapeName(shape) : undefined;
  const helper = Object.entries(helpers).find(
    ([, { params, block }]) => !block && name !== undefined && params[0]?.accepts.includes(name),
  );
  if (helper !== undefined) return `请用助手输出，例如 {{${helper[0]} ${written}}}`;
  const fields = shape.kind === 'object' ? Object.keys(shape.fields) : [];
  return fields.length > 0
    ? `请写明要输出的字段，例如 {{${written}.${fields[0]}}}`
    : '请把它交给能输出这类数据的助手';
}

function shapeName(shape: Shape): string | undefined {
  if (shape.kind === 'opaque') return shape.name;
  return shape.kind === 'object' ? shape.opaque : undefined;
}
