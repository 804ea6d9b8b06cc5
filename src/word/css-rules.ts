import postcss, { type AtRule, type Container, type Rule } from 'postcss';

export type { AtRule, Container, Rule };

/** One property of the stylesheet or of an element. */
export interface Declaration {
  readonly name: string;
  readonly value: string;
}

/** A rule that holds on paper, with its place in the stylesheet. */
export interface PaperRule {
  readonly selectors: readonly string[];
  readonly declarations: readonly Declaration[];
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** The rules of a stylesheet as printed pages see them, in their order; none of one that cannot be read. */
export function rulesOnPaper(css: string): PaperRule[] {
  const root = parseCss(css);
  return root === null ? [] : rulesIn(root);
}

function rulesIn(parent: Container): PaperRule[] {
  return (parent.nodes ?? []).flatMap((node): PaperRule[] => {
    if (node.type === 'atrule') return isOnPaper(node) ? rulesIn(node) : [];
    if (node.type !== 'rule') return [];
    const { line = 1, column = 1 } = node.source?.start ?? {};
    return [{ selectors: node.selectors, declarations: declarationsIn(node), line, column }];
  });
}

/** Null for what no reader of stylesheets understands: a browser skips it, and the look is the usual one. */
export function parseCss(css: string): Container | null {
  try {
    return postcss.parse(css);
  } catch {
    return null;
  }
}

/** Whether the rules inside of an at-rule hold for printed pages. `@media print` → true, `@media screen` → false */
export function isOnPaper({ name, params }: AtRule): boolean {
  return (
    (name === 'media' && /\bprint\b|^\s*all\s*$/.test(params)) || name === 'supports' || name === 'layer'
  );
}

/** The properties of one rule, names in small letters. */
export function declarationsIn(rule: Container): Declaration[] {
  return (rule.nodes ?? []).flatMap((node) =>
    node.type === 'decl' ? [{ name: node.prop.toLowerCase(), value: node.value }] : [],
  );
}
