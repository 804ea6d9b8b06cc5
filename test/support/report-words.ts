import { parseSync } from '@swc/core';

/** Words that only a report says; the sentences they stand in belong to template packs. */
const REPORT_WORDS =
  /增加|减少|增长|下降|提高|降低|持平|万元|未安排|比上年|较上年|同比|主要原因|主要用于|执行数|决算数|占比|空表|其中：|[一二三四五六七八九]、/;

/** Properties and variables that hold what is said to the user: findings, help, titles of fields. */
const MESSAGE_NAMES = /^(message|hint|title|description|example|remedy|meaning|.*Hint|HINTS?)$/;
/** Calls whose texts are said to the user. */
const MESSAGE_CALLS = /^(HelperError|report|error|at|finding|quoting)$/;

export interface ReportWord {
  readonly text: string;
  /** The nearest declaration around it. */
  readonly owner: string;
}

type Node = Readonly<Record<string, unknown>> & { readonly type?: string };

/**
 * The texts of a TypeScript file that say a word of a report and are neither messages to the user nor
 * comments: every string and template literal but those inside a property or variable named for messages
 * (`message`, `hint`, `title` …) or inside a call that reports one.
 */
export function reportWords(source: string): ReportWord[] {
  const found: ReportWord[] = [];
  const visit = (value: unknown, owner: string): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each, owner);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    const text = literalOf(node);
    if (text !== null && REPORT_WORDS.test(text)) found.push({ text, owner });
    const name = nameOf(node);
    if (name !== null && isMessage(node, name)) return;
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'span') visit(child, name !== null && isDeclaration(node) ? name : owner);
    }
  };
  visit(parseSync(source, { syntax: 'typescript', target: 'es2023' }).body, '');
  return found;
}

function literalOf(node: Node): string | null {
  if (node.type === 'StringLiteral') return node.value as string;
  if (node.type === 'TemplateElement') return (node.cooked ?? node.raw) as string;
  return null;
}

const CALLS = ['CallExpression', 'NewExpression', 'TaggedTemplateExpression'];

function isMessage(node: Node, name: string): boolean {
  if (CALLS.includes(node.type ?? '')) return MESSAGE_CALLS.test(name);
  return MESSAGE_NAMES.test(name);
}

function isDeclaration(node: Node): boolean {
  return node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration';
}

function nameOf(node: Node): string | null {
  const inner = {
    KeyValueProperty: node.key,
    VariableDeclarator: node.id,
    FunctionDeclaration: node.identifier,
    CallExpression: node.callee,
    NewExpression: node.callee,
    TaggedTemplateExpression: node.tag,
  }[node.type ?? ''] as Node | undefined;
  if (inner === undefined) return null;
  const last = inner.type === 'MemberExpression' ? (inner.property as Node) : inner;
  return typeof last.value === 'string' ? last.value : null;
}
