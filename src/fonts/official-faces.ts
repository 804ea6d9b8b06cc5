import { gb2312Characters } from './common-characters.ts';
import { type FontRole, fontRoles, officialFamilies } from './font-catalog.ts';
import { type InstalledFace, readTable } from './installed-faces.ts';
import { writeSfnt } from './sfnt.ts';

/*
 * Which faces of the system may be printed with. Asked for 宋体, a system without it gives another face, whatever it has;
 * so a face counts only under its own name, where its text stays text, and where no other face has to help out with
 * half of the characters or with the bold of a table.
 */

/** The official face that plays a role. */
export interface OfficialFace {
  readonly family: string;
  /** What it alone is called, for a role whose bold comes from another face; empty where it has its own. */
  readonly regularOnly: readonly string[];
}

/** Why a family of the right name is not printed with. */
export interface RefusedFamily {
  readonly role: FontRole;
  readonly family: string;
  readonly reason: 'outlines' | 'bold' | 'characters';
  /** Characters that it lacks. */
  readonly missing: readonly string[];
}

/** Roles with their official faces, and those families that only seemed to be one. */
export interface OfficialFaces {
  readonly faces: ReadonlyMap<FontRole, OfficialFace>;
  /** For roles without an official face alone. */
  readonly refused: readonly RefusedFamily[];
}

/** CSS takes a face below this weight for regular text. */
const BOLD_FROM = 600;
/**
 * Tables set totals in bold among figures in regular: both from one family. No 仿宋 has a bold; in the body, bold words
 * take that of 宋体, as before. The other roles print in one weight.
 */
const BOLD: Readonly<Partial<Record<FontRole, 'own' | 'lent'>>> = { song: 'own', fangsong: 'lent' };

/**
 * The official faces among those installed, one for each role at most.
 *
 * Example: a Windows machine → 仿宋, 黑体 and 楷体; 宋体 is refused, having no bold
 */
export async function officialFaces(installed: readonly InstalledFace[]): Promise<OfficialFaces> {
  const faces = new Map<FontRole, OfficialFace>();
  const refused: RefusedFamily[] = [];
  for (const role of fontRoles) {
    const refusedHere: RefusedFamily[] = [];
    for (const family of officialFamilies[role]) {
      const own = installed.filter(({ families }) => families.includes(family));
      if (own.length === 0) continue;
      const judged = await judge(role, family, own);
      if ('regularOnly' in judged) {
        faces.set(role, judged);
        break;
      }
      refusedHere.push(judged);
    }
    if (!faces.has(role)) for (const each of refusedHere) refused.push(each);
  }
  return { faces, refused };
}

async function judge(
  role: FontRole,
  family: string,
  own: readonly InstalledFace[],
): Promise<OfficialFace | RefusedFamily> {
  const refuse = (reason: RefusedFamily['reason'], missing: readonly string[] = []) => {
    return { role, family, reason, missing };
  };
  // The system chooses among all faces of a name: one that cannot be printed with spoils the others.
  if (!own.every(({ isPrintable }) => isPrintable)) return refuse('outlines');
  const upright = own.filter(({ isUpright }) => isUpright);
  const regular = upright.find(({ weight }) => weight < BOLD_FROM);
  const bold = upright.find(({ weight }) => weight >= BOLD_FROM);
  const bolds = BOLD[role];
  if (bolds === 'own' && (regular === undefined || bold === undefined)) return refuse('bold');
  const used = bolds === undefined ? upright.slice(0, 1) : [regular, bold];
  const needed = used.filter((face) => face !== undefined);
  if (needed.length === 0 || (bolds === 'lent' && regular === undefined)) return refuse('outlines');
  for (const face of needed) {
    const missing = await missingCharacters(face);
    if (missing.length > 0) return refuse('characters', missing);
  }
  const isLent = bolds === 'lent' && bold === undefined;
  return { family, regularOnly: isLent ? regular!.ownNames : [] };
}

/** What a face lacks of GB 2312, the characters that official faces are made for. */
async function missingCharacters({ characterMap }: InstalledFace): Promise<string[]> {
  const all = [...gb2312Characters()];
  const map = characterMap === null ? Buffer.alloc(0) : await readTable(characterMap);
  if (map.length === 0) return all;
  const { Blob, Face } = await import('harfbuzzjs');
  // The table alone, with as many glyphs as it may name: the whole of a collection need not be read for it.
  const glyphs = Buffer.from([0, 0, 0x50, 0, 0xff, 0xff]);
  const font = writeSfnt(
    new Map([
      ['cmap', map],
      ['maxp', glyphs],
    ]),
  );
  const known = new Set(new Face(new Blob(font)).collectUnicodes());
  return all.filter((character) => !known.has(character.codePointAt(0)!));
}
