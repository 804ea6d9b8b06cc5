import { z } from 'zod';
import type { Classification } from '../lists/classification.ts';
import { defaultsFileSchema } from './defaults-file.ts';

type Node = Record<string, unknown> & {
  type?: string | string[];
  properties?: Record<string, Node>;
  $defs?: Record<string, Node>;
  propertyNames?: Node;
  patternProperties?: Record<string, Node>;
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
  packs: readonly PackDemands[] = [],
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
  keysAsProperties(schema);
  // What the defaults file of the folder may say, the file itself need not.
  schema.required = (schema.required ?? []).filter((key) => !Object.hasOwn(defaultsFileSchema.shape, key));
  if (schema.properties?.options) schema.properties.options.properties = optionNodes(options);
  inherits(schema);
  const economics = namedCodes(classification.economics, 5, { $ref: '#/$defs/amountOfCode' });
  if (schema.$defs?.cell) {
    // Without a title of its own, so that an editor shows the name of the code.
    const { title: _, description: __, ...cell } = schema.$defs.cell as Node & { anyOf: Node[] };
    const anyOf = cell.anyOf.map((branch) =>
      branch.$ref === '#/$defs/amount' ? { type: ['string', 'number'] } : branch,
    );
    schema.$defs.amountOfCode = { ...cell, anyOf };
  }
  const byCode = schema.$defs?.byEconomicCode;
  if (byCode) {
    byCode.properties = economics;
    // The pattern speaks of listed codes too.
    for (const pattern of Object.keys(byCode.patternProperties ?? {}))
      byCode.patternProperties![pattern] = { $ref: '#/$defs/amountOfCode' };
  }
  const functions = namedCodes(classification.functions, 7, {});
  for (const path of CODED) listCodes(schema, path, functions);
  listCodes(schema, ['purposes'], namedCodes(classification.functions, 3, {}));
  const conditions = packs.flatMap((pack) => demandsOf(pack, schema));
  if (conditions.length > 0) schema.allOf = conditions;
  return schema;
}

/** Where a file lists functional codes, by kind; files of other kinds have no such part. */
const CODED = [
  ['budget'],
  ['prior', 'budget'],
  ['reasons', 'items'],
  ['reasons', 'plan', 'items'],
  ['expenditure'],
  ['adjustments'],
  ['forward'],
  ['plan', 'budget'],
];

/** Parts that may be taken from another file, and then need not be whole. */
const INHERITING = ['unit', 'department'];

/** What a file says of its entity it may take from another file. */
function inherits(schema: Node): void {
  for (const name of INHERITING) {
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

/** What the form of a pack demands of a file, by the dotted paths of its `needs`. */
export interface PackDemands {
  readonly name: string;
  readonly needs: readonly string[];
  readonly options: Readonly<Record<string, readonly string[]>>;
}

/** In a file that names the pack: the fields that it demands are required, its options have its choices. */
function demandsOf({ name, needs, options }: PackDemands, schema: Node): Node[] {
  const known = needs.map((need) => need.split('.')).filter((path) => hasField(schema, path));
  const offered = Object.entries(schema.properties?.options ? options : {});
  if (known.length === 0 && offered.length === 0) return [];
  const demands: Node = {};
  for (const path of known) {
    let node = demands;
    for (const step of path.slice(0, -1)) {
      node.properties ??= {};
      node.properties[step] ??= {};
      node = node.properties[step]!;
    }
    node.required = [...(node.required ?? []), path.at(-1)!];
    const [part] = path;
    // What stands in a part that may be left out is demanded with that part; an inherited one says it elsewhere.
    const isLeftOut = !schema.required?.includes(part!) && !demands.required?.includes(part!);
    if (path.length > 1 && isLeftOut && !INHERITING.includes(part!))
      demands.required = [...(demands.required ?? []), part!];
  }
  for (const holder of INHERITING) {
    const own = demands.properties?.[holder];
    if (!own) continue;
    const said = { required: ['from'] };
    demands.properties![holder] = Object.fromEntries([
      ['if', said],
      ['else', own],
    ]) as Node;
  }
  if (offered.length > 0) {
    demands.properties ??= {};
    demands.properties.options = {
      properties: Object.fromEntries(offered.map(([option, choices]) => [option, { enum: choices }])),
    } as Node;
  }
  const chosen = { properties: { template: { const: name } }, required: ['template'] };
  return [
    Object.fromEntries([
      ['if', chosen],
      ['then', demands],
    ]) as Node,
  ];
}

function hasField(schema: Node, path: readonly string[]): boolean {
  let node: Node | undefined = schema;
  for (const step of path) node = node?.properties?.[step];
  return node !== undefined;
}

/**
 * What is said of the keys of records becomes properties: editors take a schema of the keys themselves for all there is to
 * say of a key, and show nothing.
 */
function keysAsProperties(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const here = node as Node;
  for (const child of Object.values(here)) keysAsProperties(child);
  const { propertyNames: keys, additionalProperties: value } = here;
  if (keys === undefined) return;
  delete here.propertyNames;
  const named = keys.$ref === undefined ? keys : null;
  if (typeof value !== 'object' || value === null) return;
  if (typeof named?.pattern === 'string') {
    here.patternProperties = { [named.pattern]: value as Node };
    here.additionalProperties = false;
  }
}

/** An option of a pack, as an editor offers it. */
export interface OfferedOption {
  readonly name: string;
  readonly title: string;
  readonly choices: readonly string[];
  /** The choice of a file that says nothing. */
  readonly usual: string;
}

/** The options of all packs; one that several packs have offers the choices of each. */
function optionNodes(options: readonly OfferedOption[]): Record<string, Node> {
  const names = [...new Set(options.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const same = options.filter((option) => option.name === name);
      const choices = [...new Set(same.flatMap((option) => option.choices))];
      const said = (choice: string): string =>
        same.every(({ usual }) => usual === choice) ? `${choice}（默认）` : choice;
      const title = [...new Set(same.map((option) => option.title))].join('；');
      return [name, { title, description: `可以写：${choices.map(said).join('、')}。`, enum: choices }];
    }),
  );
}

/**
 * Known codes of that length as properties, each with its name: as title, and as the description that editors show
 * beside the code while it is typed and when the mouse is on it.
 */
function namedCodes(names: ReadonlyMap<string, string>, length: number, value: object): Record<string, Node> {
  const codes = [...names].filter(([code]) => code.length === length);
  return Object.fromEntries(
    codes.map(([code, name]) => [code, { title: name, description: name, ...value }]),
  );
}

function listCodes(schema: Node, path: readonly string[], codes: Readonly<Record<string, Node>>): void {
  let node: Node = schema;
  for (const step of path) {
    const next = node.properties?.[step];
    // Files of other kinds have no such part.
    if (!next) return;
    node = next;
  }
  const [entry] = Object.entries(node.patternProperties ?? {});
  if (!entry) return;
  const [pattern, value] = entry;
  // A shared definition instead of one copy for each of a thousand codes.
  const name = `entryOf_${path.join('_')}`;
  schema.$defs![name] = value;
  node.patternProperties = { [pattern]: { $ref: `#/$defs/${name}` } };
  node.properties = Object.fromEntries(
    Object.entries(codes).map(([code, { title, description }]) => [
      code,
      { title, description, $ref: `#/$defs/${name}` },
    ]),
  ) as Record<string, Node>;
}
