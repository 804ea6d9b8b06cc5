import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LEVELS } from '../model/level.ts';
import type { SiteDocument } from './site.ts';

/** The file in which a site says which files it made; it holds nothing that the site does not show. */
export const SITE_MANIFEST = '.yugong-site.json';
const FORMAT = 1;

/** A file that the site made, with its bytes as a hash. */
export interface OwnFile {
  readonly file: string;
  readonly sha256: string;
}

/** What a site says of itself. */
export interface SiteManifest {
  readonly documents: readonly SiteDocument[];
  /** Every file that it made. While a run writes, one file may stand there with the bytes before and after. */
  readonly files: readonly OwnFile[];
}

/** A path below the folder of the site, and nothing else. */
const file = z
  .string()
  .regex(/^[^\\\0]+$/)
  .refine(
    (path) => !path.startsWith('/') && !path.split('/').some((part) => part === '' || /^\.{1,2}$/.test(part)),
  );
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const schema = z.object({
  format: z.literal(FORMAT),
  documents: z.array(
    z.object({
      name: file,
      title: z.string(),
      publisher: z.string(),
      level: z.enum(LEVELS),
      document: z.enum(['预算', '决算']),
      year: z.number(),
      date: day,
      department: z.string().nullable(),
      files: z.array(
        z.object({
          ...{ file, format: z.string(), title: z.string(), bytes: z.number(), sha256: hash },
          madeFrom: hash.optional(),
        }),
      ),
    }),
  ),
  files: z.array(z.object({ file, sha256: hash })),
});

/** The text of a manifest: files in the order of their names, no clock. */
export function siteManifestText({ documents, files }: SiteManifest): string {
  const ordered = [...files].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.sha256 < b.sha256 ? -1 : 1,
  );
  return `${JSON.stringify({ format: FORMAT, documents, files: ordered }, null, 1)}\n`;
}

/** Reads the manifest of a site; empty where there is none, null where it is broken or something else. */
export async function readSiteManifest(folder: string): Promise<SiteManifest | null> {
  let text: string;
  try {
    text = await readFile(join(folder, SITE_MANIFEST), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? { documents: [], files: [] } : null;
  }
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
