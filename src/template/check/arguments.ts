import { nearest } from '../../model/nearest.ts';
import type { HelperDefinition, HelperParam } from '../helper.ts';
import type { Shape } from '../shape.ts';
import { kindsOf, kindWord, shapeWord } from '../shape-words.ts';
import type { Located, Problems } from '../template-problem.ts';
import type { Place } from './place.ts';

/** An argument of a call: where it stands and what it is; null where that has already been reported. */
export interface Argument {
  readonly node: Located;
  readonly value: Place | Literal | null;
}

/** A constant written in the template. */
export interface Literal {
  readonly literal: string | number | boolean | null;
}

export interface Call {
  readonly name: string;
  readonly node: Located;
  readonly args: readonly Argument[];
  readonly hash: ReadonlyMap<string, Argument>;
}

/** Compares a call with the helper's parameters (T05 count and names, T06 kinds, T12 may be null). */
export function checkCall(call: Call, definition: HelperDefinition, problems: Problems): void {
  checkCount(call, definition.params, problems);
  for (const [index, argument] of call.args.entries()) {
    const last = definition.params.at(-1);
    const param = definition.params[index] ?? (last?.rest ? last : undefined);
    if (param !== undefined) checkArgument(call.name, param, argument, problems);
  }
  checkHash(call, definition.hash ?? {}, problems);
}

function checkCount(call: Call, params: readonly HelperParam[], problems: Problems): void {
  const required = params.filter((param) => !param.optional && !param.rest).length;
  const missing = params.slice(call.args.length, required);
  const usage = usageOf(call.name, params);
  if (missing.length > 0) {
    const names = missing.map((param) => `“${param.name}”`).join('、');
    problems.error('T05', call.node, `助手“${call.name}”缺少参数${names}`, usage);
  }
  const surplus = params.at(-1)?.rest ? undefined : call.args[params.length];
  if (surplus !== undefined) {
    const limit = params.length === 0 ? '不带参数' : `最多带 ${params.length} 个参数`;
    problems.error('T05', surplus.node, `助手“${call.name}”${limit}，这里写了 ${call.args.length} 个`, usage);
  }
}

function usageOf(name: string, params: readonly HelperParam[]): string {
  const words = params.map(
    (param) => (param.optional ? `[${param.name}]` : param.name) + (param.rest ? '…' : ''),
  );
  return `写法：${[name, ...words].join(' ')}`;
}

function checkHash(call: Call, params: Readonly<Record<string, HelperParam>>, problems: Problems): void {
  const names = Object.keys(params);
  for (const [name, argument] of call.hash) {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (param !== undefined) {
      checkArgument(call.name, { ...param, name }, argument, problems);
      continue;
    }
    const right = nearest(name, names);
    const all = names.length === 0 ? '请删去它' : `可以使用：${names.join('、')}`;
    const hint = right === null ? all : `是否想写“${right}”？`;
    problems.error('T05', argument.node, `助手“${call.name}”没有命名参数“${name}”`, hint);
  }
  for (const [name, param] of Object.entries(params)) {
    if (param.optional || call.hash.has(name)) continue;
    problems.error('T05', call.node, `助手“${call.name}”缺少命名参数“${name}”`, `请加上 ${name}=…`);
  }
}

function checkArgument(helper: string, param: HelperParam, argument: Argument, problems: Problems): void {
  const { value, node } = argument;
  if (value === null || param.accepts.includes('any')) return;
  const kinds = param.accepts.filter((kind) => kind !== 'null').map(kindWord);
  const hint = `这里需要：${kinds.join('或')}`;
  if ('literal' in value) {
    const kind = literalKind(value);
    if (!param.accepts.includes(kind)) {
      problems.error(
        'T06',
        node,
        `助手“${helper}”的参数“${param.name}”不能是 ${JSON.stringify(value.literal)}`,
        hint,
      );
    } else {
      checkChoice(helper, param, value, node, problems);
    }
    return;
  }
  if (!accepts(param, value.shape)) {
    const word = shapeWord(value.shape);
    problems.error('T06', node, `助手“${helper}”的参数“${param.name}”类型不对：这里给的是${word}`, hint);
  } else if (value.shape.kind === 'nullable' && !param.accepts.includes('null')) {
    problems.error(
      'T12',
      node,
      `助手“${helper}”的参数“${param.name}”可能为空`,
      '请先用 {{#if …}} 判断，或者用 {{#with …}} 进入，再调用助手',
    );
  }
}

function accepts(param: HelperParam, shape: Shape): boolean {
  return kindsOf(shape).some((kind) => param.accepts.includes(kind));
}

function literalKind({ literal }: Literal): string {
  if (literal === null) return 'null';
  return typeof literal === 'string' ? 'text' : typeof literal;
}

function checkChoice(
  helper: string,
  param: HelperParam,
  value: Literal,
  node: Located,
  problems: Problems,
): void {
  const { literal } = value;
  if (param.oneOf === undefined || typeof literal !== 'string' || param.oneOf.includes(literal)) return;
  const right = nearest(literal, param.oneOf);
  const hint = right === null ? `可以使用：${param.oneOf.join('、')}` : `是否想写“${right}”？`;
  problems.error('T06', node, `助手“${helper}”的参数“${param.name}”不能是“${literal}”`, hint);
}
