import { inlineYaml } from '../import/yaml-text.ts';
import type { RawValue } from '../kinds/raw-tree.ts';
import { nameOfDefinition, type SchemaNode, type SchemaTree } from '../kinds/schema-tree.ts';
import type { Asked, AskedFields } from '../render/asked-fields.ts';

/** What is known when a file is begun. */
export interface NewUnitInput {
  readonly schema: SchemaTree;
  readonly fields: AskedFields;
  /** Values by path: `{ 'unit.name': '…', year: '2026' }`. */
  readonly known: Readonly<Record<string, string>>;
  /** Fields that another file says for this one. */
  readonly saidElsewhere: readonly string[];
  /** Names that the form prints in a record, by its path: `{ 'unit.staff': ['在职', …] }`. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Options of the form: name, title, choices, the usual one. */
  readonly options: readonly NewUnitOption[];
}

export interface NewUnitOption {
  readonly name: string;
  readonly title: string;
  readonly choices: readonly string[];
  readonly usual: string;
}

/**
 * The fields of a new file: those that must be written stand empty, each with what it means; those that may be written
 * stand behind `#`, with an example. An empty field is an error of its own line, so that a check tells what is still to
 * be filled in.
 */
export function newUnitText(input: NewUnitInput): string {
  const writer = new Writer(input);
  return `${writer.group(input.schema.root, [], true).join('\n').trim()}\n`;
}

class Writer {
  private readonly input: NewUnitInput;

  constructor(input: NewUnitInput) {
    this.input = input;
  }

  /** The lines of a mapping, not indented; `isActive`: its demanded fields stand without `#`. */
  group(node: SchemaNode, path: readonly string[], isActive: boolean): string[] {
    const { schema, saidElsewhere, fields } = this.input;
    const { required = [] } = schema.resolve(node);
    return schema.fieldsOf(node).flatMap(([key, child]) => {
      const here = [...path, key];
      const isSaid = path.length === 0 && saidElsewhere.includes(key);
      const asked = isSaid ? 'not' : fields.asked(here, required.includes(key));
      if (asked === 'not') return [];
      const lines = this.field(key, child, here, asked, isActive);
      // A group of which the form prints no part.
      if (lines.length === 1 && schema.resolve(child).properties && !required.includes(key)) return [];
      const isDemanded = asked === 'demanded' && isActive;
      const shown = isDemanded || !isActive ? lines : commented(lines);
      return path.length === 0 && isCollection(this.input.schema.resolve(child)) ? ['', ...shown] : shown;
    });
  }

  private field(
    key: string,
    given: SchemaNode,
    path: readonly string[],
    asked: Asked,
    isActive: boolean,
  ): string[] {
    const node = this.input.schema.resolve(given);
    const whole = path.join('.');
    const isWritten = asked === 'demanded' && isActive;
    const words = wordsOf(
      SHARED.has(nameOfDefinition(given)) ? { ...node, description: given.description } : node,
    );
    const head = (value: string): string => `${key}:${value === '' ? '' : ` ${value}`} # ${words}`;
    const known = this.input.known[whole];
    if (known !== undefined) return [head(inlineYaml(known))];
    if (whole === 'options') return [head(''), ...indent(this.options())];
    if (whole === 'reasons') return [head('') + FILLED_LATER];
    if (node.properties) return [head(''), ...indent(this.group(node, path, isWritten))];
    if (node.items && isEmptyList(node.example)) return [head('[]')];
    if (node.items) return [head(''), ...indent(this.item(node, path, isWritten))];
    if (typeof node.additionalProperties === 'object')
      return [head(''), ...indent(this.record(node, path, isWritten))];
    return [head(isWritten ? '' : exampleOf(node, given))];
  }

  private item(node: SchemaNode, path: readonly string[], isWritten: boolean): string[] {
    const item = this.input.schema.resolve(node.items!);
    if (!item.properties) {
      const [example = ''] = (node.example as readonly string[] | undefined) ?? [];
      return [isWritten ? '-' : `- ${inlineYaml(example)}`];
    }
    const lines = this.group(item, path, false);
    const listed = lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
    return isWritten ? commented(listed) : listed;
  }

  /** The names that the form prints, each to be filled in; else the example. */
  private record(node: SchemaNode, path: readonly string[], isWritten: boolean): string[] {
    const names = this.input.names[path.join('.')];
    const value = node.additionalProperties as SchemaNode;
    const below = this.input.schema.resolve(value);
    if (names && below.properties) {
      return names.flatMap((name) => {
        const parts = Object.keys(below.properties ?? {});
        const shown = parts.map((part) => `${part}: ${isWritten ? '' : '0'}`.trimEnd());
        return isWritten ? [`${name}:`, ...indent(shown)] : [`${name}: { ${shown.join(', ')} }`];
      });
    }
    if (names) return names.map((name) => `${name}: ${isWritten ? '' : '0'}`.trimEnd());
    const example = node.example as RawValue | undefined;
    if (example === undefined) return [];
    const lines = blockLines(example);
    return isWritten ? commented(lines) : lines;
  }

  private options(): string[] {
    return this.input.options.map(
      ({ name, title, choices, usual }) =>
        `${inlineYaml(name)}: ${inlineYaml(usual)} # ${title}：${choices.map((choice) => `“${choice}”`).join('')}`,
    );
  }
}

/** Definitions whose description tells how a number is typed: once is enough. */
const SHARED: ReadonlySet<string> = new Set(['amount', 'measure', 'count', 'countChange', 'year']);

const FILLED_LATER = '数填好以后运行 check 时加 --fill-reasons，程序会把要写的列在这里。';

/** Title, what may be chosen, description; on one line. */
function wordsOf({
  title = '',
  description = '',
  ...node
}: Omit<SchemaNode, 'description'> & { readonly description?: string | undefined }): string {
  const choices = node.enum ? `${node.enum.join('、')}。` : '';
  const text = `${choices}${description}`;
  return text === '' ? title : `${title}：${text}`;
}

function exampleOf(node: SchemaNode, given: SchemaNode): string {
  const { example } = node;
  if (typeof example === 'string') return inlineYaml(example);
  if (node.enum) return node.enum[0]!;
  if (node.type === 'boolean') return 'true';
  return nameOfDefinition(given) === '' && node.type === 'string' ? '' : '0';
}

/** A value as lines of YAML, codes unquoted. */
function blockLines(value: RawValue): string[] {
  if (Array.isArray(value)) return value.map((item) => `- ${inlineYaml(item)}`);
  return Object.entries(value as Readonly<Record<string, RawValue>>).flatMap(([key, below]) => {
    const isNested = typeof below === 'object' && below !== null;
    return isNested
      ? [`${inlineYaml(key)}:`, ...indent(blockLines(below))]
      : [`${inlineYaml(key)}: ${inlineYaml(below)}`];
  });
}

function isCollection(node: SchemaNode): boolean {
  return (
    node.properties !== undefined || node.items !== undefined || typeof node.additionalProperties === 'object'
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}

/** Lines that say nothing until the mark before them is taken away. */
function commented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' || line.trimStart().startsWith('# ') ? line : `# ${line}`));
}
