import { dirname, join, relative } from 'node:path';
import { sha256 } from '../files/file-hash.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import { decodeText } from '../source/decode-text.ts';
import { type FileLister, isPattern, listFiles } from '../source/list-files.ts';
import { readBytes, type TextReader, unreadableText } from '../source/read-text.ts';
import type { AskedFile } from './unit-message.ts';
import type { InputRecord } from './unit-record.ts';

/** Reads the files of one unit and remembers what they were. */
export interface ReadLog {
  readonly read: TextReader;
  /** Notes a file that is read by other means, such as a workbook. */
  note(path: string, label: string): Promise<void>;
  /** What was read, by path. */
  inputs(): InputRecord[];
  /** What was asked for, whether it was there or not. */
  asked(): AskedFile[];
  /** Whether a file was read and has that content. */
  has(path: string, sha256: string): boolean;
  /** `O02` for a file that is no longer what was read. */
  changed(): Promise<Finding[]>;
}

/** The content of files that are on no disk of this machine, by path. */
export type HeldFiles = ReadonlyMap<string, Uint8Array>;

/**
 * A reader for the unit file at `unitPath` and all it refers to. A file that somebody is just saving gives neither a
 * report nor misleading findings, but `O02`: what was read is compared with what is there at the end. `held` are all
 * files that there are, where they came with the unit; nobody changes these.
 */
export function openReadLog(unitPath: string, held: HeldFiles | null = null): ReadLog {
  const files = new Map<string, { readonly label: string; readonly sha256: string | null }>();
  /** Read twice, and not the same. */
  const torn = new Set<string>();
  const note = async (path: string, label: string): Promise<void> => {
    if (!files.has(path)) files.set(path, { label, sha256: await hashOf(path) });
  };
  const hashOf = async (path: string): Promise<string | null> => {
    if (held === null) return sha256OfInput(path);
    const bytes = held.get(path);
    return bytes === undefined ? null : sha256(bytes);
  };
  const list: FileLister = async (folder, pattern) => {
    await note(join(folder, pattern), pattern);
    return held ? [] : listFiles(folder, pattern);
  };
  const read = async (path: string, label: string): Promise<Outcome<SourceText>> => {
    const content = held ? { bytes: held.get(path) ?? null, code: 'ENOENT' } : await readBytes(path);
    const hash = content.bytes && sha256(content.bytes);
    const known = files.get(path);
    if (!known) files.set(path, { label, sha256: hash });
    else if (known.sha256 !== hash) torn.add(path);
    return content.bytes ? decodeText(content.bytes, label) : unreadableText(label, content.code);
  };
  return {
    note,
    read: Object.assign(read, {
      ...{ list, note },
      ...(held && { exists: async (path: string) => held.has(path) }),
    }),
    has: (path, hash) => files.get(path)?.sha256 === hash,
    inputs: () =>
      [...files]
        .flatMap(([path, file]) =>
          file.sha256 === null ? [] : [{ file: beside(unitPath, path), sha256: file.sha256 }],
        )
        .sort((a, b) => (a.file < b.file ? -1 : 1)),
    asked: () => [...files].map(([path, file]) => ({ file: beside(unitPath, path), sha256: file.sha256 })),
    async changed() {
      const findings: Finding[] = [];
      for (const [path, file] of held ? [] : files) {
        if (torn.has(path) || (await sha256OfInput(path)) !== file.sha256)
          findings.push(changedFinding(file.label));
      }
      return findings;
    },
  };
}

/** `O02`: a file is no longer what was read. */
export function changedFinding(label: string): Finding {
  return errorFinding(
    'O02',
    `${label} 在生成过程中被改动，这个单位没有写出文件。`,
    '保存并关闭该文件后重新运行；其他单位不受影响。',
  );
}

/** Hash of a file; of a pattern, of the names that it means, so that a new file counts. Null where there is nothing. */
export async function sha256OfInput(path: string): Promise<string | null> {
  const { bytes } = await readBytes(path);
  if (bytes) return sha256(bytes);
  if (!isPattern(path)) return null;
  const steps = path.replaceAll('\\', '/').split('/');
  const first = steps.findIndex(isPattern);
  const folder = steps.slice(0, first).join('/') || '/';
  return sha256((await listFiles(folder, steps.slice(first).join('/'))).join('\n'));
}

function beside(unitPath: string, path: string): string {
  return relative(dirname(unitPath), path).replaceAll('\\', '/');
}
