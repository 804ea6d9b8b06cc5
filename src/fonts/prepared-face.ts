import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureStored } from '../files/stored-file.ts';
import { CharacterSet } from './character-set.ts';
import { isRadical } from './common-characters.ts';
import { type BundledFace, rareFamily } from './font-catalog.ts';
import { withFullName } from './full-name.ts';
import { fingerprint, type WholeFace } from './whole-face.ts';

/** A face ready to print with: the subset in the cache, and what the whole face could add to it. */
export interface PreparedFace {
  readonly face: BundledFace;
  /** The full name of the subset, which no other font has. */
  readonly name: string;
  readonly url: string;
  /** Every character of the whole face that may be printed. */
  readonly characters: CharacterSet;
  readonly whole: WholeFace;
}

/** The rules for a document's rare characters, and the files they load. */
export interface RareFaces {
  readonly css: string;
  readonly urls: readonly string[];
}

/** Features worth their bytes: contextual spacing of Chinese punctuation, kerning, marks. */
const features = ['chws', 'halt', 'palt', 'kern', 'mark', 'ccmp'];

/**
 * Cuts a whole face down to the common characters, or takes the result of an earlier run from `folder`.
 *
 * A report prints in half the time with such a subset, and the text layer of the PDF stays right
 * because the subset knows no radicals. Disk errors are thrown.
 *
 * Example: `(await prepareFace(whole, commonCharacters(), folder)).url` → `'file:///…/serif-regular-….ttf'`
 */
export async function prepareFace(whole: WholeFace, common: string, folder: string): Promise<PreparedFace> {
  const left = new Set(whole.face.without);
  const own = [...common].filter((character) => !left.has(character)).join('');
  const name = `${whole.face.id}-${fingerprint([whole.key, features, own])}`;
  const list = join(folder, `${name}.characters.txt`);
  await ensureStored(list, async (temporary) => {
    await writeFile(temporary, (await charactersOf(whole)).toString(), { flag: 'wx' });
  });
  const url = await storeSubset(whole, own, join(folder, `${name}.ttf`), fullName(name));
  const characters = CharacterSet.parse(await readFile(list, 'utf8'));
  return { face: whole.face, name: fullName(name), url, characters, whole };
}

/**
 * The CSS rules for one document's characters outside the common set, and the files they load. The
 * subsets are cached by their characters. Disk errors are thrown.
 *
 * Example: for a report naming 王䶮, one small face for every bundled family.
 */
export async function prepareRare(
  faces: readonly PreparedFace[],
  rare: readonly string[],
  cache: string,
): Promise<RareFaces> {
  const rules: string[] = [];
  const urls: string[] = [];
  for (const { face, characters, whole } of faces) {
    const own = rare.filter((character) => characters.has(character.codePointAt(0)!)).sort();
    if (own.length === 0) continue;
    const text = own.join('');
    const name = `${face.id}-rare-${fingerprint([whole.key, text])}`;
    const url = await storeSubset(whole, text, join(cache, `${name}.ttf`), fullName(name));
    urls.push(url);
    for (const { family, weights } of face.uses) rules.push(faceRule(rareFamily(family), weights, { url }));
  }
  return { css: rules.join('\n'), urls };
}

/**
 * The CSS rule declaring one prepared file, which is only read where the system knows no font of that full name.
 *
 * Example: `faceRule('Yugong Kai', '1 1000', { name: 'Yugong kai-8df28adff458b0a7', url: 'file:///…' })`
 */
export function faceRule(
  family: string,
  weights: string,
  { name, url }: { readonly name?: string; readonly url: string },
): string {
  const sources = [...(name === undefined ? [] : [`local("${name}")`]), `url("${url}") format("truetype")`];
  return `@font-face { font-family: "${family}"; font-weight: ${weights}; src: ${sources.join(', ')}; }`;
}

function fullName(fileName: string): string {
  return `Yugong ${fileName}`;
}

async function storeSubset(
  whole: WholeFace,
  characters: string,
  path: string,
  name: string,
): Promise<string> {
  await ensureStored(path, async (temporary) => {
    const { default: subsetFont } = await import('subset-font');
    const subset = await subsetFont(withFullName(await whole.read(), name), characters, {
      targetFormat: 'truetype',
      keepFeatures: features,
      noLayoutClosure: true,
      noHinting: true,
    });
    await writeFile(temporary, subset, { flag: 'wx' });
  });
  return pathToFileURL(path).href;
}

async function charactersOf(whole: WholeFace): Promise<CharacterSet> {
  const { Blob, Face } = await import('harfbuzzjs');
  const codes = new Face(new Blob(await whole.read())).collectUnicodes();
  const left = new Set([...(whole.face.without ?? '')].map((character) => character.codePointAt(0)));
  return CharacterSet.of(codes.filter((code) => !isRadical(code) && !left.has(code)));
}
