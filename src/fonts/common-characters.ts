/**
 * Code points of Kangxi radicals and CJK radicals. Fonts map them to the glyphs of ordinary Han
 * characters, and a PDF then names the radical when its text is copied or searched: a font must not
 * know them at all.
 */
export function isRadical(codePoint: number): boolean {
  return codePoint >= 0x2e80 && codePoint <= 0x2fdf;
}

/** Marks and units of official documents that GB 2312 lacks. */
const symbols =
  '㎡㎥㎞㎝㎏℃‰※≥≤≠≈±×÷•·・‧–—―…〔〕【】〖〗＜＞﹤﹥￥€£$°′″²³½¼¾' +
  '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩' +
  '□■☐☑✓√×○●◎◇◆△▲▽▼★☆→←↑↓⇒∑';

/** Characters of given names and places met every day that GB 2312 lacks. */
const names = '镕堃喆玥珺昇垚祎璟彧瑄赟翀煊昉珩珮琇瑀瑭淏濛峣崟嫚甯沣湜昳昪囍韡弢炟烜焜璠祺禛睿翯芃茳颢飏骐';

/**
 * The characters every prepared face carries, as far as the face has them: printable ASCII, all of
 * GB 2312 and the symbols and name characters above. About 8,300; a report rarely needs another one.
 *
 * Example: `commonCharacters().includes('预')` is true, `.includes('䶮')` is false.
 */
export function commonCharacters(): string {
  const all = new Set<string>(symbols + names);
  for (let code = 0x20; code < 0x7f; code++) all.add(String.fromCharCode(code));
  for (let code = 0xa0; code < 0x100; code++) if (code !== 0xad) all.add(String.fromCharCode(code));
  for (const character of decodeRows(0xa1, 0xf7)) all.add(character);
  return [...all]
    .map((character) => character.codePointAt(0)!)
    .filter((code) => !isRadical(code) && !isPrivate(code))
    .sort((a, b) => a - b)
    .map((code) => String.fromCodePoint(code))
    .join('');
}

/** The punctuation of official documents. */
const PUNCTUATION = '　，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％＋－＝×÷／～￥０１２３４５６７８９';

/**
 * What a face for official documents has at least: ASCII, Chinese punctuation and the 6,763 ideographs of GB 2312.
 *
 * Example: `gb2312Characters().includes('，')` is true, `.includes('镕')` is false.
 */
export function gb2312Characters(): string {
  const ascii = Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) => String.fromCharCode(0x20 + index));
  const ideographs = decodeRows(0xb0, 0xf7).filter((character) => !isPrivate(character.codePointAt(0)!));
  return [...ascii, PUNCTUATION, ...ideographs].join('');
}

/** The characters of rows of GB 2312, named by their first bytes. */
function decodeRows(first: number, last: number): string[] {
  const decoder = new TextDecoder('gb2312', { fatal: true });
  const characters: string[] = [];
  for (let lead = first; lead <= last; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const character = decodePair(decoder, lead, trail);
      if (character !== null) characters.push(character);
    }
  }
  return characters;
}

/** Gaps of GB 2312 decode to private code points, which mean something else on every machine. */
function isPrivate(codePoint: number): boolean {
  return codePoint >= 0xe000 && codePoint <= 0xf8ff;
}

function decodePair(decoder: InstanceType<typeof TextDecoder>, lead: number, trail: number): string | null {
  try {
    return decoder.decode(Uint8Array.of(lead, trail));
  } catch {
    return null;
  }
}
