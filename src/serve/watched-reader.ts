import { join, resolve } from 'node:path';
import { isPattern, listFiles } from '../source/list-files.ts';
import { fileExists, readText, type TextReader } from '../source/read-text.ts';

/** A reader that remembers what was looked at, so that it can be watched. */
export interface WatchedReader extends TextReader {
  /** Absolute: files, whether they are there or not, and the folders in which a pattern looks. */
  readonly looked: ReadonlySet<string>;
}

/** Reads from the disk. `../units/edu-*.yaml` is looked for in `…/units` */
export function watchedReader(): WatchedReader {
  const looked = new Set<string>();
  const read = (path: string, label: string) => {
    looked.add(resolve(path));
    return readText(path, label);
  };
  return Object.assign(read, {
    looked,
    list: (folder: string, pattern: string) => {
      looked.add(folderOf(folder, pattern));
      return listFiles(folder, pattern);
    },
    exists: fileExists,
    note: async (path: string) => {
      looked.add(resolve(path));
    },
  });
}

function folderOf(folder: string, pattern: string): string {
  const steps = pattern.replaceAll('\\', '/').split('/');
  return join(folder, ...steps.slice(0, steps.findIndex(isPattern)));
}
