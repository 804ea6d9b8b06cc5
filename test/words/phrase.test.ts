import { expect, test } from '@jest/globals';
import { fillPhrase, placeholdersOf } from '../../src/words/phrase.ts';

const VALUES = { amount: () => '21.98万元', rate: () => '4.15%', label: () => '$&' };

test.each([
  ['比上年预算减少{{amount}}，下降{{rate}}', '比上年预算减少21.98万元，下降4.15%'],
  ['{{ amount }}', '21.98万元'],
  ['{{amount}}{{amount}}', '21.98万元21.98万元'],
  ['{{label}}', '$&'],
  ['持平', '持平'],
  ['', ''],
  ['{amount}', '{amount}'],
])('%s → %s', (phrase, expected) => {
  expect(fillPhrase(phrase, VALUES)).toBe(expected);
});

test.each<[string, string[]]>([
  ['比上年预算减少{{amount}}，下降{{rate}}', ['amount', 'rate']],
  ['{{ label }}与上年{{label}}持平', ['label', 'label']],
  ['持平', []],
])('placeholders of %s', (phrase, expected) => {
  expect(placeholdersOf(phrase)).toEqual(expected);
});
