/** Bytes of a name on every file system, with room for endings and temporary names. */
const MOST_BYTES = 180;
/** Names that Windows keeps for devices, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A text as the name of a file on every system: no separators, no signs that systems forbid, no hidden file, no device.
 *
 * Example: `甲/乙：第1号*` → `甲_乙：第1号_`
 */
export function fileNameOf(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\s]/gu, '_')
    .replace(/^\.+/, '_');
  const short = shortened(plain).replace(/[. ]+$/, '_');
  return DEVICE.test(short) ? `_${short}` : short === '' ? '_' : short;
}

function shortened(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept;
}
