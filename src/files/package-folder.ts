import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An installed package whose data files are read, not its code. */
export interface PackageFolder {
  readonly path: string;
  readonly version: string;
}

/**
 * Finds an installed package by name, or null. Looks at folders rather than asking the module
 * resolver, because packages that only carry data often do not export their package.json.
 *
 * Example: `packageFolder('@sparticuz/chromium')?.version` is `'153.0.0'`.
 */
export function packageFolder(name: string): PackageFolder | null {
  for (const modules of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const path = join(modules, name);
    const manifest = join(path, 'package.json');
    if (!existsSync(manifest)) continue;
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { path, version };
  }
  return null;
}
