import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Outcome, SourceText } from '../model/finding.ts';
import { decodeText } from './decode-text.ts';
import type { FileLister } from './list-files.ts';

/** Gives the text of a file by its path; `label` is the path as findings show it. */
export interface TextReader {
  (path: string, label: string): Promise<Outcome<SourceText>>;
  /** The files that a pattern means, relative to its folder; from the disk where a reader says nothing. */
  readonly list?: FileLister;
  /** Whether there is such a file; asked of the disk where a reader says nothing. */
  readonly exists?: (path: string) => Promise<boolean>;
  /** Told of a file that is read by other means, such as a workbook. */
  readonly note?: (path: string, label: string) => Promise<void>;
}

/** Whether there is something at a path; one that may not be looked at counts, so that reading it says why. */
export async function fileExists(path: string): Promise<boolean> {
  try {
    statSync(path);
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Reads a text file; `L01` when it cannot be read. `label` is the path as findings show it. */
export async function readText(path: string, label: string): Promise<Outcome<SourceText>> {
  const { bytes, code } = await readBytes(path);
  return bytes ? decodeText(bytes, label) : unreadableText(label, code);
}

/** A file of up to so many bytes is read before another thread would have been told of it. */
const SMALL_BYTES = 1024 * 1024;

/**
 * The bytes of a file, or why it cannot be read: `ENOENT`. A small one is read at once: to ask another thread for each of the
 * four steps of it takes longer than the steps, for the files of a unit a twentieth of its check. What keeps a reader waiting,
 * such as a pipe, keeps nobody else waiting.
 */
export async function readBytes(
  path: string,
): Promise<{ readonly bytes: Uint8Array | null; readonly code?: string | undefined }> {
  try {
    const about = statSync(path);
    return {
      bytes: about.isFile() && about.size <= SMALL_BYTES ? readFileSync(path) : await readFile(path),
    };
  } catch (error) {
    return { bytes: null, code: (error as NodeJS.ErrnoException).code };
  }
}

/** `L01` for a text that is not there or cannot be read. */
export function unreadableText(label: string, code: string | undefined): Outcome<never> {
  return { value: null, findings: [unreadable(label, code)] };
}

const CAUSES: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['找不到文件', '核对路径和文件名。'],
  EACCES: ['没有权限读取文件', '请管理员开放读取权限，或换一个位置存放。'],
  EPERM: ['没有权限读取文件', '请管理员开放读取权限，或换一个位置存放。'],
  EISDIR: ['这是文件夹，不是文件', '写出文件夹里的文件名。'],
};

function unreadable(label: string, code: string | undefined) {
  const [message, hint] = CAUSES[code ?? ''] ?? [
    `无法读取文件（${code ?? '原因不明'}）`,
    '检查磁盘和网络驱动器后重试。',
  ];
  return {
    code: 'L01',
    severity: 'error' as const,
    message: `${message}：${label}`,
    hint,
    position: { file: label, line: 1, column: 1 },
  };
}
