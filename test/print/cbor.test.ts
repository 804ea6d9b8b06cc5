import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeCbor, encodeCbor, envelopeHead, envelopeLength } from '../../src/print/cbor.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('CBOR as the browser speaks it', () => {
  test('a request in bytes', () => {
    expect(encodeCbor({ id: 1 }).toString('hex')).toBe(
      hex('d818 5a 0000000e bf 7a00000002 6964 1a00000001 ff').toString('hex'),
    );
  });

  test.each<[string, string, unknown]>([
    ['short text', '63 e9a284', '预'],
    [
      'UTF-16 text',
      '44 8498 977b',
      Buffer.from('84 98 97 7b'.replaceAll(' ', ''), 'hex').toString('utf16le'),
    ],
    ['bytes', 'd6 43 255044', new Uint8Array([0x25, 0x50, 0x44])],
    ['a negative number', '38 63', -100],
    ['a small number', '17', 23],
    ['two bytes', '19 0400', 1024],
    ['eight bytes', '1b 0000000100000000', 4294967296],
    ['a fraction', 'fb 4004000000000000', 2.5],
    ['nothing', 'f6', null],
    ['a list in an envelope', 'd818 5a 00000004 9f f5 f4 ff', [true, false]],
    ['bytes in a map', 'd818 5a 00000009 bf 61 64 d6 42 cafe ff', { d: new Uint8Array([0xca, 0xfe]) }],
  ])('reads %s', (_, bytes, value) => {
    expect(decodeCbor(hex(bytes))).toEqual(value);
  });

  test('what is written is read again', () => {
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value, noMinusZero)));
    fc.assert(
      fc.property(json, (value) => {
        expect(decodeCbor(encodeCbor(value))).toEqual(value);
      }),
    );
  });

  test('the head of an envelope tells the length', () => {
    const message = encodeCbor({ 标题: '预算公开', 副题: undefined });
    expect(envelopeLength(message.subarray(0, envelopeHead))).toBe(message.length);
    expect(decodeCbor(message)).toEqual({ 标题: '预算公开' });
  });

  test.each([
    ['JSON', '7b7d'],
    ['a message cut short', 'd8185a00000004 9f f5'],
    ['an unknown tag', 'c1 41 00'],
    ['bytes after the message', 'f6 f6'],
    ['a list of fixed length', '82 01 02'],
    ['nothing at all', ''],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeCbor(hex(bytes))).toThrow(SyntaxError);
  });

  test('a stream of something else has no envelope', () => {
    expect(() => envelopeLength(Buffer.from('{"id":1}'))).toThrow(SyntaxError);
  });
});

function noMinusZero(_: string, value: unknown): unknown {
  return Object.is(value, -0) ? 0 : value;
}
