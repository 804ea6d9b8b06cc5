import { z } from 'zod';
import type { Finding, Position } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { nearest } from '../model/nearest.ts';
import { type Described, describeProblem } from './schema-messages.ts';

type Issue = z.core.$ZodIssue;

/** What a JSON Schema says of a place in a file, as far as messages need it. */
interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly string[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** What messages call a field, with its path: `办公家具价值（assets.furniture）` */
export function fieldTitle(schema: z.ZodType, path: readonly string[]): string {
  return new SchemaTranslator(schema).titleOf(path);
}

/**
 * Translates what a zod schema found into findings with place and remedy (`L10`–`L24`).
 * Messages for all fields come from one table; the schema contributes titles and allowed values.
 */
export class SchemaTranslator {
  private readonly root: SchemaNode;

  constructor(schema: z.ZodType) {
    this.root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  }

  /** Findings for all issues; `value` is the parsed file as it was before validation. */
  translate(issues: readonly Issue[], value: unknown, locator: Locator): Finding[] {
    return issues.flatMap((issue) => this.one(issue, [], value, locator));
  }

  private one(issue: Issue, base: DataPath, value: unknown, locator: Locator): Finding[] {
    const path = [...base, ...(issue.path as (string | number)[])];
    if (valueAt(value, path) === null && (issue.code === 'invalid_union' || issue.code === 'invalid_value')) {
      const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : [];
      const described = describeProblem({
        kind: 'unsaid',
        title: this.titleOf(path),
        allowed,
        form: this.formAt(path),
      });
      return [finding(described, locator.positionOf(path))];
    }
    if (issue.code === 'invalid_union') {
      const branch = bestBranch(issue.errors as Issue[][], valueAt(value, path));
      if (branch) return branch.flatMap((inner) => this.one(inner, path, value, locator));
    }
    if (issue.code === 'unrecognized_keys') {
      const known = this.knownKeys(path);
      return issue.keys.map((key) => {
        const place = locator.keyPositionOf([...path, key]);
        if (isSplitAmount(key, valueAt(value, [...path, key]))) {
          return finding(describeProblem({ kind: 'splitAmount', key }), place);
        }
        const name = valueAt(value, [...path, key]) === null ? tightName(key) : null;
        if (name !== null) return finding(describeProblem({ kind: 'tightColon', key: name }), place);
        return finding(
          describeProblem({ kind: 'unknownKey', key, known, nearest: nearest(key, known) }),
          place,
        );
      });
    }
    const given = valueAt(value, path);
    const title = this.titleOf(path);
    if (issue.code === 'invalid_key') {
      const key = String(path.at(-1));
      if (isSplitAmount(key, given)) {
        return [finding(describeProblem({ kind: 'splitAmount', key }), locator.keyPositionOf(path))];
      }
      const name = given === null ? tightName(key) : null;
      if (name !== null) {
        const described = describeProblem({ kind: 'tightColon', key: name });
        return [finding(described, locator.keyPositionOf(path))];
      }
      const pattern = patternOf(issue.issues as Issue[]);
      return [
        finding(
          describeProblem({ kind: 'badKey', key, pattern, title: this.titleOf(path.slice(0, -1)) }),
          locator.keyPositionOf(path),
        ),
      ];
    }
    if (issue.code === 'custom') {
      return [
        finding(
          describeProblem({ kind: String(issue.params?.kind ?? 'other'), given, title }),
          locator.positionOf(path),
        ),
      ];
    }
    if (issue.code === 'invalid_value') {
      const allowed = issue.values.map(String);
      const text = given === undefined ? null : String(given);
      return [
        finding(
          text === null
            ? describeProblem({ kind: 'missing', title, key: path.join('.') })
            : describeProblem({ kind: 'notAllowed', given, title, allowed, nearest: nearest(text, allowed) }),
          locator.positionOf(path),
        ),
      ];
    }
    if (issue.code === 'invalid_type' && given === undefined) {
      return [
        finding(describeProblem({ kind: 'missing', title, key: path.join('.') }), locator.positionOf(path)),
      ];
    }
    if (issue.code === 'invalid_type' && tightName(given) !== null) {
      const described = describeProblem({ kind: 'tightColon', key: tightName(given)! });
      return [finding(described, locator.positionOf(path))];
    }
    if (issue.code === 'invalid_type') {
      return [
        finding(
          describeProblem({
            kind: 'wrongType',
            given,
            title,
            expected: issue.expected,
            form: this.formAt(path),
          }),
          locator.positionOf(path),
        ),
      ];
    }
    if (issue.code === 'too_small') {
      return [finding(describeProblem({ kind: 'empty', title }), locator.positionOf(path))];
    }
    return [finding(describeProblem({ kind: 'other', given, title }), locator.positionOf(path))];
  }

  /** The title of a field, with the key the user wrote: `单位名称（unit.name）`. */
  titleOf(path: DataPath): string {
    const last = path.at(-1);
    const own = this.nodeAt(path)?.title;
    const list =
      typeof last === 'number' && own === undefined ? this.nodeAt(path.slice(0, -1))?.title : undefined;
    const title = list === undefined ? own : `${list}第${Number(last) + 1}项`;
    const key = path.join('.');
    return title ? `${title}（${key}）` : key;
  }

  private nodeAt(path: DataPath): SchemaNode | null {
    const node = this.writtenAt(path);
    return node && this.resolve(node);
  }

  private writtenAt(path: DataPath): SchemaNode | null {
    let node: SchemaNode | null = this.root;
    for (const step of path) {
      node = this.child(node, step);
      if (!node) return null;
    }
    return node;
  }

  /** How dates, numbers and amounts are written, for a value of one of these kinds: `年-月-日，例如 2025-02-21。` */
  private formAt(path: DataPath): string | undefined {
    const name = this.writtenAt(path)?.$ref?.replace('#/$defs/', '');
    const kind = name === undefined ? undefined : this.root.$defs?.[name];
    return kind?.properties === undefined && kind?.enum === undefined ? kind?.description : undefined;
  }

  /** Keys that may stand in the mapping at a path, in whichever of its alternatives. */
  private knownKeys(path: DataPath): string[] {
    const keysOf = (node: SchemaNode): string[] => {
      const here = this.resolve(node);
      return [...Object.keys(here.properties ?? {}), ...(here.anyOf ?? []).flatMap(keysOf)];
    };
    const node = this.nodeAt(path);
    return node ? [...new Set(keysOf(node))] : [];
  }

  private child(node: SchemaNode, step: string | number): SchemaNode | null {
    const here = this.resolve(node);
    if (typeof step === 'number') return here.items ?? this.viaUnion(here, step);
    const own = here.properties?.[step];
    if (own) return own;
    const more = here.additionalProperties;
    if (typeof more === 'object') return more;
    return this.viaUnion(here, step);
  }

  private viaUnion(node: SchemaNode, step: string | number): SchemaNode | null {
    for (const option of node.anyOf ?? []) {
      const found = this.child(option, step);
      if (found) return found;
    }
    return null;
  }

  private resolve(node: SchemaNode): SchemaNode {
    const name = node.$ref?.replace('#/$defs/', '');
    const target = name === undefined ? undefined : this.root.$defs?.[name];
    return target ? { ...target, ...(node.title === undefined ? {} : { title: node.title }) } : node;
  }
}

/**
 * Of the alternatives of a union, the one that was most likely meant: one that is wrong inside rather than
 * one that does not know the keys, and that rather than one of another type altogether.
 */
function bestBranch(branches: readonly Issue[][], given: unknown): Issue[] | null {
  const scored = branches.map((branch) => ({ branch, score: misfit(branch, given) }));
  return scored.sort((a, b) => a.score - b.score)[0]?.branch ?? null;
}

/** How badly a value fits an alternative that found these issues; `given` is null where it does not matter. */
function misfit(issues: readonly Issue[], given: unknown): number {
  const scores = issues.map((issue): number => {
    switch (issue.code) {
      case 'invalid_union': {
        const inside = Math.min(...(issue.errors as Issue[][]).map((branch) => misfit(branch, null)));
        return issue.path.length === 0 ? inside : Math.min(inside, 5);
      }
      case 'invalid_type':
        return issue.path.length === 0 ? 1000 : 1;
      case 'unrecognized_keys':
        // Amounts by code and amounts by name are told apart by their keys.
        return issue.keys.length * (issue.keys.every(isCodeLike) ? 12 : 10);
      case 'invalid_key':
        return isCodeLike(String(issue.path.at(-1))) ? 10 : 12;
      case 'invalid_value':
        // A word in place of a word; digits are a mistyped amount.
        return typeof given === 'string' && /\p{Nd}/u.test(given) ? 2 : 0;
      default:
        return 1;
    }
  });
  return scores.reduce((sum, score) => sum + score, 0);
}

function isCodeLike(key: string): boolean {
  return /^\d+$/.test(key);
}

/** In `{basic: 1,234.50}` the comma ends the amount, and `234.50` becomes a key without a value. */
function isSplitAmount(key: string, given: unknown): boolean {
  return given === null && /^\d{3}(\.\d+)?$/.test(key);
}

/** The name in `30101:78.32`, a name and its value that YAML takes for one word; null in anything else. */
function tightName(given: unknown): string | null {
  return typeof given === 'string' ? (/^([^\s:]{1,40}):(?!\/\/)\S/.exec(given)?.[1] ?? null) : null;
}

function patternOf(issues: readonly Issue[]): string {
  const first = issues[0];
  return first && 'pattern' in first && typeof first.pattern === 'string' ? first.pattern : '';
}

function valueAt(value: unknown, path: DataPath): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

function finding(described: Described, position: Position): Finding {
  return { ...described, severity: 'error', position };
}
