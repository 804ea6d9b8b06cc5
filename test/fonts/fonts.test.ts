import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { Blob, Face } from 'harfbuzzjs';
import { CharacterSet } from '../../src/fonts/character-set.ts';
import { commonCharacters } from '../../src/fonts/common-characters.ts';
import { characterSource } from '../../src/fonts/coverage.ts';
import { fontStack } from '../../src/fonts/font-catalog.ts';
import { prepareFonts } from '../../src/fonts/fonts.ts';

async function fonts() {
  const { value, findings } = await prepareFonts({ fonts: 'bundled' });
  expect(findings).toEqual([]);
  return value!;
}

test('the common set is GB 2312, ASCII and the symbols of reports, without radicals', () => {
  const common = commonCharacters();
  for (const character of '预算公开※—“”‘’…①②㎡≥≤＞＜〔〕・0aZ%~镕') expect(common).toContain(character);
  expect(common).not.toMatch(/[\u2e80-\u2fdf\ue000-\uf8ff䶮]/u);
  expect([...common].length).toBeGreaterThan(7400);
});

test('every face has all Han characters of level one', async () => {
  const decoder = new TextDecoder('gb2312');
  const { faces } = await fonts();
  for (const { characters } of faces) {
    for (let lead = 0xb0; lead <= 0xd6; lead++) {
      for (let trail = 0xa1; trail <= 0xfe; trail++) {
        const character = decoder.decode(Uint8Array.of(lead, trail));
        expect(character.length === 1 && characters.has(character.codePointAt(0)!)).toBe(true);
      }
    }
  }
});

test('prepared faces are TrueType and know no radicals', async () => {
  for (const url of (await fonts()).urls) {
    const bytes = await readFile(new URL(url));
    expect(bytes.readUInt32BE(0)).toBe(0x00010000);
    const codes = new Face(new Blob(bytes)).collectUnicodes();
    expect([...codes].filter((code) => code >= 0x2e80 && code <= 0x2fdf)).toEqual([]);
    expect(codes.length).toBeGreaterThan(7000);
  }
});

test('the mark of the fonts is that of another machine, wherever it keeps them', async () => {
  const here = await fonts();
  const elsewhere = await mkdtemp(join(tmpdir(), 'yugong-test-'));
  try {
    const faces = dirname(fileURLToPath(here.urls[0]!));
    await cp(faces, join(elsewhere, basename(faces)), { recursive: true });
    const { value } = await prepareFonts({ fonts: 'bundled', cacheFolder: elsewhere });
    expect(value!.urls).not.toEqual(here.urls);
    expect(value!.mark).toBe(here.mark);
    expect((await prepareFonts({ fonts: 'auto' })).value!.mark).not.toBe(here.mark);
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
});

test('coverage tells common, rare and unprintable characters apart', async () => {
  const set = await fonts();
  expect(set.coverage('预算公开\t\n\u200b\u00ad　715.20万元')).toEqual({ rare: [], findings: [] });
  expect(set.coverage('𬭎王䶮䶮').rare).toEqual(['䶮', '𬭎']);
  expect(set.coverage('\u{1F600}').findings[0]).toEqual({
    code: 'P10',
    severity: 'error',
    message: '没有字体能够打印“\u{1F600}”（U+1F600）',
    hint: '请核对是否为误输入；如是生僻字，请用通行写法代替',
    position: null,
  });
});

test('rare characters get faces of their own, the same for the same characters', async () => {
  const set = await fonts();
  const first = (await set.rare(['䶮', '𬭎'])).value!;
  const second = (await set.rare(['𬭎', '䶮'])).value!;
  expect(first).toEqual(second);
  expect(first.css).toContain('"Yugong Song Rare"');
  const codes = new Face(new Blob(await readFile(new URL(first.urls[0]!)))).collectUnicodes();
  expect([...codes]).toEqual([0x4dae, 0x2cb4e]);
});

test('character references count as the characters they stand for', () => {
  expect(characterSource('王&#x4DAE;&#20013;&amp;&#x110000;')).toBe('王䶮中&amp;&#x110000;');
});

test('an official face comes first, bundled ones always follow', () => {
  expect(fontStack('title', '方正小标宋_GBK')).toMatch(
    /^"方正小标宋_GBK", "Yugong Title", "Yugong Title Rare", "Yugong Song"/,
  );
  expect(fontStack('title')).toMatch(/^"Yugong Title", /);
});

test('a character set reads back what it writes', () => {
  const set = CharacterSet.of([0x4e01, 0x20, 0x4e00, 0x21, 0x2cb4e]);
  expect(set.toString()).toBe('U+20-21,U+4e00-4e01,U+2cb4e');
  const back = CharacterSet.parse(set.toString());
  expect([0x20, 0x21, 0x22, 0x4e00, 0x2cb4e].map((code) => back.has(code))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
  expect(() => CharacterSet.parse('4e00')).toThrow(SyntaxError);
});
