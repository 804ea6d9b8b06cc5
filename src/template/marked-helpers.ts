import { withoutMarks } from '../document/figure-marks.ts';
import type { FigureMarks } from '../model/provenance.ts';
import type { HelperDefinition, HelperTable } from './helper.ts';

/*
 * Counts are printed by templates directly, `{{count}}`, not by a helper. For the review copy such statements are
 * rewritten to calls of the two helpers below, which know the object that holds the number. The published report
 * is made from the templates as they are written.
 */

const FIELD = 'markedField';
const RESULT = 'markedResult';

/**
 * The helpers of a pack for marked templates: those that rewritten templates call are added, and what one helper
 * prints reaches another without marks, so that `(eq (money a) (money b))` compares the digits.
 */
export function markedHelpers(helpers: HelperTable, marks: FigureMarks): HelperTable {
  const bare = (value: unknown) => (typeof value === 'string' ? withoutMarks(value) : value);
  const reading = Object.entries(helpers).map(([name, helper]): [string, HelperDefinition] => [
    name,
    {
      ...helper,
      run: (args, hash, context) =>
        helper.run(
          args.map(bare),
          Object.fromEntries(Object.entries(hash).map(([key, value]) => [key, bare(value)])),
          context,
        ),
    },
  ]);
  const any = (name: string) => ({ name, accepts: ['any'] });
  return {
    ...Object.fromEntries(reading),
    [FIELD]: {
      params: [any('值'), any('所在的数据'), any('字段')],
      run: ([value, holder, field]) =>
        typeof value === 'number' ? marks.number(String(value), holder, field as string) : (value as string),
    },
    [RESULT]: {
      params: [any('值'), any('列表')],
      run: ([value, list]) => marks.number(String(value), list, 'length'),
    },
  };
}

/** Rewrites the statements of a template that may print a plain number. Changes the tree it is given. */
export function markNumbers(program: hbs.AST.Program, helpers: HelperTable): void {
  program.body = program.body.map((statement) => {
    if (statement.type === 'MustacheStatement')
      return marked(statement as hbs.AST.MustacheStatement, helpers);
    const block = statement as hbs.AST.BlockStatement;
    if (statement.type === 'BlockStatement' || statement.type === 'PartialBlockStatement') {
      markNumbers(block.program, helpers);
      if (block.inverse) markNumbers(block.inverse, helpers);
    }
    return statement;
  });
}

function marked(statement: hbs.AST.MustacheStatement, helpers: HelperTable): hbs.AST.MustacheStatement {
  if (statement.path.type !== 'PathExpression') return statement;
  const path = statement.path as hbs.AST.PathExpression;
  const helper = helpers[path.original];
  if (statement.params.length > 0 || helper !== undefined) {
    if (helper?.result !== 'number') return statement;
    const call = { ...statement, type: 'SubExpression' } as unknown as hbs.AST.SubExpression;
    return callOf(RESULT, [call, statement.params[0]!], statement);
  }
  const field = path.parts.at(-1);
  // `@index` and its like count repetitions; `this` alone is not held by anything.
  if (field === undefined || (path.data && path.parts.length < 2)) return statement;
  const parts = path.parts.slice(0, -1);
  const holder = { ...path, parts, original: parts.join('.') || 'this' } as hbs.AST.PathExpression;
  const name = {
    type: 'StringLiteral',
    value: field,
    original: field,
    loc: path.loc,
  } as hbs.AST.StringLiteral;
  return callOf(FIELD, [path, holder, name], statement);
}

function callOf(
  helper: string,
  params: hbs.AST.Expression[],
  { path, ...statement }: hbs.AST.MustacheStatement,
): hbs.AST.MustacheStatement {
  const callee = {
    type: 'PathExpression',
    data: false,
    depth: 0,
    parts: [helper],
    original: helper,
    loc: path.loc,
  };
  return { ...statement, path: callee as hbs.AST.PathExpression, params };
}
