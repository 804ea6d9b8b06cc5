import { expect, test } from '@jest/globals';
import { programVersion } from '../../src/work/fingerprint.ts';

test('a program that was put together says the same of itself as its source', async () => {
  const { programFingerprint } = (await import('../../bin/bundle.js')) as { programFingerprint(): string };
  const { fingerprint } = await programVersion();
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(programFingerprint()).toBe(fingerprint);
});
