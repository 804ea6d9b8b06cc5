import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { launchBrowser, type RunningBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { reportOf } from '../support/sample.ts';

let running: RunningBrowser;
let axe = '';

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  running = (await launchBrowser((await findBrowser()).value!, { timeoutMs: 120_000 })).value!;
});

afterAll(() => running.close());

test('axe finds nothing serious in the HTML of the sample, and it fits a screen of 375 px', async () => {
  const page = await running.browser.newPage();
  await page.setViewport({ width: 375, height: 800 });
  await page.setContent((await reportOf('data/kuerle.yaml')).html);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
  await page.evaluate(axe);
  const found = (await page.evaluate(
    "axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))",
  )) as string[];
  expect(found).toEqual([]);
});
