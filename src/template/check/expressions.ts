import { nearest } from '../../model/nearest.ts';
import type { HelperDefinition, HelperTable } from '../helper.ts';
import { HTML_SHAPE, type Shape } from '../shape.ts';
import { BUILT_IN_HELPERS } from '../template-language.ts';
import type { Problems } from '../template-problem.ts';
import { type Argument, checkCall, type Literal } from './arguments.ts';
import { isSimpleName, resolvePath } from './paths.ts';
import { insist, type Place, type Scope, settle } from './place.ts';

/** Anything with a path, arguments and named arguments. */
export interface CallNode extends hbs.AST.Node {
  readonly path: hbs.AST.PathExpression | hbs.AST.Literal | hbs.AST.SubExpression;
  readonly params: readonly hbs.AST.Expression[];
  readonly hash?: hbs.AST.Hash;
}

export interface Rules {
  readonly helpers: HelperTable;
  readonly problems: Problems;
}

/** What an argument is: a field, a constant or the result of a sub-expression; null once reported. */
export function evaluate(node: hbs.AST.Expression, scope: Scope, rules: Rules): Place | Literal | null {
  switch (node.type) {
    case 'PathExpression':
      return resolvePath(node as hbs.AST.PathExpression, scope, rules.problems);
    case 'SubExpression':
      return evaluateCall(node as hbs.AST.SubExpression, scope, rules);
    case 'NullLiteral':
      return { literal: null };
    case 'UndefinedLiteral':
      rules.problems.error('T08', node, '不能使用 undefined', '没有值时请写 null');
      return null;
    default:
      return {
        literal: (node as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value,
      };
  }
}

/** The result of a helper called inline or as a sub-expression. */
export function evaluateCall(node: CallNode, scope: Scope, rules: Rules): Place | null {
  const { problems, helpers } = rules;
  const name = helperName(node, scope, rules);
  if (name === null) return null;
  if (name === 'lookup') return lookupResult(node, scope, rules);
  if (BUILT_IN_HELPERS.includes(name)) {
    problems.error('T08', node, `“${name}”不能写在这里`, `请写成 {{#${name} …}}…{{/${name}}}`);
    return null;
  }
  const definition = helpers[name] as HelperDefinition;
  if (definition.block) {
    problems.error('T08', node, `助手“${name}”要成对使用`, `请写成 {{#${name} …}}…{{/${name}}}`);
  }
  checkArguments(name, definition, node, scope, rules);
  return {
    shape: resultShape(definition),
    path: `(${JSON.stringify(node.loc.source)}${JSON.stringify(node.loc.start)})`,
  };
}

/** Compares the arguments of a call with the definition of its helper. */
export function checkArguments(
  name: string,
  definition: HelperDefinition,
  node: CallNode,
  scope: Scope,
  rules: Rules,
): void {
  const args = node.params.map((param): Argument => ({ node: param, value: evaluate(param, scope, rules) }));
  const hash = new Map(
    (node.hash?.pairs ?? []).map((pair): [string, Argument] => [
      pair.key,
      { node: pair, value: evaluate(pair.value, scope, rules) },
    ]),
  );
  checkCall({ name, node, args, hash }, definition, rules.problems);
}

/** The name of the helper a call means, or null after reporting that there is none (T02). */
export function helperName(node: CallNode, scope: Scope, rules: Rules): string | null {
  const path = node.path as hbs.AST.PathExpression;
  const known = [...Object.keys(rules.helpers), ...BUILT_IN_HELPERS];
  const original = String(path.original);
  if (path.type === 'PathExpression' && isSimpleName(path) && !scope.blockParams.has(original)) {
    if (known.includes(original)) return original;
  }
  for (const param of node.params) evaluate(param, scope, rules);
  const right = nearest(original, known);
  const hint = right === null ? `可以使用的助手：${known.join('、')}` : `是否想写“${right}”？`;
  rules.problems.error('T02', node.path, `没有“${original}”这个助手`, hint);
  return null;
}

const LOOKUP: HelperDefinition = {
  params: [
    { name: '数据', accepts: ['any'] },
    { name: '键', accepts: ['text', 'number'] },
  ],
  run: () => '',
};

function lookupResult(node: CallNode, scope: Scope, rules: Rules): Place | null {
  checkArguments('lookup', LOOKUP, node, scope, rules);
  const [container, key] = node.params.map((param) => evaluate(param, scope, rules));
  if (!container || !key || node.params.length !== 2) return null;
  const place = 'literal' in container ? null : insist(container);
  if (place === null || (place.shape.kind !== 'list' && place.shape.kind !== 'map')) {
    const hint = '字段请直接写名称，例如 {{数据.字段}}';
    rules.problems.error('T06', node, 'lookup 只能用于列表或按名称存放的一组数据', hint);
    return null;
  }
  const suffix = 'literal' in key ? `.${key.literal}` : `[${key.path}]`;
  return settle(scope, { shape: { kind: 'nullable', of: place.shape.of }, path: place.path + suffix });
}

function resultShape(definition: HelperDefinition): Shape {
  const result = definition.result ?? 'text';
  if (typeof result !== 'string') return result;
  return result === 'html' ? HTML_SHAPE : { kind: result };
}
