import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../files/cache-folder.ts';

/**
 * Where the system and the user keep fonts. Pure: looks at no disk.
 *
 * Example: `fontFolders('win32', { WINDIR: 'C:\\Windows' })` begins with `C:\Windows\Fonts`.
 */
export function fontFolders(platform: NodeJS.Platform, environment: Environment): string[] {
  const home = homedir();
  if (platform === 'win32') {
    const own = environment.LOCALAPPDATA;
    return [
      join(environment.WINDIR ?? 'C:\\Windows', 'Fonts'),
      ...(own === undefined ? [] : [join(own, 'Microsoft', 'Windows', 'Fonts')]),
    ];
  }
  if (platform === 'darwin') {
    return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
  }
  return [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'fonts'),
    join(home, '.fonts'),
  ];
}

/**
 * A hash of the names and sizes of all fonts in these folders: with official fonts preferred, one that is installed or
 * removed changes the pages. Times are left out, so that machines set up alike agree. A folder that is not there or
 * cannot be read counts as empty.
 *
 * Example: `await hashInstalledFonts(['/usr/share/fonts'])` → `'9c1f…'`
 */
export async function hashInstalledFonts(folders: readonly string[]): Promise<string> {
  const fonts = (await Promise.all(folders.map(fontsIn))).flat();
  return createHash('sha256').update(fonts.sort().join('\n')).digest('hex');
}

async function fontsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const fonts = entries.filter((name) => /\.(?:ttf|otf|ttc|otc|dfont|pfb)$/i.test(name));
  // Side by side: every run looks at all of them before anything else.
  return Promise.all(
    fonts.map(async (font) => {
      const facts = await stat(join(folder, font)).catch(() => null);
      return `${font.replaceAll('\\', '/')} ${facts?.size ?? -1}`;
    }),
  );
}
