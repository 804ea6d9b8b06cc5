import type { Finding, Position, Severity } from '../model/finding.ts';

/** The part of a Handlebars syntax node that says where it stands. */
export interface Located {
  readonly loc: hbs.AST.SourceLocation;
}

/** Where a syntax node stands, in the terms of findings: columns from 1. */
export function positionOfNode(node: Located): Position {
  const { source, start, end } = node.loc;
  const sameLine = start.line === end.line && end.column > start.column;
  return {
    file: source,
    line: start.line,
    column: start.column + 1,
    length: sameLine ? end.column - start.column : 1,
  };
}

/**
 * Collects the findings of one check. A partial is walked once for every shape it is called with, so
 * the same problem can come up again; it is kept once.
 */
export class Problems {
  readonly findings: Finding[] = [];
  readonly #seen = new Set<string>();

  /** Adds an error at a syntax node. */
  error(code: string, node: Located, message: string, hint: string): void {
    this.add({ code, severity: 'error', message, hint, position: positionOfNode(node) });
  }

  /** Adds a finding at any place, or at none. */
  at(code: string, severity: Severity, position: Position | null, message: string, hint: string): void {
    this.add({ code, severity, message, hint, position });
  }

  private add(finding: Finding): void {
    const { position } = finding;
    const key = [finding.code, position?.file, position?.line, position?.column, finding.message].join('\n');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.findings.push(finding);
  }
}
