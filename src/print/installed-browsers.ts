import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Environment } from '../files/cache-folder.ts';

const linuxNames = [
  'chrome-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];

const macPrograms = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
];

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];

/**
 * Where Chrome, Edge or Chromium is usually installed, in the order to try. Pure: looks at no disk.
 *
 * Example: `installedPlaces('linux', { PATH: '/usr/bin' })` begins `['/usr/bin/chrome-headless-shell', …]`
 */
export function installedPlaces(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'win32') {
    const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
    return windowsPrograms.flatMap((parts) =>
      roots.flatMap((root) => (root === undefined ? [] : [join(root, ...parts)])),
    );
  }
  if (platform === 'darwin') {
    return macPrograms.flatMap((program) => [
      join('/Applications', program),
      join(homedir(), 'Applications', program),
    ]);
  }
  const folders = new Set([
    ...(environment.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ]);
  folders.delete('');
  return linuxNames.flatMap((name) => [...folders].map((folder) => join(folder, name)));
}

/**
 * The headless shells Puppeteer has downloaded for this user, newest first.
 *
 * Example: `['/home/li/.cache/puppeteer/chrome-headless-shell/linux-150.0.1/…/chrome-headless-shell']`
 */
export function puppeteerShells(environment: Environment): string[] {
  const root = join(
    environment.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer'),
    'chrome-headless-shell',
  );
  return folders(root)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .flatMap((build) => folders(join(root, build)).map((inner) => join(root, build, inner)))
    .flatMap((folder) =>
      ['chrome-headless-shell', 'chrome-headless-shell.exe'].map((name) => join(folder, name)),
    )
    .filter((path) => existsSync(path));
}

function folders(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}
