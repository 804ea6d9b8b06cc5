import { lstat, realpath, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { sha256, sha256OfFile } from '../files/file-hash.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { removeLeftovers } from '../files/temporary.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding } from '../model/finding.ts';
import type { SiteDocument } from './site.ts';
import { type OwnFile, readSiteManifest, SITE_MANIFEST, siteManifestText } from './site-manifest.ts';

/** A file that a site is to have. */
export interface WantedFile extends OwnFile {
  /** Its bytes, asked for only where they are not there yet. */
  readonly content: () => Promise<string | Uint8Array>;
}

/** What became of the files of a site; paths below its folder. */
export interface SiteChanges {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** No longer wanted, but changed by somebody else since they were made. */
  readonly left: readonly string[];
  readonly unchanged: number;
  readonly findings: readonly Finding[];
}

const NOTHING = { written: [], removed: [], left: [], unchanged: 0 };

/**
 * Brings a folder to the files wanted: writes those that differ, leaves alone those that do not, and removes what the site
 * itself made and no longer wants. Files are written before others go, so that no link ends nowhere. `O07` before anything
 * is written where a file of somebody else is in the way, or a link leads out of the folder; `O01` where one cannot be
 * written.
 */
export async function writeSiteFiles(
  folder: string,
  wanted: readonly WantedFile[],
  documents: readonly SiteDocument[],
): Promise<SiteChanges> {
  const manifest = await readSiteManifest(folder);
  if (manifest === null)
    return refused(`${SITE_MANIFEST} 不是本程序写的，或已损坏`, '移走这个文件夹，或用 --out 换一个。');
  const made = new Map<string, string[]>();
  for (const { file, sha256: hash } of manifest.files) made.set(file, [...(made.get(file) ?? []), hash]);
  const changed: WantedFile[] = [];
  const foreign: string[] = [];
  const inside = new InsideFolder(folder);
  for (const file of wanted) {
    const path = join(folder, file.file);
    if (!(await inside.holds(path)))
      return refused(`${file.file} 会写到文件夹之外`, '删去指向别处的链接，或用 --out 换一个文件夹。');
    const there = await sha256OfFile(path);
    if (there === file.sha256) continue;
    if (!made.has(file.file) && (await isThere(path))) foreign.push(file.file);
    changed.push(file);
  }
  if (foreign.length > 0) {
    const shown = foreign.slice(0, 3).join('、');
    const more = foreign.length > 3 ? `等 ${foreign.length} 个文件` : '';
    return refused(`文件夹中有不是网站写的 ${shown}${more}`, '移走它们，或用 --out 换一个文件夹。');
  }
  const stated = async (files: readonly OwnFile[]): Promise<readonly Finding[]> => {
    const content = siteManifestText({
      documents,
      files: files.map(({ file, sha256: hash }) => ({ file, sha256: hash })),
    });
    const path = join(folder, SITE_MANIFEST);
    if ((await sha256OfFile(path)) === sha256(content)) return [];
    return (await writeOutputFiles([{ path, content }])).findings;
  };
  const gone = await unwanted(folder, made, new Set(wanted.map(({ file }) => file)), inside);
  const findings: Finding[] = [];
  // A run that is cut off must know its own files again.
  if (changed.length > 0 || gone.removed.length > 0)
    addAll(findings, await stated([...manifest.files, ...changed]));
  const folders = new Set([SITE_MANIFEST, ...wanted.map(({ file }) => file)].map(dirname));
  for (const below of folders) await removeLeftovers(join(folder, below), ({ isDead }) => isDead);
  const written: string[] = [];
  for (const file of findings.length > 0 ? [] : changed) {
    const result = await writeOutputFiles([{ path: join(folder, file.file), content: await file.content() }]);
    addAll(findings, result.findings);
    if (result.value === null) break;
    written.push(file.file);
  }
  if (findings.length > 0) return { ...NOTHING, written, findings };
  for (const file of gone.removed) await remove(folder, file);
  return {
    written,
    ...gone,
    unchanged: wanted.length - changed.length,
    findings: await stated(wanted),
  };
}

async function unwanted(
  folder: string,
  made: ReadonlyMap<string, readonly string[]>,
  wanted: ReadonlySet<string>,
  inside: InsideFolder,
): Promise<Pick<SiteChanges, 'removed' | 'left'>> {
  const removed: string[] = [];
  const left: string[] = [];
  for (const [file, hashes] of made) {
    const path = join(folder, file);
    if (wanted.has(file) || !(await inside.holds(path)) || !(await isThere(path))) continue;
    const there = await sha256OfFile(path);
    if (there !== null && hashes.includes(there)) removed.push(file);
    else left.push(file);
  }
  return { removed, left };
}

/** Removes a file, and the folders that it leaves empty. */
async function remove(folder: string, file: string): Promise<void> {
  await rm(join(folder, file), { force: true });
  for (let above = dirname(file); above !== '.'; above = dirname(above)) {
    try {
      await rmdir(join(folder, above));
    } catch {
      return;
    }
  }
}

/** Tells whether paths lie in a folder, links followed; folders are looked at once. */
class InsideFolder {
  readonly #folder: string;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  async holds(path: string): Promise<boolean> {
    if (!resolve(path).startsWith(this.#folder + sep)) return false;
    const above = dirname(resolve(path));
    const known = this.#known.get(above) ?? this.#look(above);
    this.#known.set(above, known);
    return known;
  }

  async #look(folder: string): Promise<boolean> {
    if (folder === this.#folder) return true;
    const [own, there] = await Promise.all([real(this.#folder), real(folder)]);
    // What is not there yet is made inside what is.
    if (there === null) return this.holds(folder);
    return own !== null && there.startsWith(own + sep);
  }
}

async function real(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function refused(cause: string, hint: string): SiteChanges {
  return { ...NOTHING, findings: [errorFinding('O07', `没有写出网站：${cause}。`, hint)] };
}
