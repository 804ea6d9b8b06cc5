import { describe, expect, test } from '@jest/globals';
import { decodeText, MAX_FILE_BYTES } from '../../src/source/decode-text.ts';

const GB18030_KORLA = [0xbf, 0xe2, 0xb6, 0xfb, 0xc0, 0xd5];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return littleEndian ? bytes : bytes.swap16();
};

describe('texts', () => {
  test.each([
    ['UTF-8', utf8('库尔勒'), '库尔勒'],
    ['UTF-8 with a mark', utf8('\uFEFF库尔勒'), '库尔勒'],
    ['astral characters', utf8('𬭎'), '𬭎'],
    ['GB18030', Uint8Array.from(GB18030_KORLA), '库尔勒'],
    ['GB18030 with ASCII', Uint8Array.from([0x61, 0x2c, ...GB18030_KORLA]), 'a,库尔勒'],
    ['UTF-16 little endian', utf16('库a', true), '库a'],
    ['UTF-16 big endian', utf16('库a', false), '库a'],
    ['nothing', new Uint8Array(), ''],
    ['line breaks as they are', utf8('a\r\nb\n'), 'a\r\nb\n'],
  ])('%s', (_, bytes, text) => {
    expect(decodeText(bytes, 'f.csv')).toEqual({ value: { file: 'f.csv', text }, findings: [] });
  });
});

describe('not texts', () => {
  test.each([
    ['zip container', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14]), 'Excel', 1, 1],
    ['old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'Excel', 1, 1],
    ['a NUL byte', utf8('a\nb\0c'), '空字符', 2, 2],
    ['neither encoding', Uint8Array.from([0xff, 0xff, 0xff]), '编码无法识别', 1, 1],
    ['half a UTF-16 character', Uint8Array.from([0xff, 0xfe, 0x61]), '编码无法识别', 1, 1],
    [
      'one broken byte in UTF-8',
      Uint8Array.from([...utf8('单位\n年度'), 0xff, ...utf8('库尔勒')]),
      '损坏',
      2,
      3,
    ],
  ])('%s', (_, bytes, words, line, column) => {
    const { value, findings } = decodeText(bytes, 'f.csv');
    expect(value).toBeNull();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'L02',
      severity: 'error',
      position: { file: 'f.csv', line, column },
    });
    expect(findings[0]?.message).toContain(words);
  });

  test('too large', () => {
    const { value, findings } = decodeText(new Uint8Array(MAX_FILE_BYTES + 1), 'f.csv');
    expect(value).toBeNull();
    expect(findings[0]).toMatchObject({ code: 'L03', message: '文件有 20.0 MB，超过 20 MB 的上限' });
  });
});
