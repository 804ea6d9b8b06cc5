const KEPT = [
  [Array.prototype, 'push'],
  [JSON, 'parse'],
  [JSON, 'stringify'],
] as const;

/**
 * Remembers functions of the language that the reader of PDFs replaces by its own on Node 20, for the sake of arrays of four
 * billion elements and the like, for the whole process: pushing to an array and reading JSON take several times as long
 * from then on. What is returned puts them back.
 *
 * Example: `const restore = keepBuiltins(); await import('./read-pdf.ts'); restore();`
 */
export function keepBuiltins(): () => void {
  const found = KEPT.map(
    ([owner, name]) => [owner, name, Object.getOwnPropertyDescriptor(owner, name)!] as const,
  );
  return () => {
    for (const [owner, name, descriptor] of found) Object.defineProperty(owner, name, descriptor);
  };
}
