import { mapLines } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { maskPrivateData } from './privacy.ts';

/**
 * The unit with personal data masked in every text that may be printed, in all its books. Amounts, codes and positions
 * stay.
 *
 * Example: leader `张某 13900000000` → `张某 139****0000`
 */
export function redactUnit(unit: Unit): Unit {
  const books = mapLines(unit.books, (line) =>
    line.project === null ? line : { ...line, project: maskPrivateData(line.project) },
  );
  return { ...unit, data: masked(unit.data), books };
}

function masked<T>(value: T): T {
  if (typeof value === 'string') return maskPrivateData(value) as T;
  if (Array.isArray(value)) return value.map(masked) as T;
  if (typeof value !== 'object' || value === null) return value;
  // Decimals are objects too, and stay as they are.
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [maskPrivateData(key), masked(each)]),
  ) as T;
}
