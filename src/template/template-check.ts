import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { evaluate } from './check/expressions.ts';
import { type Place, type Scope, settle, settleFields, shapeId } from './check/place.ts';
import { type Walker, walkProgram } from './check/walk.ts';
import type { HelperTable } from './helper.ts';
import type { Shape } from './shape.ts';
import { shapeWord } from './shape-words.ts';
import type { ParsedTemplate } from './template-parse.ts';
import { Problems } from './template-problem.ts';

export interface CheckInput {
  readonly templates: ReadonlyMap<string, ParsedTemplate>;
  /** Templates that exist but could not be parsed. */
  readonly broken: ReadonlySet<string>;
  readonly helpers: HelperTable;
  /** The shape of the view every entry is rendered with. */
  readonly root: Shape;
  readonly entries: readonly string[];
  /** Told the shape of every field that a template reads. */
  readonly onRead?: (shape: Shape) => void;
}

/**
 * Checks all templates reachable from the entries against the data they may read and the helpers they
 * may call: T02–T08 and T12 are errors, T09 (a template nothing uses) is a warning.
 *
 * A partial is checked once for every shape of data it is called with. Facts proven by a guard around
 * the call hold for the data handed over, not for `@root` inside the partial.
 */
export function checkTemplates(input: CheckInput): Finding[] {
  const check = new TemplateCheck(input);
  for (const entry of input.entries) check.walkEntry(entry);
  check.reportUnused();
  return check.problems.findings;
}

class TemplateCheck implements Walker {
  readonly problems = new Problems();
  readonly helpers: HelperTable;
  readonly #input: CheckInput;
  readonly #walked = new Set<string>();
  readonly #used = new Set<string>();
  readonly #active: string[] = [];

  constructor(input: CheckInput) {
    this.#input = input;
    this.helpers = input.helpers;
  }

  walkEntry(name: string): void {
    const template = this.#input.templates.get(name);
    if (template !== undefined) {
      this.#walk(template, { shape: this.#input.root, path: '@root' }, false);
    } else if (!this.#input.broken.has(name)) {
      const message = `模板包里没有名为“${name}”的模板`;
      this.problems.at('T03', 'error', null, message, this.#partialHint(name));
    }
  }

  reportUnused(): void {
    for (const template of this.#input.templates.values()) {
      if (this.#used.has(template.name)) continue;
      this.problems.at(
        'T09',
        'warning',
        { file: template.file, line: 1, column: 1 },
        `模板“${template.name}”没有被任何地方用到，其中的内容没有检查`,
        `如果需要它，请用 {{> ${template.name}}} 引用；否则可以删去这个文件`,
      );
    }
  }

  callPartial(node: hbs.AST.PartialStatement, scope: Scope): void {
    const template = this.#calledTemplate(node);
    const context = this.#partialContext(node, scope);
    if (template === null) return;
    this.#used.add(template.name);
    const start = this.#active.indexOf(template.name);
    if (start >= 0) {
      const chain = [...this.#active.slice(start), template.name].join(' → ');
      const hint = '请去掉其中一处引用，否则会无休止地输出';
      this.problems.error('T08', node, `模板引用绕成了一圈：${chain}`, hint);
    } else if (context !== null) {
      this.#walk(template, context, true);
    }
  }

  #calledTemplate(node: hbs.AST.PartialStatement): ParsedTemplate | null {
    if (node.name.type === 'SubExpression') {
      const hint = '请直接写模板名称，例如 {{> 名称}}；需要选择时用 {{#if}}';
      this.problems.error('T08', node, '局部模板的名称不能由括号里的内容算出', hint);
      return null;
    }
    const name = String((node.name as hbs.AST.PathExpression).original);
    const template = this.#input.templates.get(name);
    if (template === undefined && !this.#input.broken.has(name)) {
      this.problems.error('T03', node.name, `没有名为“${name}”的局部模板`, this.#partialHint(name));
    }
    return template ?? null;
  }

  #walk(template: ParsedTemplate, context: Place, partial: boolean): void {
    this.#used.add(template.name);
    const key = `${template.name}\n${partial}\n${shapeId(context.shape)}\n${context.path === '@root'}`;
    if (this.#walked.has(key)) return;
    this.#walked.add(key);
    this.#active.push(template.name);
    const scope: Scope = {
      contexts: [context],
      loops: [],
      blockParams: new Map(),
      present: new Set(),
      root: { shape: this.#input.root, path: '@root' },
      onRead: this.#input.onRead,
      partial,
    };
    walkProgram(template.program, scope, this);
    this.#active.pop();
  }

  // Null where the context has already been reported: judging the partial by it would only repeat that.
  #partialContext(node: hbs.AST.PartialStatement, scope: Scope): Place | null {
    const [param, surplus] = node.params;
    if (surplus !== undefined) {
      const hint = '写法：{{> 名称 数据 名称=值}}';
      this.problems.error('T05', surplus, '引用局部模板时最多写一项数据', hint);
    }
    const value = param === undefined ? settle(scope, scope.contexts[0]) : evaluate(param, scope, this);
    const fields = this.#hashFields(node, scope);
    if (value === null || fields === null) return null;
    if ('literal' in value) {
      this.problems.error(
        'T06',
        param ?? node,
        '传给局部模板的数据不能是常量',
        '请用命名参数传入，例如 {{> 名称 title="…"}}',
      );
      return null;
    }
    if (value.shape.kind === 'nullable') {
      const hint = '请先用 {{#if …}} 判断，或者用 {{#with …}} 进入，再引用局部模板';
      this.problems.error('T12', param ?? node, '传给局部模板的数据可能为空', hint);
      return null;
    }
    const handed = settleFields(scope, value);
    if (fields.length === 0) return { shape: handed, path: value.path === '@root' ? '@root' : '@partial' };
    if (handed.kind !== 'object') {
      const message = `${shapeWord(handed)}不能与命名参数一起传给局部模板`;
      this.problems.error('T08', node, message, '请把它也写成命名参数，例如 {{> 名称 @root rows=列表}}');
      return null;
    }
    // Handlebars copies the fields; the copy is no longer a value helpers would take.
    const shape: Shape = { kind: 'object', fields: { ...handed.fields, ...Object.fromEntries(fields) } };
    return { shape, path: '@partial' };
  }

  #hashFields(node: hbs.AST.PartialStatement, scope: Scope): [string, Shape][] | null {
    const fields: [string, Shape][] = [];
    let complete = true;
    for (const pair of node.hash?.pairs ?? []) {
      const value = evaluate(pair.value, scope, this);
      if (value === null) complete = false;
      else fields.push([pair.key, 'literal' in value ? literalShape(value.literal) : value.shape]);
    }
    return complete ? fields : null;
  }

  #partialHint(name: string): string {
    const names = [...this.#input.templates.keys(), ...this.#input.broken];
    const right = nearest(name, names);
    if (right !== null) return `是否想写“${right}”？`;
    return names.length === 0 ? '模板包里还没有模板' : `现有模板：${names.join('、')}`;
  }
}

function literalShape(literal: string | number | boolean | null): Shape {
  if (literal === null) return { kind: 'nullable', of: { kind: 'text' } };
  return { kind: typeof literal === 'string' ? 'text' : typeof literal === 'number' ? 'number' : 'boolean' };
}
