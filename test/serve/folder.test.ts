/// <reference lib="dom" />
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer-core';
import { markedLine } from '../../src/cli/source-excerpt.ts';
import { findUnitInputs } from '../../src/cli/unit-inputs.ts';
import { type FolderPreview, startFolderPreview } from '../../src/serve/preview.ts';
import { sidewaysPixels, violations } from '../support/axe.ts';
import { temporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { openBrowser } from '../support/open-browser.ts';

/*
 * A folder with a unit, a final account and a department with its members, previewed as a list.
 */

const SOON = { timeout: 20_000 };
const folder = temporaryFolder();
const units = join(folder.path, 'units');
const fileOf = (name: string): string => join(units, `${name}.yaml`);
const builds: string[] = [];
let preview: FolderPreview;
let browser: Browser;
let page: Page;

const find = async () =>
  (await findUnitInputs([units])).inputs.map(({ path, name }) => ({
    path,
    name,
    label: `units/${name}.yaml`,
    approved: join(folder.path, 'approved', `${name}.txt`),
    approvedLabel: `approved/${name}.txt`,
  }));
const listSays = (text: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector('#units')?.textContent?.includes(wanted),
    SOON,
    text,
  );
const edit = (name: string, from: string, to: string): void => {
  const text = readFileSync(fileOf(name), 'utf8');
  expect(text).toContain(from);
  writeFileSync(fileOf(name), text.replace(from, to));
};

beforeAll(async () => {
  mkdirSync(units);
  cpSync(join(DATA_FOLDER, 'kuerle.yaml'), fileOf('甲中心'));
  cpSync(join(DATA_FOLDER, 'demo', 'education'), join(units, 'education'), { recursive: true });
  cpSync(join(DATA_FOLDER, 'finals', 'putuo-finance-2024.yaml'), fileOf('final'));
  preview = await startFolderPreview(
    find,
    [units],
    {
      folders: {
        templates: TEMPLATES_FOLDER,
        templatesLabel: 'templates',
        classification: CLASSIFICATION_FOLDER,
      },
      root: folder.path,
      print: async () => ({ value: new TextEncoder().encode('%PDF-1.7'), findings: [] }),
      excerpt: markedLine,
    },
    0,
    ({ name }) => builds.push(name),
  );
  await preview.built;
  browser = await openBrowser();
  page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 900 });
  await page.goto(preview.url);
});
afterAll(async () => {
  await browser?.close();
  await preview?.close();
  folder.remove();
});

test('every unit is listed with its state, and axe finds nothing at either width', async () => {
  await listSays('政务服务中心2025年单位预算公开');
  const shown = await page.$$eval('#units li', (items) => items.map((item) => item.textContent));
  expect(shown).toHaveLength(preview.folder.list.units.length);
  expect(shown.find((text) => text.includes('甲中心.yaml'))).toMatch(/已生成　检查：\d+ 警告、\d+ 提示/);
  expect(shown.find((text) => text.includes('final.yaml'))).toContain('单位决算');
  expect(shown.find((text) => text.includes('education/department.yaml'))).toContain('部门预算公开');
  expect(await violations(page)).toEqual([]);
  await page.setViewport({ width: 375, height: 800 });
  expect(await sidewaysPixels(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.setViewport({ width: 1200, height: 900 });
});

test('only what a change concerns is built again; an error is shown in the list', async () => {
  builds.length = 0;
  edit('甲中心', '30101: 22.974', '30101: 22,974');
  await listSays('有错误，没有生成　检查：1 错误');
  edit('甲中心', '30101: 22,974', '30101: 22.974');
  await page.waitForFunction(() => !document.querySelector('#units li.error'), SOON);
  expect(new Set(builds)).toEqual(new Set(['甲中心']));
  builds.length = 0;
  edit('education/seniors-school', 'reservedForMicro: 全额', 'reservedForMicro: 200');
  await listSays('有错误，没有生成');
  await page.waitForFunction(() => document.querySelectorAll('#units li.error').length === 2, SOON);
  expect(new Set(builds)).toEqual(new Set(['education/seniors-school', 'education/department']));
  edit('education/seniors-school', 'reservedForMicro: 200', 'reservedForMicro: 全额');
  await page.waitForFunction(() => !document.querySelector('#units li.error'), SOON);
});

test.each([
  ['final', '决算'],
  ['education/department', '部门'],
])('a unit is opened from the list: %s', async (name, words) => {
  await page.goto(preview.url);
  await listSays('单位决算');
  const link = await page.waitForSelector(`a[href="/units/${name}/"]`);
  await link!.focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.waitForFunction(
    (wanted) => document.querySelector('#title')?.textContent?.includes(wanted),
    SOON,
    words,
  );
  expect(
    await page.$eval('#list', (back) => [back.getAttribute('href'), (back as HTMLElement).hidden]),
  ).toEqual(['/', false]);
  expect(await violations(page)).toEqual([]);
});

test('a unit that comes is listed, one that goes is not', async () => {
  await page.goto(preview.url);
  writeFileSync(fileOf('乙中心'), readFileSync(fileOf('甲中心'), 'utf8'));
  await listSays('乙中心.yaml');
  rmSync(fileOf('乙中心'));
  await page.waitForFunction(() => !document.querySelector('#units')!.textContent!.includes('乙中心'), SOON);
});

test.each([
  ['/units/none/', 404],
  ['/units/..%2f..%2fetc%2fpasswd/report.txt', 404],
  ['/units/final/package.json', 404],
  ['/state.json', 404],
  ['/units/final/report.txt', 200],
])('asked for %s', async (path, status) => {
  expect((await fetch(new URL(path, preview.url))).status).toBe(status);
});
