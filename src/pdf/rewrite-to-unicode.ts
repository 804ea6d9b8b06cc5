import { foldRadicals } from '../model/radicals.ts';
import { type PdfObjects, packedStream, unpackedStream } from './pdf-objects.ts';
import { reference } from './pdf-pages.ts';
import { readToUnicode } from './tags/to-unicode.ts';

/** More in one block is against the format (Adobe Technical Note 5014), and some programs read no further. */
const PER_BLOCK = 100;

/**
 * Writes the map from glyphs to characters of every font anew: character by character, for Ghostscript, which office
 * programs use to join and shrink files, garbles ranges; and ideographs in place of the radicals that share their glyphs
 * (⽬ → 目), so that what is copied and searched is what is written.
 *
 * Throws a SyntaxError when a map has an unexpected form.
 */
export function rewriteToUnicode(file: PdfObjects): void {
  const maps = new Set<number>();
  for (const body of file.objects.values()) {
    const map = body.includes('/ToUnicode') ? reference(body, 'ToUnicode') : null;
    if (map !== null) maps.add(map);
  }
  for (const number of maps) {
    const texts = readToUnicode(unpackedStream(file, number).toString('latin1'));
    if (texts.size === 0) continue;
    const map = Buffer.from(mapOf(texts), 'latin1');
    file.objects.set(number, packedStream('', map).toString('latin1'));
  }
}

function mapOf(texts: ReadonlyMap<string, string>): string {
  const lines = [...texts].map(([code, text]) => `<${code}> <${hexOf(foldRadicals(text))}>`).sort();
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += PER_BLOCK) {
    const block = lines.slice(at, at + PER_BLOCK);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  const width = lines[0]!.indexOf('>') - 1;
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo\n<<  /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<${'0'.repeat(width)}> <${'F'.repeat(width)}>\nendcodespacerange\n` +
    `${blocks.join('\n')}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend`
  );
}

/** UTF-16 as PDF writes it. `第` → `7B2C` */
function hexOf(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at++) {
    hex += text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  }
  return hex;
}
