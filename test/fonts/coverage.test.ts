import { expect, test } from '@jest/globals';
import { CharacterSet } from '../../src/fonts/character-set.ts';
import { coverageOf } from '../../src/fonts/coverage.ts';

const setOf = (text: string): CharacterSet =>
  CharacterSet.of([...text].map((character) => character.codePointAt(0)!));
const common = setOf('abc预算公开');
const faces = [setOf('王䶮'), setOf('𬭎')];

test.each<[string, string, readonly string[]]>([
  ['common characters', 'abc预算abc公开', []],
  ['nothing', '', []],
  ['each rare one once, in order of code point', '𬭎䶮王𬭎王预䶮', ['䶮', '王', '𬭎']],
  ['what has nothing to draw', 'a\t\n\u3000\u200b\ufe0f\u00ad公', []],
])('%s', (_name, text, rare) => {
  expect(coverageOf(text, common, faces)).toEqual({ rare, findings: [] });
});

test('one finding for every character that no face has, halves of a pair included', () => {
  const { rare, findings } = coverageOf('x\u{1F600}王\ud800⼀x\u{1F600}\ue001', common, faces);
  expect(rare).toEqual(['王']);
  expect(findings.map(({ message }) => /U\+[0-9A-F]+/.exec(message)![0])).toEqual([
    'U+0078',
    'U+2F00',
    'U+D800',
    'U+E001',
    'U+1F600',
  ]);
});
