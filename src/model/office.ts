/** An office as a unit file writes it: `办公室`, or with what it does, `办公室。负责内勤。`. */
export interface Office {
  readonly name: string;
  /** The whole entry as a sentence, where it says more than the name. */
  readonly sentence: string | null;
}

/**
 * The name of an office, and its own sentence where it has one. Marks at the end belong to no name.
 *
 * Example: `officeOf('办公室。负责内勤')` → 办公室, `办公室。负责内勤。`; `officeOf('办公室；')` → 办公室, null
 */
export function officeOf(written: string): Office {
  const bare = written.replace(/[。；，、：\s]+$/u, '');
  const mark = /[。；：，]/u.exec(bare);
  if (mark === null) return { name: bare, sentence: null };
  return { name: bare.slice(0, mark.index).trim(), sentence: `${bare}。` };
}
