import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { launchBrowser, type RunningBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { webPage } from '../../src/render/web-page.ts';
import { reportOf } from '../support/sample.ts';
import { produceVariant } from '../support/variant.ts';

let running: RunningBrowser;
let axe = '';

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  running = (await launchBrowser((await findBrowser()).value!, { timeoutMs: 120_000 })).value!;
});

afterAll(() => running.close());

const page = { links: [{ title: 'PDF', href: 'kuerle.pdf' }] };

/** The sample with every chart of its form. */
const charted = async (file: string) =>
  (
    await produceVariant(file, [
      'template: xinjiang-2025',
      'template: xinjiang-2025\noptions: { charts: 印 }',
    ])
  ).report!;

describe.each(['data/kuerle.yaml', 'data/putuo-commerce.yaml', 'data/finals/demo-final-2025.yaml'])(
  'the web page of %s',
  (file) => {
    test.each([375, 1280])('axe finds nothing on a screen of %d px, and the page fits it', async (width) => {
      const report = await (file === 'data/kuerle.yaml' ? charted(file) : reportOf(file));
      const browserPage = await running.browser.newPage();
      await browserPage.setViewport({ width, height: 800 });
      await browserPage.setContent(
        webPage(report.html, { ...page, title: report.title, author: report.author, date: report.date }),
      );
      expect(await browserPage.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await browserPage.evaluate(axe);
      const found = await browserPage.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))",
      );
      expect(found).toEqual([]);
      const cut = await browserPage.evaluate(`[...document.querySelectorAll('svg text')].filter((text) =>
        text.getBoundingClientRect().right > text.ownerSVGElement.getBoundingClientRect().right).length`);
      expect(cut).toBe(0);
      await browserPage.close();
    });
  },
);

test('the name of a row stays where it is while its table moves sideways, the way to the contents stays at hand', async () => {
  const report = await reportOf('data/kuerle.yaml');
  const browserPage = await running.browser.newPage();
  await browserPage.setViewport({ width: 375, height: 800 });
  await browserPage.setContent(
    webPage(report.html, { ...page, title: report.title, author: report.author, date: report.date }),
  );
  const [before, after, moved, below] = (await browserPage.evaluate(`(() => {
    const sheet = document.querySelector('.sheet.wide');
    const [name, amount] = [sheet.querySelector('td.name'), sheet.querySelector('tbody tr td:last-child')];
    const left = (element) => element.getBoundingClientRect().left - sheet.getBoundingClientRect().left;
    sheet.scrollLeft = 400;
    const first = [left(name), left(amount)];
    sheet.scrollLeft = 600;
    window.scrollTo(0, 3000);
    return [first[0], left(name), first[1] - left(amount), innerHeight - document.querySelector('.web-back').getBoundingClientRect().bottom];
  })()`)) as number[];
  expect([before, after, below]).toEqual([0, 0, 16]);
  const [ink, paper] = (await browserPage.evaluate(`(() => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector('.web-back a'));
    return [color, backgroundColor];
  })()`)) as string[];
  expect([ink, paper]).toEqual(['rgb(255, 255, 255)', 'rgb(26, 79, 139)']);
  expect(moved).toBeCloseTo(200, 0);
  // What stands above other things has no contrast that a checker would measure.
  const back = await browserPage.evaluate(`(() => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector('.web-back a'));
    return [color, backgroundColor];
  })()`);
  expect(back).toEqual(['rgb(255, 255, 255)', 'rgb(26, 79, 139)']);
  await browserPage.close();
});
