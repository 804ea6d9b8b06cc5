import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { documentText } from '../document/text.ts';
import type { Finding } from '../model/finding.ts';
import { foldRadicals } from '../model/radicals.ts';
import type { TrackedChanges } from '../word/body-reader.ts';

/** Word documents that came back from those who read and sign. */
export interface ReturnedWords {
  /** One document, or the folder they lie in, each with the name of its unit (`kuerle.docx`); absolute. */
  readonly path: string;
  /** Whether tracked changes count as made or as undone. */
  readonly changes: TrackedChanges;
}

/** What came back for one unit. */
export interface ReturnedText {
  /** Null where it cannot be read. */
  readonly text: string | null;
  readonly findings: readonly Finding[];
}

/**
 * The text of the Word document that came back for a unit, in the form of the text output; null where none did. A
 * document that says what `own` says, the report as it is now, gives that text to the letter.
 */
export async function returnedText(
  { path, changes }: ReturnedWords,
  name: string,
  own: string | null,
): Promise<ReturnedText | null> {
  const file = await fileFor(path, name);
  if (file === null) return null;
  const { readWord } = await import('../word/read-word.ts');
  const { value, findings } = await readWord(await readFile(file), file.replaceAll('\\', '/'), changes);
  if (!value) return { text: null, findings };
  const text = foldRadicals(documentText(value));
  return { text: own !== null && filled(own) === filled(text) ? own : text, findings };
}

/** Blank lines are white between paragraphs, which Word keeps in its own way. */
function filled(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .join('\n');
}

async function fileFor(path: string, name: string): Promise<string | null> {
  const given = await kindOf(path);
  if (given !== 'folder') return given === 'file' ? path : null;
  for (const candidate of [`${name}.docx`, `${basename(name)}.docx`]) {
    const file = join(path, candidate);
    if ((await kindOf(file)) === 'file') return file;
  }
  return null;
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  return stat(path).then(
    (known) => (known.isDirectory() ? 'folder' : 'file'),
    () => null,
  );
}
