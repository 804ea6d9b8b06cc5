import { expect, test } from '@jest/globals';
import { cacheFolderPath } from '../../src/files/cache-folder.ts';
import { probePrinting } from '../../src/print/probe.ts';

test('the probe names browser, cache folder and the face of every role', async () => {
  const facts = await probePrinting({ fonts: 'bundled', timeoutMs: 60_000 });
  expect(facts.findings).toEqual([]);
  expect(facts.browser?.path).toBeTruthy();
  expect(facts.cache).toEqual({ path: cacheFolderPath(), usable: true });
  expect(facts.faces.map(({ role, bundled }) => [role, bundled])).toEqual([
    ['song', true],
    ['fangsong', true],
    ['hei', true],
    ['kai', true],
    ['title', true],
  ]);
  expect(facts.faces[3]?.family).toBe('LXGW WenKai');
  expect(facts.textLayer).toEqual([]);
});
