import { execFile } from 'node:child_process';
import { basename, dirname, posix, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Outcome, SourceText } from '../model/finding.ts';
import { decodeText } from './decode-text.ts';
import type { TextReader } from './read-text.ts';

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads files as they were at a git revision, whatever the working tree holds now; `V02` when that revision does
 * not have the file. `folder` is any folder of the repository that still exists.
 */
export function gitReader(revision: string, folder: string): TextReader {
  let prefix: Promise<string> | null = null;
  const read = async (path: string, label: string): Promise<Outcome<SourceText>> => {
    try {
      prefix ??= git(folder, ['rev-parse', '--show-prefix']).then((bytes) => bytes.toString('utf8').trim());
      const inside = relative(folder, path).replaceAll('\\', '/');
      const file = posix.join((await prefix) || '.', inside);
      return decodeText(await git(folder, ['cat-file', 'blob', `${revision}:${file}`]), label);
    } catch (error) {
      return { value: null, findings: [absent(revision, path, label, error)] };
    }
  };
  return Object.assign(read, { exists: async (path: string) => (await read(path, path)).value !== null });
}

/** True for a revision that the repository around a folder knows. */
export async function isRevision(revision: string, folder: string): Promise<boolean> {
  if (revision.startsWith('-')) return false;
  try {
    await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
    return true;
  } catch {
    return false;
  }
}

async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const options = { cwd: folder, encoding: 'buffer' as const, maxBuffer: MOST_BYTES };
  return (await run('git', args, options)).stdout;
}

function absent(revision: string, path: string, label: string, error: unknown) {
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return {
    code: 'V02',
    severity: 'error' as const,
    message: isMissing
      ? `没有找到 git 程序，不能读取 ${label}。`
      : `版本 ${revision} 中没有 ${basename(dirname(path))}/${basename(path)}。`,
    hint: isMissing
      ? '安装 git，或先把旧文件另存出来再比较。'
      : '用 git log 核对版本和文件名；文件名相对于当前文件夹。',
    position: { file: label, line: 1, column: 1 },
  };
}
