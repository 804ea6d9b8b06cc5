import type { Shape } from '../shape.ts';

/**
 * A value a template can reach: its shape, and a path that is the same for the same value. The path
 * tells which values a guard has proven present, and when `..` would not lead outwards.
 */
export interface Place {
  readonly shape: Shape;
  readonly path: string;
}

/** What names mean at one point of a template. */
export interface Scope {
  /** The context and, for `..`, those around it; innermost first. */
  readonly contexts: readonly [Place, ...Place[]];
  /** The kinds of the `{{#each}}` around, innermost first; they carry `@index` and `@key`. */
  readonly loops: readonly ('list' | 'map')[];
  readonly blockParams: ReadonlyMap<string, Place>;
  /** Paths known not to be null. */
  readonly present: ReadonlySet<string>;
  readonly root: Place;
  /** Told the shape of every field that is read, if anybody asks. */
  readonly onRead?: ((shape: Shape) => void) | undefined;
  /** True inside a partial, where `..` ends at the data the partial was given. */
  readonly partial: boolean;
}

/** The scope inside a block that has made `place` its context. */
export function enter(scope: Scope, place: Place): Scope {
  // Handlebars adds no level for a context that is the same value; one object under two paths of the data
  // would escape this, so a view must not hold an object twice where `..` is used.
  if (place.path === scope.contexts[0].path)
    return { ...scope, contexts: [place, ...scope.contexts.slice(1)] };
  return { ...scope, contexts: [place, ...scope.contexts] };
}

/** The scope where `place` is known not to be null. */
export function assume(scope: Scope, place: Place): Scope {
  return { ...scope, present: new Set([...scope.present, place.path]) };
}

/** The place without its nullability, if a guard has proven it present. */
export function settle(scope: Scope, place: Place): Place {
  return place.shape.kind === 'nullable' && scope.present.has(place.path) ? insist(place) : place;
}

/** The place without its nullability. */
export function insist(place: Place): Place {
  return place.shape.kind === 'nullable' ? { shape: place.shape.of, path: place.path } : place;
}

/** The shape of a place with what guards have proven about its fields, as a partial receives it. */
export function settleFields(scope: Scope, place: Place): Shape {
  const { shape } = settle(scope, place);
  const prefix = `${place.path}.`;
  if (shape.kind !== 'object' || ![...scope.present].some((path) => path.startsWith(prefix))) return shape;
  const fields = Object.entries(shape.fields).map(([name, field]): [string, Shape | undefined] => [
    name,
    field && settleFields(scope, { shape: field, path: prefix + name }),
  ]);
  return { ...shape, fields: Object.fromEntries(fields) };
}

const ids = new Map<string, number>();
const known = new WeakMap<Shape, number>();

/** A number that is equal for shapes of equal structure. */
export function shapeId(shape: Shape): number {
  const cached = known.get(shape);
  if (cached !== undefined) return cached;
  const key = structure(shape);
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  known.set(shape, id);
  return id;
}

function structure(shape: Shape): string {
  switch (shape.kind) {
    case 'opaque':
      return `opaque ${shape.name}`;
    case 'list':
    case 'map':
    case 'nullable':
      return `${shape.kind} ${shapeId(shape.of)}`;
    case 'object': {
      const fields = Object.entries(shape.fields).map(
        ([name, field]) => `${name}:${field ? shapeId(field) : ''}`,
      );
      return `object ${shape.opaque ?? ''} {${fields.join(',')}}`;
    }
    default:
      return shape.kind;
  }
}
