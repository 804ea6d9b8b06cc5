import { join } from 'node:path';
import { cacheFolderPath, openCacheFolder } from '../files/cache-folder.ts';
import { makeFolder } from '../files/make-folder.ts';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { CharacterSet } from './character-set.ts';
import { commonCharacters } from './common-characters.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { bundledFaces, type FontChoice, type FontRole, fontVariables, lentFamily } from './font-catalog.ts';
import { storeFontConfiguration } from './font-configuration.ts';
import { installedFaces } from './installed-faces.ts';
import { fontFolders, hashInstalledFonts } from './installed-fonts.ts';
import { type OfficialFace, officialFaces, type RefusedFamily } from './official-faces.ts';
import { faceRule, type PreparedFace, prepareFace, prepareRare, type RareFaces } from './prepared-face.ts';
import { fingerprint, type WholeFace, wholeFace } from './whole-face.ts';

/** The faces of a run, prepared, with their CSS. */
export interface FontSet {
  readonly choice: FontChoice;
  /** What of the fonts decides how a page looks: the faces and, where they may be used, the installed ones. */
  readonly mark: string;
  /** The checked cache folder the files are in. */
  readonly folder: string;
  /** The fontconfig file that the browser is to be started with; null where browsers do not use fontconfig. */
  readonly configuration: string | null;
  /** `@font-face` rules with full names and file URLs, and the variables `--font-song` … `--font-title`. */
  readonly css: string;
  /** The files the rules name; a page may load these and nothing else. */
  readonly urls: readonly string[];
  readonly faces: readonly PreparedFace[];
  /** Families of the system that the roles are printed with. */
  readonly official: readonly string[];
  /** Families of the system that were looked at and are not printed with. */
  readonly refused: readonly RefusedFamily[];
  /** What a text needs beyond the common characters, and what no face can print (P10). */
  coverage(text: string): Coverage;
  /** Faces for one document's rare characters. Errors: P02, P03 as of `prepareFonts`. */
  rare(characters: readonly string[]): Promise<Outcome<RareFaces>>;
}

/** How fonts are prepared; the cache folder defaults to the user's own. */
export interface FontOptions {
  readonly fonts: FontChoice;
  readonly cacheFolder?: string;
}

/**
 * Prepares the bundled faces: a subset of the common characters of each, made once and kept in the
 * cache folder. Several processes may do so at the same time.
 *
 * Errors: P02 when the cache folder is unsafe or cannot be written, P03 when a font package is missing.
 *
 * Example: `(await prepareFonts({ fonts: 'bundled' })).value?.css`
 */
export async function prepareFonts(options: FontOptions): Promise<Outcome<FontSet>> {
  const cache = await openCacheFolder(options.cacheFolder ?? cacheFolderPath());
  if (cache.value === null) return { value: null, findings: cache.findings };
  const folder = cache.value;
  const common = commonCharacters();
  const faces: PreparedFace[] = [];
  let configuration: string | null;
  try {
    const wholes: WholeFace[] = [];
    for (const face of bundledFaces) {
      const whole = wholeFace(face, folder);
      if (whole === null) return failed(missingPackage(face.id));
      wholes.push(whole);
    }
    // Nothing else is in it: all that it holds becomes fonts of the browser.
    const own = join(folder, `faces-${fingerprint([wholes.map(({ key }) => key), common])}`);
    await makeFolder(own, 0o700);
    for (const whole of wholes) faces.push(await prepareFace(whole, common, own));
    configuration = await storeFontConfiguration(own, folder, options.fonts);
  } catch (error) {
    return failed(unwritable(folder, error));
  }
  const commonSet = CharacterSet.of(
    [...common]
      .map((character) => character.codePointAt(0)!)
      .filter((code) => faces.some((face) => face.characters.has(code))),
  );
  const rules = faces.flatMap(({ face, name, url }) =>
    face.uses.map((use) => faceRule(use.family, use.weights, { name, url })),
  );
  const folders = options.fonts === 'auto' ? fontFolders(process.platform, process.env) : [];
  const official = await officialFaces(await installedFaces(folders));
  const bold = faces.find(({ face }) => face.id === 'serif-bold')!;
  const lent = [...official.faces].flatMap(([role, face]) => lentRules(role, face, bold));
  const names = [...official.faces].map(([role, face]) => [role, cssFamily(role, face)] as const);
  const variables = [...lent, fontVariables(new Map(names))].join('\n');
  const css = [...rules, variables].join('\n');
  const installed = options.fonts === 'auto' ? await hashInstalledFonts(folders) : null;
  return done({
    choice: options.fonts,
    // The folder is no part of it: another machine has it elsewhere and prints the same.
    mark: fingerprint([faces.map(({ face, name }) => [name, face.uses]), variables, installed]),
    folder,
    configuration,
    css,
    urls: faces.map(({ url }) => url),
    faces,
    official: [...official.faces.values()].map(({ family }) => family),
    refused: official.refused,
    coverage: (text) =>
      coverageOf(
        text,
        commonSet,
        faces.map(({ characters }) => characters),
      ),
    async rare(characters) {
      try {
        return done(await prepareRare(faces, characters, folder));
      } catch (error) {
        return failed(unwritable(folder, error));
      }
    },
  });
}

/** An official face without a bold is asked for by rules of our own, which name the bold beside it. */
function lentRules(role: FontRole, { regularOnly }: OfficialFace, bold: PreparedFace): string[] {
  if (regularOnly.length === 0) return [];
  const sources = regularOnly.map((name) => `local("${name.replace(/["\\\n]/g, '')}")`).join(', ');
  const family = lentFamily(role);
  return [
    `@font-face { font-family: "${family}"; font-weight: 1 599; src: ${sources}; }`,
    faceRule(family, '600 1000', bold),
  ];
}

function cssFamily(role: FontRole, { family, regularOnly }: OfficialFace): string {
  return regularOnly.length === 0 ? family : lentFamily(role);
}

function missingPackage(id: string): Finding {
  return errorFinding('P03', `内置字体（${id}）不完整`, '请在程序目录重新执行 npm ci');
}

/** The finding for an error met while preparing fonts in `folder`. Example: `unwritable(folder, error).code` is P02 for ENOSPC. */
export function unwritable(folder: string, error: unknown): Finding {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) {
    return errorFinding('P03', '内置字体文件已损坏，无法处理', '请在程序目录重新执行 npm ci');
  }
  return errorFinding(
    'P02',
    `字体无法写入缓存文件夹 ${folder}（${code}）`,
    '请确认该磁盘有 50 MB 以上的空间并且可写，或用环境变量 YUGONG_CACHE 换一个文件夹',
  );
}
