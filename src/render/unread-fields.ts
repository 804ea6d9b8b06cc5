import type { Pack } from '../pack/pack.ts';
import type { Shape } from '../template/shape.ts';
import { checkTemplates } from '../template/template-check.ts';
import { parseTemplates } from '../template/template-parse.ts';
import { packTemplates } from './compiled-pack.ts';
import { reportHelpers } from './helpers.ts';
import { viewShape } from './view-shape.ts';

/**
 * The fields of the view that no template of a pack reads, as templates write them: `figures.total`,
 * `assets.furniture`, `projects[].basis`. A field inside a part that nobody reads is not listed again.
 */
export function unreadFields(pack: Pack): string[] {
  // Shapes are told apart by identity, so every field needs a shape of its own.
  const root = distinct(viewShape(pack));
  const read = new Set<Shape>();
  const { sources, entries } = packTemplates(pack);
  const { templates, broken } = parseTemplates(sources);
  const onRead = (shape: Shape): void => {
    read.add(shape);
    if (shape.kind === 'nullable') read.add(shape.of);
  };
  checkTemplates({ templates, broken, helpers: reportHelpers(pack.settings), root, entries, onRead });
  return unreadIn(root, '', read);
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
