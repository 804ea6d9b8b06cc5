/// <reference lib="dom" />
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer-core';
import { markedLine } from '../../src/cli/source-excerpt.ts';
import { type Preview, startPreview } from '../../src/serve/preview.ts';
import type { PreviewState } from '../../src/serve/session.ts';
import { FORMATS } from '../../src/write/formats.ts';
import { sidewaysPixels, violations } from '../support/axe.ts';
import { temporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { openBrowser } from '../support/open-browser.ts';

/** The promise is a second; the rest is for a machine that does other things as well. */
const SOON = { timeout: 10_000 };
const PDF = new TextEncoder().encode('%PDF-1.7 pages of the report');

describe('the preview in a browser', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const unit = join(data, 'kuerle.yaml');
  const templates = join(folder.path, 'templates');
  const approved = join(data, 'approved', 'kuerle.txt');
  let preview: Preview;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  const edit = async (file: string, from: string, to: string): Promise<void> => {
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(
      file,
      text.replace(from, () => to),
    );
  };
  const statusText = () => page.$eval('#status', (element) => element.textContent);
  const findingsText = () => page.$eval('#findings', (element) => element.textContent);
  const reportSays = (text: string) =>
    page.waitForFunction(
      (wanted) => document.querySelector('iframe')?.contentDocument?.body?.textContent?.includes(wanted),
      SOON,
      text,
    );
  const pageSays = (selector: string, text: string) =>
    page.waitForFunction(
      (where, wanted) => document.querySelector(where)?.textContent?.includes(wanted),
      SOON,
      selector,
      text,
    );

  beforeAll(async () => {
    await mkdir(data, { recursive: true });
    await cp(join(DATA_FOLDER, 'kuerle.yaml'), unit);
    await cp(TEMPLATES_FOLDER, templates, { recursive: true });
    preview = await startPreview(
      { path: unit, label: 'data/kuerle.yaml', approved, approvedLabel: 'data/approved/kuerle.txt' },
      {
        folders: { templates, templatesLabel: 'templates', classification: CLASSIFICATION_FOLDER },
        print: async () => ({ value: PDF, findings: [] }),
        root: folder.path,
        excerpt: markedLine,
      },
      0,
    );
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => failures.push(String(error)));
    await page.setViewport({ width: 1400, height: 900 });
    await page.goto(preview.url);
  });

  afterAll(async () => {
    await browser?.close();
    await preview?.close();
    folder.remove();
  });

  test('offers the report in every format that is one file', async () => {
    await page.waitForSelector('#downloads a');
    const links = await page.$$eval('#downloads a', (all) => all.map((each) => each.getAttribute('href')!));
    expect(links).toEqual(FORMATS.filter(({ name }) => name !== 'csv').map(({ name }) => `download/${name}`));
    for (const link of links) {
      const answer = await fetch(new URL(link, preview.url));
      expect(answer.status).toBe(200);
      const name = decodeURIComponent(answer.headers.get('content-disposition')!.split("''")[1]!);
      expect(name).toBe(`库尔勒经济技术开发区政务服务中心2025年单位预算公开.${link.split('/').at(-1)}`);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(20);
    }
  });

  test('shows the report, and the findings beside it', async () => {
    await reportSays('收支总预算715.20万元');
    expect(await statusText()).toContain('已是最新');
    expect(await findingsText()).toContain('警告 D22');
  });

  const marked = () =>
    page.$eval('iframe', (frame) =>
      [...frame.contentDocument!.querySelectorAll('mark.preview-mark')].map((mark) => mark.textContent),
    );
  const spotOf = (code: string) =>
    page.evaluateHandle(
      (wanted) =>
        [...document.querySelectorAll('#findings li')]
          .find((item) => item.querySelector('strong')!.textContent!.endsWith(wanted))!
          .querySelector<HTMLButtonElement>('button.spot')!,
      code,
    );

  test('a finding leads to what it speaks of in the report, by mouse and by key', async () => {
    await page.evaluate(() => document.querySelector('iframe')!.contentWindow!.scrollTo(0, 0));
    const spot = await spotOf('D22');
    const name = await spot.evaluate((button) => button.textContent!);
    await spot.focus();
    await page.keyboard.press('Enter');
    await pageSays('#marked', `已在报告中标出：${name}`);
    expect((await marked()).join('')).not.toBe('');
    const isSeen = await page.$eval('iframe', (frame) => {
      const { top, bottom } = frame
        .contentDocument!.querySelector('mark.preview-mark')!
        .getBoundingClientRect();
      return top >= 0 && bottom <= frame.clientHeight;
    });
    expect(isSeen).toBe(true);
    expect(await page.$$eval('button.spot[aria-current]', (all) => all.length)).toBe(1);
    // Another one, by a click on the words of the finding: the first mark goes.
    const before = await marked();
    await page.evaluate(() => {
      const items = [...document.querySelectorAll<HTMLElement>('#findings li:has(button.spot)')];
      items
        .find((item) => !item.querySelector('[aria-current]'))!
        .querySelector('p')!
        .click();
    });
    await page.waitForFunction(
      (old) => document.querySelector('#marked')!.textContent !== old,
      SOON,
      `已在报告中标出：${name}`,
    );
    expect(await marked()).not.toEqual(before);
    expect(await page.$$eval('button.spot[aria-current]', (all) => all.length)).toBe(1);
  });

  test('a finding opens the line of the file, and what has no place says so', async () => {
    const state = (await (await fetch(`${preview.url}state.json`)).json()) as PreviewState;
    const placed = state.findings.find(({ place }) => place.startsWith('data/kuerle.yaml:'))!;
    expect(placed.file).toEqual({
      path: `${folder.path}/${placed.place}`,
      link: `vscode://file${folder.path}/${placed.place}`,
    });
    const links = await page.$$eval('#findings .place a', (all) =>
      all.map((each) => each.getAttribute('href')),
    );
    expect(links).toContain(placed.file!.link);
    const told = await page.$$eval('#findings li', (items) =>
      items.map((item) => item.querySelector('button.spot, .nowhere') !== null),
    );
    expect(told).toEqual(state.findings.map(() => true));
  });

  test('axe finds nothing, and a phone shows it without moving it sideways', async () => {
    expect(await violations(page)).toEqual([]);
    await page.setViewport({ width: 375, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.setViewport({ width: 1400, height: 900 });
  });

  test('keeps the report in a frame without scripts', async () => {
    const sandbox = await page.$eval('iframe', (frame) => frame.getAttribute('sandbox'));
    expect(sandbox).toBe('allow-same-origin');
    const answer = await fetch(`${preview.url}report.html`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-security-policy')).toContain('sandbox allow-same-origin');
  });

  test('follows a change of the data, at the same place of the page', async () => {
    await page.evaluate(() => document.querySelector('iframe')!.contentWindow!.scrollTo(0, 600));
    await edit(unit, '30217: 3.00', '30217: 3.50');
    await reportSays('收支总预算715.70万元');
    await page.waitForFunction(() => document.querySelector('iframe')!.contentWindow!.scrollY === 600, SOON);
  });

  test('follows a change of a template, a table and the style', async () => {
    const pack = join(templates, 'xinjiang-2025');
    await edit(join(pack, 'sections', 'summary.hbs'), '按照全口径预算的原则', '依照全口径预算的原则');
    await reportSays('依照全口径预算的原则');
    await edit(join(pack, 'tables', 'table-3.yaml'), '支出总体情况表', '支出总表');
    await reportSays('单位支出总表');
    await edit(join(templates, 'shared', 'report.css'), 'color: #000;', 'color: rgb(1, 2, 3);');
    await page.waitForFunction(() => {
      const root = document.querySelector('iframe')?.contentDocument?.documentElement;
      return root && getComputedStyle(root).color === 'rgb(1, 2, 3)';
    }, SOON);
  });

  test('shows the error of a broken template with its line, and the last good report', async () => {
    const section = join(templates, 'xinjiang-2025', 'sections', 'summary.hbs');
    await edit(section, '{{money figures.total}}', '{{mony figures.total}}');
    await pageSays('#findings', '错误 T02');
    const told = await findingsText();
    expect(told).toContain('templates/xinjiang-2025/sections/summary.hbs:2:');
    expect(told).toContain('{{mony figures.total}}');
    expect(told).toContain('是否想写“money”');
    expect(await page.$eval('#findings .error mark', (mark) => mark.textContent)).toBe('mony');
    expect(await statusText()).toContain('仍是改坏之前的报告');
    await reportSays('收支总预算715.70万元');

    await edit(section, '{{mony figures.total}}', '{{money figures.total}}');
    await pageSays('#status', '已是最新');
    expect(await findingsText()).not.toContain('T02');
  });

  test('shows the error of broken data and of a broken pack with their lines', async () => {
    await edit(unit, '30207: 11.73', '30207: 11,73');
    await pageSays('#findings', '错误 L21');
    expect(await findingsText()).toContain('30207: 11,73');
    await reportSays('收支总预算715.70万元');
    await edit(unit, '30207: 11,73', '30207: 11.73');
    await pageSays('#status', '已是最新');

    const settings = join(templates, 'xinjiang-2025', 'pack.yaml');
    await edit(settings, 'classification: "2025"', 'clasification: "2025"');
    await pageSays('#findings', 'clasification: "2025"');
    await edit(settings, 'clasification: "2025"', 'classification: "2025"');
    await pageSays('#status', '已是最新');
  });

  test('follows a file elsewhere that the data names', async () => {
    const ledger = join(folder.path, 'elsewhere', 'last-year.csv');
    await mkdir(join(folder.path, 'elsewhere'), { recursive: true });
    const lines = (await readFile(unit, 'utf8')).match(/prior:\n {2}budget:\n( {4}.*\n)+/)![0];
    const csv = (projects: string) =>
      `功能科目编码,支出类型,金额
2010350,基本支出,484.614
2010399,项目支出,${projects}
2080505,基本支出,9.89
2080506,基本支出,4.95
2101102,基本支出,4.49
2210201,基本支出,26.214
`;
    await writeFile(ledger, csv('126.02'));
    await edit(unit, lines, 'prior:\n  ledgerFile: ../elsewhere/last-year.csv\n');
    await reportSays('项目支出207.02万元，占28.93%，比上年预算增加81.00万元');
    await writeFile(ledger, csv('126.00'));
    await reportSays('项目支出207.02万元，占28.93%，比上年预算增加81.02万元');
    await edit(unit, 'prior:\n  ledgerFile: ../elsewhere/last-year.csv\n', lines);
    await reportSays('项目支出207.02万元，占28.93%，比上年预算增加81.00万元');
  });

  test('shows the text and compares it with the one signed off', async () => {
    await page.click('button[data-view="text"]');
    await pageSays('#view pre', '收支总预算715.70万元');
    await page.click('button[data-view="diff"]');
    await pageSays('#view', '还没有审定文本（data/approved/kuerle.txt）');

    const text = await (await fetch(`${preview.url}report.txt`)).text();
    await mkdir(join(data, 'approved'), { recursive: true });
    await writeFile(approved, text.replace('收支总预算715.70万元', '收支总预算700.00万元'));
    await pageSays('#view .removed', '收支总预算700.00万元');
    await pageSays('#view .added', '收支总预算715.70万元');
    expect(await page.$$eval('#view .added, #view .removed', (lines) => lines.length)).toBe(2);
    await rm(approved);
  });

  test('shows the printed pages', async () => {
    await page.click('button[data-view="pdf"]');
    await page.waitForFunction(
      () => document.querySelector('iframe')?.getAttribute('src')?.startsWith('report.pdf'),
      SOON,
    );
    const answer = await fetch(`${preview.url}report.pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PDF);
  });

  test('a script in the data neither runs nor leaves its place', async () => {
    await page.click('button[data-view="html"]');
    await edit(unit, '受理、交办、督办', '<script>top.hacked = 1</script>受理、交办、督办');
    await reportSays('<script>top.hacked = 1</script>受理');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('none of this failed in the page', () => {
    expect(failures).toEqual([]);
  });

  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(preview.url);
      request({ hostname, port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end();
    });

  test.each<[string, string, Record<string, string>, string, number]>([
    ['the report', '/report.html', {}, 'GET', 200],
    ['a file of the project', '/package.json', {}, 'GET', 404],
    ['a path outwards', '/../../etc/passwd', {}, 'GET', 404],
    ['a path outwards in disguise', '/%2e%2e/%2e%2e/etc/passwd', {}, 'GET', 404],
    ['a name every object has', '/constructor', {}, 'GET', 404],
    ['the report by another name', '/report.html', { Host: 'evil.example' }, 'GET', 403],
    ['the report from another page', '/report.html', { Origin: 'http://evil.example' }, 'GET', 403],
    ['the events from another page', '/events', { Origin: 'http://evil.example' }, 'GET', 403],
    ['a change', '/state.json', {}, 'POST', 405],
    ['the page of a unit in a list', '/units/kuerle/', {}, 'GET', 404],
    ['a page with a broken name', '/units/%E0%A4%A/', {}, 'GET', 404],
  ])('asked for %s', async (_, path, headers, method, status) => {
    expect(await ask(path, headers, method)).toBe(status);
  });
});
