import type { Finding, Position } from '../model/finding.ts';
import { type HelperContext, type HelperDefinition, HelperError, type HelperParam } from './helper.ts';
import { SafeHtml } from './safe-html.ts';

/** What Handlebars hands to a helper as its last argument; `loc` is not in its published types. */
interface CallOptions {
  readonly name: string;
  readonly hash: Record<string, unknown>;
  readonly data: { readonly root: unknown; readonly findings: Finding[] };
  readonly loc: {
    readonly source: string;
    readonly start: { readonly line: number; readonly column: number };
  };
  readonly fn?: (context: unknown) => string;
  readonly inverse?: (context: unknown) => string;
}

// Stands for the result of a call that has already been reported, so that it is not reported again.
const FAILED = new (class {
  toHTML(): string {
    return '';
  }
})();

type HandlebarsHelper = (this: unknown, ...args: unknown[]) => unknown;

/**
 * The function Handlebars calls for a helper. Missing values (T10) and exceptions (T11) are added to
 * the findings of the running render and print nothing, so one run shows all of them.
 */
export function wrapHelper(name: string, definition: HelperDefinition): HandlebarsHelper {
  return function (this: unknown, ...given: unknown[]): unknown {
    const options = given.at(-1) as CallOptions;
    const args = given.slice(0, -1);
    const hash = options.hash;
    const position = positionOf(options);
    const named = namedArguments(definition, args, hash);
    if (named.some(([, value]) => value === FAILED)) return FAILED;
    const missing = named.filter(([param, value]) => isMissing(param, value));
    for (const [param] of missing) options.data.findings.push(missingValue(name, param, position));
    if (missing.length > 0) return FAILED;
    try {
      const result: unknown = definition.run(args, hash, contextOf(name, position, options, this));
      if (result !== undefined) return result;
      options.data.findings.push(failed(name, position, new Error('no result')));
    } catch (error) {
      if (error instanceof BodyFailure) throw error.cause;
      options.data.findings.push(failed(name, position, error));
    }
    return FAILED;
  };
}

/** `lookup` that yields null for an absent key and sees own properties only. */
export function lookup(container: unknown, key: unknown): unknown {
  if (typeof container !== 'object' || container === null) return null;
  const name = String(key);
  return Object.hasOwn(container, name) ? ((container as Record<string, unknown>)[name] ?? null) : null;
}

function contextOf(name: string, position: Position, options: CallOptions, self: unknown): HelperContext {
  return {
    name,
    position,
    root: options.data.root,
    body: () => printBody(options.fn, self),
    elseBody: () => printBody(options.inverse, self),
  };
}

// An exception out of the body is the fault of the template there, not of the helper around it.
class BodyFailure extends Error {}

function printBody(program: CallOptions['fn'], self: unknown): SafeHtml {
  try {
    return new SafeHtml(program?.(self) ?? '');
  } catch (error) {
    throw new BodyFailure('body', { cause: error });
  }
}

type Named = readonly [HelperParam, unknown];

function namedArguments(
  definition: HelperDefinition,
  args: readonly unknown[],
  hash: Readonly<Record<string, unknown>>,
): Named[] {
  const nameless: HelperParam = { name: '参数', accepts: ['any'] };
  const last = definition.params.at(-1);
  const positional = args.map((value, index): Named => [definition.params[index] ?? last ?? nameless, value]);
  const keyed = Object.entries(hash).map(
    ([key, value]): Named => [definition.hash?.[key] ?? nameless, value],
  );
  return [...positional, ...keyed];
}

function isMissing(param: HelperParam, value: unknown): boolean {
  if (value === undefined) return true;
  return value === null && !param.accepts.includes('null') && !param.accepts.includes('any');
}

function missingValue(helper: string, param: HelperParam, position: Position): Finding {
  return {
    code: 'T10',
    severity: 'error',
    message: `助手“${helper}”的参数“${param.name}”没有值`,
    hint: '请检查数据中是否填写了这一项；可以不填的内容，请先用 {{#if …}} 判断再使用',
    position,
  };
}

function failed(helper: string, position: Position, error: unknown): Finding {
  const known = error instanceof HelperError;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'T11',
    severity: 'error',
    message: known
      ? `助手“${helper}”无法输出：${reason}`
      : `助手“${helper}”执行时出错（程序给出的原因：${reason}）`,
    hint: (known ? error.hint : null) ?? '请检查传给它的数据；如果数据无误，请把本条信息告诉程序维护人员',
    position,
  };
}

function positionOf(options: CallOptions): Position {
  const { source, start } = options.loc;
  return { file: source, line: start.line, column: start.column + 1 };
}
