/**
 * Adds everything to a list. Not `list.push(...items)`: a call takes its arguments on the stack, and a file with some
 * hundred thousand faults would break it.
 */
export function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
