const KEPT = [
  [Array.prototype, 'push'],
  [JSON, 'parse'],
  [JSON, 'stringify'],
] as const;

// Taken as this module is loaded, which must be before the reader of PDFs is.
const found = KEPT.map(
  ([owner, name]) => [owner, name, Object.getOwnPropertyDescriptor(owner, name)!] as const,
);

/**
 * Puts back functions of the language that the reader of PDFs replaces by its own as it is loaded: on Node 20, for the sake
 * of arrays of four billion elements and the like, for the whole process. Pushing to an array and reading JSON would take
 * several times as long from then on.
 *
 * Example: `await import('./read-pdf.ts'); restoreBuiltins();`
 */
export function restoreBuiltins(): void {
  for (const [owner, name, descriptor] of found) Object.defineProperty(owner, name, descriptor);
}
