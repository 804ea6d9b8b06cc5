import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import { makeFolder } from './make-folder.ts';

/** The environment variables this step reads; `process.env` fits. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where prepared fonts and the unpacked browser are kept for this user.
 *
 * `YUGONG_CACHE` wins; otherwise the platform's own place for caches.
 *
 * Example: `cacheFolderPath({ XDG_CACHE_HOME: '/var/c' }, 'linux')` is `/var/c/yugong`.
 */
export function cacheFolderPath(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = homedir();
  if (environment.YUGONG_CACHE) return resolve(environment.YUGONG_CACHE);
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'yugong');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'yugong');
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'yugong');
}

/**
 * Makes the cache folder if need be and checks that nobody else can put files into it.
 *
 * A program is run from this folder, so a folder that another user owns or may write to is refused
 * (P02), and so is a place where no folder can be made. On Windows the profile's own rights protect it.
 *
 * Example: `await openCacheFolder('/tmp/shared')` → P02 “…属于其他用户…”.
 */
export async function openCacheFolder(path: string): Promise<Outcome<string>> {
  try {
    await makeFolder(path, 0o700);
    const link = await lstat(path);
    const folder = await realpath(path);
    const facts = await lstat(folder);
    if (!facts.isDirectory()) return refuse(path, '不是文件夹');
    const self = process.getuid?.();
    if (self === undefined) return done(folder);
    // A link planted by someone else could point anywhere, even where the target itself is ours.
    if (facts.uid !== self || link.uid !== self) return refuse(path, '属于其他用户');
    if (facts.mode & 0o022) return refuse(path, '允许其他用户写入');
    return done(folder);
  } catch (error) {
    return refuse(path, `无法建立（${(error as NodeJS.ErrnoException).code ?? '未知原因'}）`);
  }
}

function refuse(path: string, reason: string): Outcome<never> {
  return failed(
    errorFinding(
      'P02',
      `缓存文件夹 ${path} ${reason}，不能存放浏览器和字体`,
      '请换一个只有本人可写的文件夹：设置环境变量 YUGONG_CACHE，或执行 chmod 700 收回他人的写权限',
    ),
  );
}
