import { dirname } from 'node:path';
import type { Finding, Outcome } from '../model/finding.ts';
import { makeFolder } from './make-folder.ts';
import { type StagedFile, stageContent } from './temporary.ts';

/** A file to write: its path and content. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes the files of one report: all of them under temporary names first, then renamed, so that an old good
 * file is never replaced by a broken one and a failure leaves nothing behind. `O01` when that fails.
 */
export async function writeOutputFiles(files: readonly OutputFile[]): Promise<Outcome<readonly string[]>> {
  const staged: StagedFile[] = [];
  let current = files[0]?.path ?? '';
  try {
    const folders = new Set<string>();
    for (const { path, content } of files) {
      current = path;
      const folder = dirname(path);
      if (!folders.has(folder)) await makeFolder(folder);
      folders.add(folder);
      staged.push(await stageContent(path, content));
    }
    for (const file of staged) {
      current = file.path;
      await file.commit();
    }
    return { value: files.map((file) => file.path), findings: [] };
  } catch (error) {
    await Promise.all(staged.map((file) => file.discard()));
    return { value: null, findings: [unwritable(current, (error as NodeJS.ErrnoException).code)] };
  }
}

const CAUSES: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['磁盘已满', '清理磁盘后重新运行。'],
  EDQUOT: ['磁盘配额已用完', '清理磁盘或请管理员增加配额后重新运行。'],
  EFBIG: ['文件超过系统允许的大小', '请管理员放宽文件大小的限制后重新运行。'],
  EACCES: ['没有写入权限', '检查文件夹权限，或用 --out 换一个文件夹。'],
  EPERM: ['没有写入权限', '检查文件夹权限，或用 --out 换一个文件夹；若文件正在别的程序中打开，请先关闭。'],
  EBUSY: ['文件正在别的程序中打开', '关闭打开它的程序后重新运行。'],
  EROFS: ['磁盘是只读的', '用 --out 换一个可写的文件夹。'],
  ENOENT: ['这里不能新建文件夹', '用 --out 换一个可写的文件夹。'],
  ENAMETOOLONG: ['文件夹或文件的名称太长', '用 --out 换一个名称较短的位置。'],
  ELOOP: ['路径中的链接绕成了圈', '删去这些链接，或用 --out 换一个位置。'],
  ERR_INVALID_ARG_VALUE: ['路径中有不能用在名称里的字符', '删去这个字符，或用 --out 换一个位置。'],
  EISDIR: ['同名的文件夹已存在', '移走这个文件夹，或用 --out 换一个位置。'],
  EEXIST: ['路径中有一段是文件，不是文件夹', '移走同名文件，或用 --out 换一个位置。'],
  ENOTDIR: ['路径中有一段是文件，不是文件夹', '移走同名文件，或用 --out 换一个位置。'],
};

/** `O01` with cause and remedy for an error of the disk. */
export function unwritable(path: string, code: string | undefined): Finding {
  const [cause, hint] = CAUSES[code ?? ''] ?? [`写入失败（${code ?? '原因不明'}）`, '检查磁盘后重新运行。'];
  return {
    code: 'O01',
    severity: 'error',
    message: `无法写出 ${path}：${cause}。原有文件没有改动。`,
    hint,
    position: null,
  };
}
