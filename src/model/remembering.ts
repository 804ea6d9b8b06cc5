/**
 * A function of a text that remembers what it gave, for those who ask for the same few thousand texts again and again. It
 * forgets all of them when they become more than `most`.
 *
 * Example: `remembering(1_000, (written) => written.split(/\s+/))` splits `name indent-1` once for all cells of a run.
 */
export function remembering<T extends object | string | number | null>(
  most: number,
  make: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const there = known.get(text);
    if (there !== undefined) return there;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
