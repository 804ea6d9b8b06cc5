import { z } from 'zod';

/** A part of the JSON Schema of a file, as far as the program reads it. */
export interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  /** What one may look like; zod takes `examples` away from whatever is read from text. */
  readonly example?: unknown;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly propertyNames?: { readonly pattern?: string };
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** The schema of a kind of file as a tree to walk: what the file may say, with title, description and examples. */
export class SchemaTree {
  readonly root: SchemaNode;

  constructor(schema: z.ZodType) {
    this.root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  }

  /** A node with what its shared definition says; what stands at the node itself wins. */
  resolve(node: SchemaNode): SchemaNode {
    const target = this.root.$defs?.[nameOfDefinition(node)];
    return target ? { ...target, ...node } : node;
  }

  /** The fields of a mapping, in the order of the schema; none of a record with free keys. */
  fieldsOf(node: SchemaNode): (readonly [string, SchemaNode])[] {
    return Object.entries(this.resolve(node).properties ?? {});
  }
}

/** `amount` of a node that is an amount; empty where a node stands for itself. */
export function nameOfDefinition({ $ref }: SchemaNode): string {
  return $ref?.replace('#/$defs/', '') ?? '';
}
