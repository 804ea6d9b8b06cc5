// @ts-check
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a folder and sees whether files can be written to it, before the work of minutes begins. Gives what to tell, with
 * the path and the error of the disk; null where all is well. Each folder is made by itself: the recursive way of Node tries
 * without end where the one above takes none (`/proc/x`).
 *
 * @param {string} path
 * @returns {string | null}
 */
export function openOutputFolder(path) {
  const probe = join(path, `.yugong-${process.pid}.tmp`);
  try {
    makeFolder(path);
    writeFileSync(probe, '', { flag: 'wx' });
    rmSync(probe);
    return null;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    return `无法写到 ${JSON.stringify(path).slice(1, -1)}（${code ?? '原因不明'}）。检查文件夹权限，或用 --out 换一个文件夹。`;
  }
}

/** @param {string} path */
function makeFolder(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (isFolder(path)) return;
    const above = dirname(path);
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== 'ENOENT' || above === path || isFolder(above)) throw error;
    makeFolder(above);
    mkdirSync(path);
  }
}

/** @param {string} path */
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
