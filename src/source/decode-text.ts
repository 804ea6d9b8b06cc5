import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import { indexLines } from './text-position.ts';

/** Largest data file that is read. A ledger of 100,000 lines stays below it. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** First bytes of files people hand in by mistake instead of a text file. */
const WORKBOOK_MARKS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // .xlsx, .docx, .zip
  [0xd0, 0xcf, 0x11, 0xe0], // .xls, .doc, .et, .wps
];

/**
 * Text of a data file. UTF-8 is the norm; GB18030 (what a Chinese spreadsheet program writes as CSV) and
 * UTF-16 with a byte order mark are accepted too. The mark never is part of the text.
 *
 * Errors: `L02` not a text file, or damaged; `L03` too large.
 *
 * Example: `decodeText(await readFile('data/kuerle.yaml'), 'data/kuerle.yaml').value?.text`
 */
export function decodeText(bytes: Uint8Array, file: string): Outcome<SourceText> {
  if (bytes.length > MAX_FILE_BYTES) return failed(tooLarge(bytes.length, file));
  if (WORKBOOK_MARKS.some((mark) => mark.every((byte, index) => bytes[index] === byte))) {
    return failed(
      notText(file, '这是 Excel、WPS 或压缩文件，不是文本文件', '请在表格软件里另存为 CSV 文件后再使用'),
    );
  }
  const utf16 = utf16Name(bytes);
  const text = utf16 === null ? (decode(bytes, 'utf-8') ?? decodeLegacy(bytes)) : decode(bytes, utf16);
  if (text === null) {
    const damaged = damagedUtf8(bytes, file);
    return failed(
      damaged ??
        notText(file, '文件的编码无法识别，不是可以读取的文本', '请用文本编辑器打开，另存为 UTF-8 编码'),
    );
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    return failed({
      ...notText(
        file,
        '文件里有空字符，可能不是文本文件',
        '请确认选对了文件；如果是文本，请另存为 UTF-8 编码',
      ),
      position: indexLines({ file, text }).position(nul),
    });
  }
  return { value: { file, text }, findings: [] };
}

function utf16Name(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

// GB18030 gives nearly any bytes a meaning. UTF-8 with one broken byte would come out as a page of wrong
// characters, so it must be recognised first.
function decodeLegacy(bytes: Uint8Array): string | null {
  return looksLikeUtf8(bytes) ? null : decode(bytes, 'gb18030');
}

/** In GB18030 text read as UTF-8 almost every Han character breaks; in damaged UTF-8 only a few do. */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  const loose = new TextDecoder('utf-8').decode(bytes);
  const broken = loose.match(/\uFFFD/g)?.length ?? 0;
  const whole = loose.match(/[\u0800-\uFFFC]|[\u{10000}-\u{10FFFF}]/gu)?.length ?? 0;
  return whole > broken;
}

function damagedUtf8(bytes: Uint8Array, file: string): Finding | null {
  if (utf16Name(bytes) !== null || !looksLikeUtf8(bytes)) return null;
  const text = new TextDecoder('utf-8').decode(bytes);
  return {
    ...notText(
      file,
      '这里有损坏的字符，文件不是完整的 UTF-8 文本',
      '请用文本编辑器改正这个位置，另存为 UTF-8 编码',
    ),
    position: indexLines({ file, text }).position(text.indexOf('\uFFFD')),
  };
}

function notText(file: string, message: string, hint: string): Finding {
  return { code: 'L02', severity: 'error', message, hint, position: { file, line: 1, column: 1 } };
}

function tooLarge(size: number, file: string): Finding {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return {
    code: 'L03',
    severity: 'error',
    message: `文件有 ${megabytes} MB，超过 ${MAX_FILE_BYTES / 1024 / 1024} MB 的上限`,
    hint: '请确认选对了文件；数据确实很多时，请按单位拆成几个文件',
    position: { file, line: 1, column: 1 },
  };
}

function failed(finding: Finding): Outcome<SourceText> {
  return { value: null, findings: [finding] };
}
