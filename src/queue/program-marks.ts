import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../files/file-hash.ts';
import { CHECKS_FOLDER } from '../lists/read-check-words.ts';
import type { PackFolders } from '../report/packs.ts';
import type { ProgramVersion } from '../work/fingerprint.ts';

/** What must be the same on two machines for the same bytes to come out, each by what people call it. */
export type ProgramMarks = Readonly<Record<string, string>>;

/**
 * The marks of the program at hand: its source and packages, the template packs, the code lists, the word lists of the
 * checks, and the Node that packs what is printed.
 */
export async function programMarks(program: ProgramVersion, folders: PackFolders): Promise<ProgramMarks> {
  const [templates, lists, words] = await Promise.all(
    [folders.templates, folders.classification, CHECKS_FOLDER].map(folderMark),
  );
  const [node] = process.versions.node.split('.');
  return {
    程序: program.fingerprint,
    模板: templates!,
    科目表: lists!,
    检查用词: words!,
    'Node 版本': `${node}/${process.versions.zlib}`,
  };
}

/** One hash of several marks: what a job names. */
export function markOf(marks: ProgramMarks): string {
  return sha256(JSON.stringify(Object.entries(marks).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * What differs between two machines, as people call it.
 *
 * Example: `differences({ 程序: 'a', 模板: 'b' }, { 程序: 'a', 模板: 'c' })` → `['模板']`
 */
export function differences(ours: ProgramMarks, theirs: ProgramMarks): string[] {
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter(
    (name) => ours[name] !== theirs[name],
  );
}

/** Hash of all files of a folder, by name and content. */
async function folderMark(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hashes = files.map((file) => [
    file.slice(folder.length).replaceAll('\\', '/'),
    sha256(readFileSync(file)),
  ]);
  return sha256(hashes.flat().join('\n'));
}
