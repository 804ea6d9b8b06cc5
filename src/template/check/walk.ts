import { BUILT_IN_HELPERS } from '../template-language.ts';
import { walkBuiltIn } from './blocks.ts';
import { type CallNode, checkArguments, evaluateCall, helperName, type Rules } from './expressions.ts';
import { isSimpleName, resolvePath } from './paths.ts';
import type { Scope } from './place.ts';
import { checkPrintable } from './printable.ts';

/** What the walk of one template needs from the walk of all. */
export interface Walker extends Rules {
  callPartial(node: hbs.AST.PartialStatement, scope: Scope): void;
}

/** Checks the statements of a template or block. */
export function walkProgram(program: hbs.AST.Program | undefined, scope: Scope, walker: Walker): void {
  for (const statement of program?.body ?? []) walkStatement(statement, scope, walker);
}

function walkStatement(statement: hbs.AST.Statement, scope: Scope, walker: Walker): void {
  switch (statement.type) {
    case 'MustacheStatement':
      walkMustache(statement as hbs.AST.MustacheStatement, scope, walker);
      break;
    case 'BlockStatement':
      walkBlock(statement as hbs.AST.BlockStatement, scope, walker);
      break;
    case 'PartialStatement':
      walker.callPartial(statement as hbs.AST.PartialStatement, scope);
      break;
    case 'PartialBlockStatement':
      walker.problems.error('T08', statement, '不能使用 {{#> …}} 形式的局部模板', '请改用 {{> 名称}}');
      break;
    case 'Decorator':
    case 'DecoratorBlock':
      walker.problems.error(
        'T08',
        statement,
        '不能使用带“*”的标记（包括 {{#*inline}}）',
        '请把这部分内容放到单独的模板文件里，用 {{> 名称}} 引用',
      );
      break;
  }
}

function walkMustache(node: hbs.AST.MustacheStatement, scope: Scope, walker: Walker): void {
  const { problems, helpers } = walker;
  if (!node.escaped) {
    problems.error(
      'T08',
      node,
      '不能原样输出（{{{…}}} 或 {{&…}}）',
      '请改为两个花括号 {{…}}；特殊字符会自动处理',
    );
  }
  if (node.path.type !== 'PathExpression') {
    problems.error('T08', node, '花括号里不能只写一个常量', '请把文字直接写在模板里，不加花括号');
    return;
  }
  const path = node.path as hbs.AST.PathExpression;
  const hasArguments = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
  const isHelper =
    isSimpleName(path) &&
    !scope.blockParams.has(path.original) &&
    (Object.hasOwn(helpers, path.original) || BUILT_IN_HELPERS.includes(path.original));
  const isCall = hasArguments || isHelper;
  const place = isCall ? evaluateCall(node as CallNode, scope, walker) : resolvePath(path, scope, problems);
  if (place !== null) checkPrintable(node, isCall ? `(${path.original} …)` : path.original, place, walker);
}

function walkBlock(node: hbs.AST.BlockStatement, scope: Scope, walker: Walker): void {
  if (isRawBlock(node)) {
    walker.problems.error('T08', node, '不能使用四个花括号的块', '请改用 {{#…}}…{{/…}}');
    return;
  }
  const name = blockName(node, scope, walker);
  if (name !== null && name !== 'lookup' && BUILT_IN_HELPERS.includes(name)) {
    walkBuiltIn(name, node, scope, walker);
    return;
  }
  if (name !== null) checkBlockHelper(name, node, scope, walker);
  walkProgram(node.program, scope, walker);
  walkProgram(node.inverse, scope, walker);
}

function checkBlockHelper(name: string, node: hbs.AST.BlockStatement, scope: Scope, walker: Walker): void {
  const { problems } = walker;
  const definition = walker.helpers[name];
  if (definition === undefined) {
    problems.error('T08', node, 'lookup 不能成对使用', '请写成 {{#with (lookup 数据 键)}}…{{/with}}');
    return;
  }
  if (!definition.block) {
    problems.error('T08', node, `助手“${name}”不能成对使用`, `请写成 {{${name} …}}，并删去 {{/${name}}}`);
  }
  checkArguments(name, definition, node as CallNode, scope, walker);
  const params = (node.program ?? node.inverse)?.blockParams ?? [];
  if (params.length > 0) {
    problems.error('T08', node, `助手“${name}”后面不能写 as |${params.join(' ')}|`, '请删去这一段');
  }
}

// {{#rows}} without a helper would choose between `each`, `with` and `if` by the data; authors must say which.
function blockName(node: hbs.AST.BlockStatement, scope: Scope, walker: Walker): string | null {
  const { path } = node;
  const isField =
    path.type === 'PathExpression' && node.params.length === 0 && !isKnown(path.original, walker);
  if (!isField) return helperName(node as CallNode, scope, walker);
  walker.problems.error(
    'T02',
    path,
    `“{{#${path.original}}}”里没有写助手名称`,
    `请写明用法：{{#each ${path.original}}} 逐项输出，{{#if ${path.original}}} 判断，或 {{#with ${path.original}}} 进入`,
  );
  return null;
}

function isKnown(name: string, walker: Walker): boolean {
  return Object.hasOwn(walker.helpers, name) || BUILT_IN_HELPERS.includes(name);
}

function isRawBlock(node: hbs.AST.BlockStatement): boolean {
  return (node.openStrip as Partial<hbs.AST.StripFlags>).open === undefined && !isChained(node);
}

// A block of `{{else if …}}` has no tags of its own, but its flags are copied from the chain.
function isChained(node: hbs.AST.BlockStatement): boolean {
  return (node as { chained?: boolean }).chained === true;
}
