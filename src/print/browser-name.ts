import type { BrowserBinary } from './browser-binary.ts';

/**
 * How a browser is named in records and findings: by what it says of itself, else by its place.
 *
 * Example: `browserName(binary)` → `Chromium 153.0.8010.0`
 */
export function browserName({ version, path }: Pick<BrowserBinary, 'version' | 'path'>): string {
  return version ?? path;
}
