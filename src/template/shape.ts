/**
 * What a template may read, as a value: templates are checked against a shape before any report is
 * rendered, so a misspelt field is found when the pack is loaded and not in the hundredth report.
 */
export type Shape = LeafShape | OpaqueShape | ObjectShape | ListShape | MapShape | NullableShape;

/** A value that `{{x}}` may print. */
export interface LeafShape<K extends 'text' | 'number' | 'boolean' = 'text' | 'number' | 'boolean'> {
  readonly kind: K;
}

/** A value only helpers may take, such as a figure; it has no fields for templates. */
export interface OpaqueShape<N extends string = string> {
  readonly kind: 'opaque';
  readonly name: N;
}

/** A record with known fields. With `opaque` it may also be passed to helpers that accept that name. */
export interface ObjectShape<F extends Fields = Fields, N extends string = string> {
  readonly kind: 'object';
  readonly fields: F;
  readonly opaque?: N;
}

/** An array; templates walk it with `{{#each}}`. */
export interface ListShape<S extends Shape = Shape> {
  readonly kind: 'list';
  readonly of: S;
}

/** A record with free keys, for example by name. Any single key may be absent. */
export interface MapShape<S extends Shape = Shape> {
  readonly kind: 'map';
  readonly of: S;
}

/** A value that may be null; templates must guard it with `{{#if}}` or `{{#with}}`. */
export interface NullableShape<S extends Shape = Shape> {
  readonly kind: 'nullable';
  readonly of: S;
}

// `undefined` stands for a field of an opaque type that is not opened to templates.
export type Fields = Readonly<Record<string, Shape | undefined>>;

const TEXT: LeafShape<'text'> = { kind: 'text' };
const NUMBER: LeafShape<'number'> = { kind: 'number' };
const BOOLEAN: LeafShape<'boolean'> = { kind: 'boolean' };

/** A printable text. */
export function text(): LeafShape<'text'> {
  return TEXT;
}

/** A printable number (a count or a year; amounts are opaque figures). */
export function number(): LeafShape<'number'> {
  return NUMBER;
}

/** A yes or no for `{{#if}}`. */
export function boolean(): LeafShape<'boolean'> {
  return BOOLEAN;
}

/** A value for helpers only. `opaque('Figure')` */
export function opaque<N extends string>(name: N): OpaqueShape<N> {
  return { kind: 'opaque', name };
}

/** Markup made by the program ({@link SafeHtml}), which `{{x}}` prints without escaping. */
export const HTML_SHAPE: OpaqueShape<'html'> = { kind: 'opaque', name: 'html' };

/**
 * A record of known fields. Inside a constant declared as {@link ShapeOf} the compiler refuses missing
 * and surplus fields; a part kept in a constant of its own needs its own declaration.
 * `object({ name: text(), year: number() })`
 */
export function object<F extends Fields>(fields: NoInfer<F>): { kind: 'object'; fields: F } {
  return { kind: 'object', fields };
}

/** A record that helpers accepting `name` may take whole. `opaqueObject('Figure', { text: text() })` */
export function opaqueObject<N extends string, F extends Fields>(
  name: N,
  fields: F,
): { kind: 'object'; fields: F; opaque: N } {
  return { kind: 'object', fields, opaque: name };
}

/** An array of `of`. `list(text())` */
export function list<S extends Shape>(of: S): ListShape<S> {
  return { kind: 'list', of };
}

/** A record with free keys. `map(opaque('Figure'))` */
export function map<S extends Shape>(of: S): MapShape<S> {
  return { kind: 'map', of };
}

/** A value that may be null. `nullable(text())` */
export function nullable<S extends Shape>(of: S): NullableShape<S> {
  return { kind: 'nullable', of };
}

/** Names of opaque types and the TypeScript types behind them: `{ Figure: Figure }`. */
export type OpaqueTypes = Readonly<Record<never, never>>;

/**
 * The shape a TypeScript type must have. Declaring a constant with it makes the compiler demand that
 * shape and type agree field by field; `undefined` has no shape (absent values are explicit nulls).
 *
 * `const viewShape: ShapeOf<View, { Figure: Figure }> = object({ title: text(), total: opaque('Figure') })`
 */
export type ShapeOf<T, Opaque = OpaqueTypes> = [T] extends [never]
  ? never
  : undefined extends T
    ? never
    : null extends T
      ? { readonly kind: 'nullable'; readonly of: PresentShape<NonNullable<T>, Opaque> }
      : PresentShape<T, Opaque>;

type PresentShape<T, Opaque> = [OpaqueName<T, Opaque>] extends [never]
  ? [T] extends [string]
    ? LeafShape<'text'>
    : [T] extends [number]
      ? LeafShape<'number'>
      : [T] extends [boolean]
        ? LeafShape<'boolean'>
        : [T] extends [bigint | symbol | ((...args: never) => unknown)]
          ? never
          : [T] extends [readonly (infer E)[]]
            ? { readonly kind: 'list'; readonly of: ShapeOf<E, Opaque> }
            : string extends keyof T
              ? { readonly kind: 'map'; readonly of: ShapeOf<T[keyof T], Opaque> }
              : { readonly kind: 'object'; readonly fields: FieldsOf<T, Opaque>; readonly opaque?: never }
  : OpaqueShape<OpaqueName<T, Opaque>> | OpenedShape<T, Opaque>;

// A type of helpers may open some of its fields to templates, but need not open any.
interface OpenedShape<T, Opaque> {
  readonly kind: 'object';
  readonly fields: Partial<FieldsOf<T, Opaque>>;
  readonly opaque: OpaqueName<T, Opaque>;
}

type FieldsOf<T, Opaque> = { readonly [K in keyof T]: ShapeOf<T[K], Opaque> };

// The name whose type is the same as T in both directions; never when T is not registered.
type OpaqueName<T, Opaque> = {
  [N in keyof Opaque & string]: [T] extends [Opaque[N]] ? ([Opaque[N]] extends [T] ? N : never) : never;
}[keyof Opaque & string];
