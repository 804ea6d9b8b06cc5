import type { Shape } from './shape.ts';

/** What a shape is called in messages and documentation. `list(text())` → `列表` */
export function shapeWord(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return '文字';
    case 'number':
      return '数字';
    case 'boolean':
      return '是否';
    case 'opaque':
      return shape.name;
    case 'object':
      return shape.opaque ?? '一组字段';
    case 'list':
      return '列表';
    case 'map':
      return '按名称存放的一组数据';
    case 'nullable':
      return `${shapeWord(shape.of)}（可能为空）`;
  }
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  text: '文字',
  number: '数字',
  boolean: '是否',
  html: '网页代码',
  any: '任意内容',
};

/** What a kind of argument is called in messages. `Figure[]` → `Figure 的列表` */
export function kindWord(kind: string): string {
  if (kind.endsWith('[]')) return `${kindWord(kind.slice(0, -2))}的列表`;
  return KIND_WORDS[kind] ?? kind;
}

/** The kinds of argument a shape satisfies, nullability aside. `list(opaque('Figure'))` → `['Figure[]']` */
export function kindsOf(shape: Shape): string[] {
  switch (shape.kind) {
    case 'opaque':
      return [shape.name];
    case 'object':
      return shape.opaque === undefined ? [] : [shape.opaque];
    case 'list':
      return [...kindsOf(shape.of), 'any'].map((kind) => `${kind}[]`);
    case 'map':
      return [];
    case 'nullable':
      return kindsOf(shape.of);
    default:
      return [shape.kind];
  }
}

export interface FieldDescription {
  /** As templates write it; `[]` stands for the items of a list, `*` for any key of a map. */
  readonly path: string;
  /** In Chinese, or the name of an opaque type. */
  readonly kind: string;
  /** True when the value may be null and needs a guard. */
  readonly nullable: boolean;
}

/**
 * All fields of a shape in its order, for documentation of a pack.
 * `object({ rows: list(object({ name: text() })) })` → `rows` 列表, `rows[].name` 文字
 */
export function listFields(shape: Shape, path = ''): FieldDescription[] {
  switch (shape.kind) {
    case 'nullable':
      return listFields(shape.of, path);
    case 'object':
      return Object.entries(shape.fields).flatMap(([name, field]) =>
        field === undefined ? [] : describeField(field, path === '' ? name : `${path}.${name}`),
      );
    case 'list':
      return describeItems(shape.of, `${path}[]`);
    case 'map':
      return describeItems(shape.of, `${path}.*`);
    default:
      return [];
  }
}

function describeField(shape: Shape, path: string): FieldDescription[] {
  const nullable = shape.kind === 'nullable';
  return [{ path, kind: shapeWord(nullable ? shape.of : shape), nullable }, ...listFields(shape, path)];
}

// Items that are objects are described by their fields alone.
function describeItems(shape: Shape, path: string): FieldDescription[] {
  const item = shape.kind === 'nullable' ? shape.of : shape;
  return item.kind === 'object' && item.opaque === undefined
    ? listFields(item, path)
    : describeField(shape, path);
}
