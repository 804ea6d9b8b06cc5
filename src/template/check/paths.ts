import { nearest } from '../../model/nearest.ts';
import type { Shape } from '../shape.ts';
import { shapeWord } from '../shape-words.ts';
import { DATA_VARIABLES } from '../template-language.ts';
import type { Problems } from '../template-problem.ts';
import { type Place, type Scope, settle } from './place.ts';

const LEAF = { text: { kind: 'text' }, number: { kind: 'number' }, boolean: { kind: 'boolean' } } as const;

/**
 * The place a path means, or null after reporting why it means nothing (T04 unknown field, T08 `..`
 * too far out, T12 a field of a value that may be null).
 */
export function resolvePath(path: hbs.AST.PathExpression, scope: Scope, problems: Problems): Place | null {
  const start = path.data ? startAtData(path, scope, problems) : startAtContext(path, scope, problems);
  if (start === null) return null;
  let place = settle(scope, start.place);
  for (const part of start.rest) {
    const next = readField(place, part, path, scope, problems);
    if (next === null) return null;
    place = settle(scope, next);
  }
  return place;
}

/** True for a name alone, which may also be a helper: not `this.x`, `../x` or `a.b`. */
export function isSimpleName(path: hbs.AST.PathExpression): boolean {
  return path.parts.length === 1 && path.depth === 0 && !path.data && !isScoped(path);
}

// The same test as in Handlebars: a path that begins with `this` or `.` is never a block parameter.
function isScoped(path: hbs.AST.PathExpression): boolean {
  return /^\.|this\b/.test(path.original);
}

interface Start {
  readonly place: Place;
  readonly rest: readonly string[];
}

function startAtContext(path: hbs.AST.PathExpression, scope: Scope, problems: Problems): Start | null {
  const [name = '', ...rest] = path.parts;
  const param = path.depth === 0 && !isScoped(path) ? scope.blockParams.get(name) : undefined;
  if (param !== undefined) return { place: param, rest };
  const place = scope.contexts[path.depth];
  if (place === undefined) {
    const hint = scope.partial
      ? '局部模板里读不到调用它的模板的上一层数据；请在调用处传入，例如 {{> 名称 data=字段}}，或者从最外层写起：{{@root.字段}}'
      : '请减少“../”的个数，或者从最外层写起：{{@root.字段}}';
    problems.error('T08', path, `“${path.original}”超出了最外层数据`, hint);
    return null;
  }
  const levels = scope.contexts.slice(0, path.depth + 1).map((each) => isLeaf(each.shape));
  if (levels.some((leaf, level) => leaf && level > 0 && levels[level - 1])) {
    // Handlebars compares contexts by value and would skip a level where both happen to be equal.
    problems.error(
      'T08',
      path,
      `“${path.original}”从一项文字或数字读到另一项，结果会因数据而变`,
      '请给每层取名再使用，例如 {{#each 列表 as |甲|}}',
    );
    return null;
  }
  return { place, rest: path.parts };
}

function startAtData(path: hbs.AST.PathExpression, scope: Scope, problems: Problems): Start | null {
  const [name = '', ...rest] = path.parts;
  if (name === 'root' && path.depth === 0) return { place: scope.root, rest };
  if (!DATA_VARIABLES.includes(name)) {
    const right = nearest(name, DATA_VARIABLES);
    const hint =
      right === null
        ? `可以使用：${DATA_VARIABLES.map((each) => `@${each}`).join('、')}`
        : `是否想写 @${right}？`;
    problems.error('T04', path, `没有“${path.original}”这个内置变量`, hint);
    return null;
  }
  const loop = scope.loops[path.depth];
  if (loop === undefined || name === 'root') {
    problems.error(
      'T08',
      path,
      `“${path.original}”只能写在 {{#each}} 里面`,
      scope.partial
        ? '请在调用局部模板时传入，例如 {{> 名称 index=@index}}'
        : '请检查它所在的位置，或“../”的个数',
    );
    return null;
  }
  const shape =
    name === 'index' || (name === 'key' && loop === 'list')
      ? LEAF.number
      : name === 'key'
        ? LEAF.text
        : LEAF.boolean;
  return { place: { shape, path: `@${name}/${scope.loops.length - path.depth}` }, rest };
}

function readField(
  place: Place,
  name: string,
  path: hbs.AST.PathExpression,
  scope: Scope,
  problems: Problems,
): Place | null {
  const { shape } = place;
  const at = `${place.path}.${name}`;
  if (shape.kind === 'object') {
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field !== undefined) {
      scope.onRead?.(field);
      return { shape: field, path: at };
    }
  }
  if (shape.kind === 'map') return { shape: { kind: 'nullable', of: shape.of }, path: at };
  if (shape.kind === 'nullable') {
    problems.error(
      'T12',
      path,
      `“${path.original}”要读取“${name}”，但它所属的数据可能为空`,
      '请先用 {{#if …}} 判断，或者用 {{#with …}} 进入，再读取其中的字段',
    );
    return null;
  }
  problems.error('T04', path, unknownField(name, path, shape), fieldHint(name, shape, scope));
  return null;
}

function unknownField(name: string, path: hbs.AST.PathExpression, shape: Shape): string {
  const where = path.original === name ? '' : `（见“${path.original}”）`;
  if (shape.kind === 'object') return `没有“${name}”这个字段${where}`;
  return `${shapeWord(shape)}没有可读取的字段，不能读取“${name}”${where}`;
}

function fieldHint(name: string, shape: Shape, scope: Scope): string {
  if (/[“”‘’＂＇（）＝｜]/.test(name)) return '引号、括号和等号请改用半角符号';
  if (shape.kind === 'list') return '这是一个列表，请用 {{#each …}} 逐项读取';
  const outer = scope.contexts.findIndex((place, depth) => depth > 0 && namesOf(place.shape).includes(name));
  if (outer > 0) return `这个字段在外面第 ${outer} 层，请写 {{${'../'.repeat(outer)}${name}}}`;
  const names = namesOf(shape);
  const right = nearest(name, names);
  if (right !== null) return `是否想写“${right}”？`;
  if (namesOf(scope.root.shape).includes(name)) return `这个字段在最外层，请写 {{@root.${name}}}`;
  return names.length === 0
    ? '请直接使用它本身'
    : `这里可以使用：${names.slice(0, 12).join('、')}${names.length > 12 ? '等' : ''}`;
}

function namesOf(shape: Shape): string[] {
  if (shape.kind === 'nullable') return namesOf(shape.of);
  return shape.kind === 'object' ? Object.keys(shape.fields) : [];
}

function isLeaf(shape: Shape): boolean {
  if (shape.kind === 'nullable') return isLeaf(shape.of);
  return shape.kind === 'text' || shape.kind === 'number' || shape.kind === 'boolean';
}
