import type { z } from 'zod';
import type { DataPath } from '../model/locator.ts';
import { type SchemaNode, SchemaTree } from './schema-tree.ts';

/** Stands for a text that must be there and is not; what is found in it is not told. */
export const PLACEHOLDER = '〔未填〕';

/** Data made to fit its schema, so that the rest of it can be judged. */
export interface Mended {
  readonly value: unknown;
  /** Where something was left out or stood in for. */
  readonly spoiled: readonly DataPath[];
}

type Issue = z.core.$ZodIssue;
type Tree = Record<string | number, unknown>;

/** Without them nothing can be judged: the form, and whose year it is. */
const ESSENTIAL = ['template', 'year', 'date'];
/** A value may have to be left out first and then be stood in for, and a list or record around it after that. */
const ROUNDS = 6;

/**
 * Data without what its schema refuses: a value that is wrong is left out, and one that must be there is stood in for.
 * Null where it is something without which nothing can be judged.
 *
 * Example: `{ assets: { furniture: '约17' } }` → `{ assets: {} }`, spoiled `['assets', 'furniture']`
 */
export function mendFile(written: unknown, schema: z.ZodType): Mended | null {
  const value = structuredClone(written);
  const spoiled: DataPath[] = [];
  const tree = new SchemaTree(schema);
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value, spoiled };
    for (const path of parsed.error.issues.flatMap(placesOf)) {
      if (path.length === 0 || (path.length === 1 && ESSENTIAL.includes(String(path[0])))) return null;
      const tries = spoiled.filter((known) => JSON.stringify(known) === JSON.stringify(path)).length;
      // An entry of a record or list is judged as a whole or not at all.
      const isOfEntry = path.length > 2 && isEntry(tree, path.slice(0, -1));
      spoiled.push(path, ...(tries > 1 || isOfEntry ? [path.slice(0, -1)] : []));
      mend(value as Tree, path, tree, tries);
    }
  }
  return null;
}

/** The values that an issue is about: keys that nobody knows one by one. */
function placesOf(issue: Issue): DataPath[] {
  const path = issue.path as DataPath;
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

/** Left out first; then stood in for; then what is around it is left out. */
function mend(value: Tree, path: DataPath, tree: SchemaTree, tries: number): void {
  const key = path.at(-1)!;
  const parent = at(value, path.slice(0, -1));
  if (parent === null) return;
  if (tries > 1 && path.length > 1) remove(value, path.slice(0, -1));
  else if (Object.hasOwn(parent, key)) remove(value, path);
  else (parent as Tree)[key] = standIn(nodeAt(tree, path), tree);
}

function remove(value: Tree, path: DataPath): void {
  const key = path.at(-1)!;
  const parent = at(value, path.slice(0, -1));
  if (parent === null) return;
  if (!Array.isArray(parent)) delete parent[key];
  // The places of the items behind it must not move.
  else parent[key as number] = undefined;
}

function at(value: unknown, path: DataPath): Tree | null {
  let here: unknown = value;
  for (const step of path)
    here = typeof here === 'object' && here !== null ? (here as Tree)[step] : undefined;
  return typeof here === 'object' && here !== null ? (here as Tree) : null;
}

function nodeAt(tree: SchemaTree, path: DataPath): SchemaNode | null {
  let node: SchemaNode | undefined = tree.root;
  for (const step of path) {
    const options: SchemaNode[] = node === undefined ? [] : [tree.resolve(node)];
    const all = options.flatMap((option) => [
      option,
      ...(option.anyOf ?? []).map((each) => tree.resolve(each)),
    ]);
    node = undefined;
    for (const { properties, items, additionalProperties } of all) {
      node ??= typeof step === 'number' ? items : properties?.[step];
      node ??=
        typeof additionalProperties === 'object' && typeof step === 'string'
          ? additionalProperties
          : undefined;
    }
  }
  return node === undefined ? null : tree.resolve(node);
}

/** Whether a value has a name or number of its own in a record or list: 在职 in `unit.staff`. */
function isEntry(tree: SchemaTree, path: DataPath): boolean {
  const { properties = {}, items, additionalProperties } = nodeAt(tree, path.slice(0, -1)) ?? {};
  const key = path.at(-1)!;
  return typeof key === 'number'
    ? items !== undefined
    : !Object.hasOwn(properties, key) && typeof additionalProperties === 'object';
}

/** The least that fits a node. */
function standIn(node: SchemaNode | null, tree: SchemaTree): unknown {
  if (node === null) return PLACEHOLDER;
  const first = node.enum?.[0] ?? node.const;
  if (first !== undefined) return first;
  if (node.anyOf) return standIn(tree.resolve(node.anyOf[0]!), tree);
  if (node.type === 'array' || node.items) return node.items ? [standIn(tree.resolve(node.items), tree)] : [];
  if (node.properties || node.type === 'object') {
    const { required = [], properties = {} } = node;
    return Object.fromEntries(required.map((key) => [key, standIn(tree.resolve(properties[key]!), tree)]));
  }
  if (node.type === 'boolean') return false;
  return NUMBERS.has(node.$ref ?? '') ? '0' : PLACEHOLDER;
}

const NUMBERS = new Set(['amount', 'measure', 'count', 'countChange'].map((name) => `#/$defs/${name}`));
