import { z } from 'zod';
import type { Classification } from '../lists/classification.ts';
import { defaultsFileSchema } from './defaults-file.ts';

type Node = Record<string, unknown> & {
  type?: string | string[];
  properties?: Record<string, Node>;
  $defs?: Record<string, Node>;
  propertyNames?: Node;
  required?: string[];
};

/**
 * The JSON Schema of the files of a kind for editors, from the same definition as the types. Numbers may be typed
 * as numbers (an editor reads `715.20` as one), and known codes are listed with their names, so that they
 * are offered and explained while typing.
 */
export function fileJsonSchema(
  { schema: definition }: { readonly schema: z.ZodType },
  classification: Classification,
  options: readonly OfferedOption[] = [],
): object {
  const schema = z.toJSONSchema(definition, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (Object.hasOwn(jsonSchema, 'example')) {
        const { example, ...rest } = jsonSchema as Node & { example?: unknown };
        for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Node)[key];
        Object.assign(jsonSchema, rest, { examples: [example] });
      }
      // Everything a unit file holds as text may look like a number to an editor.
      if (jsonSchema.type === 'string' && !jsonSchema.enum) (jsonSchema as Node).type = ['string', 'number'];
    },
  }) as Node;
  const keysAreText = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const here = node as Node;
    if (here.propertyNames) here.propertyNames.type = 'string';
    for (const child of Object.values(here)) keysAreText(child);
  };
  keysAreText(schema);
  // What the defaults file of the folder may say, the file itself need not.
  schema.required = (schema.required ?? []).filter((key) => !Object.hasOwn(defaultsFileSchema.shape, key));
  if (schema.properties?.options) schema.properties.options.properties = optionNodes(options);
  inherits(schema);
  const economics = namedCodes(classification.economics, 5, { $ref: '#/$defs/cell' });
  if (schema.$defs?.byEconomicCode) schema.$defs.byEconomicCode.properties = economics;
  const functions = namedCodes(classification.functions, 7, {});
  for (const path of CODED) listCodes(schema, path, functions);
  listCodes(schema, ['purposes'], namedCodes(classification.functions, 3, {}));
  return schema;
}

/** Where a file lists functional codes, by kind; files of other kinds have no such part. */
const CODED = [
  ['budget'],
  ['prior', 'budget'],
  ['reasons', 'items'],
  ['expenditure'],
  ['adjustments'],
  ['forward'],
  ['plan', 'budget'],
];

/** What a file says of its entity it may take from another file. */
function inherits(schema: Node): void {
  for (const name of ['unit', 'department']) {
    const node = schema.properties?.[name];
    if (!node?.properties) continue;
    node.required = [];
    node.properties.from = {
      type: 'string',
      title: '取自',
      description: '另一个文件，例如本年预算；这里没有写的取它写的。',
    };
  }
}

/** An option of a pack, as an editor offers it. */
export interface OfferedOption {
  readonly name: string;
  readonly title: string;
  readonly choices: readonly string[];
}

/** The options of all packs; one that several packs have offers the choices of each. */
function optionNodes(options: readonly OfferedOption[]): Record<string, Node> {
  const names = [...new Set(options.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const same = options.filter((option) => option.name === name);
      const choices = [...new Set(same.flatMap((option) => option.choices))];
      return [name, { title: [...new Set(same.map(({ title }) => title))].join('；'), enum: choices }];
    }),
  );
}

/** Known codes of that length as properties, each with its name as title. */
function namedCodes(names: ReadonlyMap<string, string>, length: number, value: object): Record<string, Node> {
  const codes = [...names].filter(([code]) => code.length === length);
  return Object.fromEntries(codes.map(([code, name]) => [code, { title: name, ...value }]));
}

function listCodes(schema: Node, path: readonly string[], codes: Readonly<Record<string, Node>>): void {
  let node: Node = schema;
  for (const step of path) {
    const next = node.properties?.[step];
    // Files of other kinds have no such part.
    if (!next) return;
    node = next;
  }
  const value = node.additionalProperties as Node;
  // A shared definition instead of one copy for each of a thousand codes.
  const name = `entryOf_${path.join('_')}`;
  schema.$defs![name] = value;
  node.additionalProperties = { $ref: `#/$defs/${name}` };
  node.properties = Object.fromEntries(
    Object.entries(codes).map(([code, { title }]) => [code, { title, $ref: `#/$defs/${name}` }]),
  ) as Record<string, Node>;
}
