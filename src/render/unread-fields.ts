import type { Shape } from '../template/shape.ts';

/** The shape of a view that notes which of its fields templates read. */
export interface WatchedShape {
  readonly root: Shape;
  /** To be told of every shape that is read. */
  readonly onRead: (shape: Shape) => void;
  /**
   * The fields that nobody has read, as templates write them: `figures.total`, `assets.furniture`, `projects[].basis`. A
   * field inside a part that nobody reads is not listed again.
   */
  unread(): string[];
}

export function watchedShape(shape: Shape): WatchedShape {
  // Shapes are told apart by identity, so every field needs a shape of its own.
  const root = distinct(shape);
  const read = new Set<Shape>();
  return {
    root,
    onRead(shape) {
      read.add(shape);
      if (shape.kind === 'nullable') read.add(shape.of);
    },
    unread: () => unreadIn(root, '', read),
  };
}

function unreadIn(shape: Shape, path: string, read: ReadonlySet<Shape>): string[] {
  switch (shape.kind) {
    case 'nullable':
      return unreadIn(shape.of, path, read);
    case 'list':
      return unreadIn(shape.of, `${path}[]`, read);
    case 'object':
      // Whole figures are handed to helpers.
      if (shape.opaque !== undefined) return [];
      return Object.entries(shape.fields).flatMap(([name, field]) => {
        if (field === undefined) return [];
        const at = path === '' ? name : `${path}.${name}`;
        return isRead(field, read) ? unreadIn(field, at, read) : [at];
      });
    default:
      return [];
  }
}

function isRead(shape: Shape, read: ReadonlySet<Shape>): boolean {
  return read.has(shape) || (shape.kind === 'nullable' && read.has(shape.of));
}

function distinct(shape: Shape): Shape {
  switch (shape.kind) {
    case 'nullable':
    case 'list':
    case 'map':
      return { ...shape, of: distinct(shape.of) };
    case 'object': {
      const fields = Object.entries(shape.fields).map(([name, field]) => [name, field && distinct(field)]);
      return { ...shape, fields: Object.fromEntries(fields) };
    }
    default:
      return { ...shape };
  }
}
