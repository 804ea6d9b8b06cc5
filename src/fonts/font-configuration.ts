import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Environment } from '../files/cache-folder.ts';
import { ensureStored } from '../files/stored-file.ts';
import type { FontChoice } from './font-catalog.ts';
import { fingerprint } from './whole-face.ts';

/**
 * Stores the fontconfig file that makes the prepared faces fonts of the browser's system and returns its path.
 *
 * A page finds them there at once; read from their files they are checked and copied for every page, which takes
 * half a second. With `bundled` the browser sees no other fonts, with `auto` those of the system as well. Null where
 * browsers do not use fontconfig. Disk errors are thrown.
 *
 * Example: `await storeFontConfiguration('/c/faces-1f…', '/c', 'bundled')` → `'/c/fonts-5d….conf'`
 */
export async function storeFontConfiguration(
  faces: string,
  cache: string,
  choice: FontChoice,
): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const system = choice === 'auto' ? systemConfiguration(process.env) : null;
  const text = fontConfiguration(faces, join(cache, 'fontconfig'), system);
  return ensureStored(join(cache, `fonts-${fingerprint(text)}.conf`), (temporary) =>
    writeFile(temporary, text, { flag: 'wx' }),
  );
}

/**
 * The text of the file. Pure.
 *
 * Example: `fontConfiguration('/c/faces', '/c/fontconfig', null)` includes no other file.
 */
export function fontConfiguration(faces: string, cache: string, system: string | null): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...(system === null ? [] : [`<include ignore_missing="yes">${escapeXml(system)}</include>`]),
    `<dir>${escapeXml(faces)}</dir>`,
    `<cachedir>${escapeXml(cache)}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}

/**
 * The file that fontconfig itself would begin with. Pure.
 *
 * Example: `systemConfiguration({})` is `/etc/fonts/fonts.conf`.
 */
export function systemConfiguration(environment: Environment): string {
  return resolve(environment.FONTCONFIG_PATH ?? '/etc/fonts', environment.FONTCONFIG_FILE ?? 'fonts.conf');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
