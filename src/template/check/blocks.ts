import { shapeWord } from '../shape-words.ts';
import { evaluate } from './expressions.ts';
import { assume, enter, insist, type Place, type Scope } from './place.ts';
import { type Walker, walkProgram } from './walk.ts';

const MOST_BLOCK_PARAMS: Readonly<Record<string, number>> = { if: 0, unless: 0, with: 1, each: 2 };

/** Checks `{{#if}}`, `{{#unless}}`, `{{#with}}` or `{{#each}}` and what stands inside it. */
export function walkBuiltIn(name: string, node: hbs.AST.BlockStatement, scope: Scope, walker: Walker): void {
  checkForm(name, node, walker);
  const [param] = node.params;
  const value = param === undefined ? null : evaluate(param, scope, walker);
  const place = value !== null && !('literal' in value) ? value : null;
  const proven = place === null ? scope : assume(scope, place);
  if (name === 'if' || name === 'unless') {
    walkProgram(node.program, name === 'if' ? proven : scope, walker);
    walkProgram(node.inverse, name === 'if' ? scope : proven, walker);
    return;
  }
  walkProgram(node.inverse, scope, walker);
  // What stands inside depends on the value; without one, nothing there can be judged.
  if (place === null) {
    if (value !== null) walker.problems.error('T06', node, `{{#${name}}} 后面不能写常量`, '请写字段名称');
    return;
  }
  const inner =
    name === 'with'
      ? enterValue(node, proven, insist(place))
      : enterItems(node, proven, insist(place), walker);
  if (inner !== null) walkProgram(node.program, inner, walker);
}

function enterValue(node: hbs.AST.BlockStatement, scope: Scope, place: Place): Scope {
  return withBlockParams(node, enter(scope, place), [place]);
}

function enterItems(node: hbs.AST.BlockStatement, scope: Scope, place: Place, walker: Walker): Scope | null {
  const { shape } = place;
  if (shape.kind !== 'list' && shape.kind !== 'map') {
    walker.problems.error(
      'T06',
      node.params[0] ?? node,
      `{{#each}} 需要列表，这里给的是${shapeWord(shape)}`,
      shape.kind === 'object' ? '要读取其中的字段，请用 {{#with …}}' : '请换成列表，或去掉 {{#each}}',
    );
    return null;
  }
  const { start, source } = node.loc;
  // Two loops over one list have different items.
  const path = `${place.path}[each ${source}:${start.line}:${start.column}]`;
  const item: Place = { shape: shape.of, path };
  const key: Place = { shape: { kind: shape.kind === 'list' ? 'number' : 'text' }, path: `${path}@key` };
  const inner = { ...enter(scope, item), loops: [shape.kind, ...scope.loops] };
  return withBlockParams(node, inner, [item, key]);
}

function withBlockParams(node: hbs.AST.BlockStatement, scope: Scope, places: readonly Place[]): Scope {
  const names = node.program?.blockParams ?? [];
  const blockParams = new Map(scope.blockParams);
  for (const [index, name] of names.entries()) {
    const place = places[index];
    if (place !== undefined) blockParams.set(name, place);
  }
  return { ...scope, blockParams };
}

function checkForm(name: string, node: hbs.AST.BlockStatement, walker: Walker): void {
  const { problems } = walker;
  if (node.params.length !== 1) {
    problems.error(
      'T05',
      node,
      `{{#${name}}} 后面要写且只写一项，这里写了 ${node.params.length} 项`,
      usage(name),
    );
  }
  for (const pair of node.hash?.pairs ?? []) {
    if (name === 'if' && pair.key === 'includeZero') continue;
    problems.error('T05', pair, `{{#${name}}} 没有命名参数“${pair.key}”`, '请删去它');
  }
  const params = (node.program ?? node.inverse)?.blockParams ?? [];
  const most = MOST_BLOCK_PARAMS[name] ?? 0;
  if (params.length > most) {
    const hint = most === 0 ? '请删去 as |…|' : `最多写 ${most} 个名称`;
    problems.error('T08', node, `{{#${name}}} 后面的 as |${params.join(' ')}| 写多了`, hint);
  }
}

function usage(name: string): string {
  return name === 'each'
    ? '写法：{{#each 列表}}…{{/each}}'
    : `写法：{{#${name} 字段}}…{{/${name}}}；条件较复杂时用括号：{{#${name} (助手 字段)}}`;
}
