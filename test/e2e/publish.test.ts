import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { openPacks } from '../../src/cli/open-packs.ts';
import { sha256 } from '../../src/files/file-hash.ts';
import { launchBrowser, type RunningBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { publishSite } from '../../src/publish/publish-site.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { runHere } from '../support/run-here.ts';

/*
 * One site of a department and two units, made once and driven in the browser; then the runs after it, which print nothing
 * but the one unit that was changed.
 */

const folder = temporaryFolder();
const data = join(folder.path, 'units');
const out = join(folder.path, 'public');
const approved = join(folder.path, 'approved');
const SENIORS = join(data, 'seniors-school.yaml');
const CENTRE = join(data, 'learning-centre.yaml');
const REGISTER = `名称,层级,文件,年度,批复日期,主管部门
示例市虚构区终身教育办公室,部门,预算、决算,2025,2025-02-12,
示例市虚构区学习中心,单位,预算,2025,2025-02-05,示例市虚构区终身教育办公室
示例市虚构区老年学堂,单位,预算,2025,2025-02-12,示例市虚构区终身教育办公室
`;

interface Answer {
  readonly published: number;
  readonly written: string[];
  readonly removed: string[];
  readonly left: string[];
  readonly heldBack: { label: string; reason: string; isKept: boolean }[];
}

async function publish(...args: string[]): Promise<Answer & { code: number | null }> {
  const own = ['--out', out, '--work', folder.path, '--approved', approved, '--fonts', 'bundled'];
  const { code, stdout } = await runHere(['publish', ...args, ...own, '--jobs', '1', '--json']);
  return { code, ...(JSON.parse(stdout) as Answer) };
}

const files = (): string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
/** Every file with its bytes and the moment it was written. */
const state = (): Map<string, string> =>
  new Map(
    files().map((file) => {
      const { mtimeMs, ino } = statSync(join(out, file));
      return [file, `${sha256(readFileSync(join(out, file)))} ${mtimeMs} ${ino}`];
    }),
  );
const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file));

let running: RunningBrowser;
let page: Page;
let axe = '';

beforeAll(async () => {
  cpSync(join(DATA_FOLDER, 'demo', 'education'), data, { recursive: true });
  mkdirSync(approved);
  const register = join(folder.path, 'register.csv');
  writeFileSync(register, REGISTER);
  const first = await publish(data, '--register', register, '--base-url', 'https://www.example.gov.cn/yjs');
  // The register says that one document is missing.
  expect([first.code, first.published, first.heldBack]).toEqual([1, 3, []]);
  axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  running = (await launchBrowser((await findBrowser()).value!, { timeoutMs: 120_000 })).value!;
  page = await running.browser.newPage();
});

afterAll(async () => {
  await running?.close();
  folder.remove();
});

const open = (file: string) => page.goto(pathToFileURL(join(out, file)).href);
const unitPage = (name: string): string =>
  `units/${readdirSync(join(out, 'units')).find((file) => readFileSync(join(out, 'units', file), 'utf8').includes(`<h1>${name}`))}`;
const shownRows = () =>
  page.$$eval('[data-row]', (rows) =>
    rows
      .filter((row) => row.getClientRects().length > 0)
      .map((row) => row.querySelector('a, th')!.textContent),
  );

describe('the site in the browser', () => {
  test('a unit is found by typing, its report opened, and the way back finds what was typed', async () => {
    await page.setViewport({ width: 375, height: 800 });
    await open('index.html');
    expect(await shownRows()).toHaveLength(3);
    await page.type('#search', '老年');
    expect(await shownRows()).toEqual(['示例市虚构区老年学堂']);
    expect(await page.$eval('#found', (found) => found.textContent)).toBe('找到 1 个');
    await Promise.all([page.waitForNavigation(), page.click('[data-row]:not([hidden]) .links a')]);
    expect(decodeURI(page.url())).toMatch(/reports\/seniors-school\.html$/);
    expect(await page.$eval('h1', (title) => title.textContent)).toMatch(/老年学堂2025年/);
    await page.goBack();
    expect(await page.$eval('#search', (field) => (field as unknown as { value: string }).value)).toBe(
      '老年',
    );
    expect(await shownRows()).toEqual(['示例市虚构区老年学堂']);
  });

  test('the name of a department finds its units, two words narrow them down, Enter opens the only one', async () => {
    // The same address again would be a reload, which keeps what was typed.
    await page.goto('about:blank');
    await open('index.html');
    await page.type('#search', '终身教育办公室');
    expect(await shownRows()).toHaveLength(3);
    await page.type('#search', ' 学习中心');
    expect(await shownRows()).toEqual(['示例市虚构区学习中心']);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await page.$eval('h1', (title) => title.textContent)).toBe('示例市虚构区学习中心');
    await Promise.all([page.waitForNavigation(), page.click('.path a')]);
    expect(page.url()).toMatch(/index\.html$/);
  });

  test.each([375, 1280])('each kind of page fits %d px and axe finds nothing', async (width) => {
    await page.setViewport({ width, height: 800 });
    const kinds = ['index.html', '2025-budget.html', 'register.html', unitPage('示例市虚构区终身教育办公室')];
    for (const file of [...kinds, 'reports/department.html']) {
      await open(file);
      await page.$$eval('details', (all) => {
        for (const each of all) each.setAttribute('open', '');
      });
      expect([file, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([file, width]);
      await page.evaluate(axe);
      const found = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))",
      );
      expect([file, found]).toEqual([file, []]);
    }
  });

  test('without a script everything is there, and no field that does nothing', async () => {
    await page.setJavaScriptEnabled(false);
    await open('index.html');
    expect(await shownRows()).toHaveLength(3);
    expect(await page.$eval('#find', (form) => form.getClientRects().length)).toBe(0);
    await page.setJavaScriptEnabled(true);
  });
});

test('every link of every page is relative and leads to a file of the site', () => {
  const lost = files()
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) => {
      const html = readFileSync(join(out, file), 'utf8');
      const links = [...html.matchAll(/ (?:href|src)="([^"#]+)/g)].map(([, link]) =>
        decodeURIComponent(link!),
      );
      expect(links.length).toBeGreaterThan(3);
      return links
        .filter((link) => !files().includes(join(dirname(file), link)))
        .map((link) => `${file} → ${link}`);
    });
  expect(lost).toEqual([]);
});

test('the register tells what is missing and what came late, with the last day', () => {
  const rows = readFileSync(join(out, 'register.html'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('<tr data-row'));
  const texts = rows.map((row) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  expect(texts[0]).toBe('示例市虚构区终身教育办公室 2025年部门决算 — 2025-03-04 未公开');
  expect(texts).toContain(
    '示例市虚构区学习中心 2025年单位预算 示例市虚构区终身教育办公室 2025-02-25 2025-02-26 晚 1 日',
  );
});

test('a second run writes nothing; one that changed one unit leaves the files of the others', async () => {
  const register = [
    '--register',
    join(folder.path, 'register.csv'),
    '--base-url',
    'https://www.example.gov.cn/yjs',
  ];
  const before = state();
  expect((await publish(data, ...register)).written).toEqual([]);
  expect(changed(before, state())).toEqual([]);
  const text = readFileSync(CENTRE, 'utf8');
  writeFileSync(CENTRE, text.replace('date: 2025-02-26', 'date: 2025-02-27'));
  const { written } = await publish(data, ...register);
  expect(written).toContain('reports/learning-centre.pdf');
  expect(changed(before, state())).toEqual(
    expect.arrayContaining(['index.html', 'feed.xml', 'register.html']),
  );
  expect(changed(before, state()).filter((file) => file.includes('seniors-school'))).toEqual([]);
  expect(changed(before, state()).sort()).toEqual([...written, '.yugong-site.json'].sort());
});

test('a unit with an error keeps what was published; one that is gone goes, and nothing that the site did not make', async () => {
  const text = readFileSync(SENIORS, 'utf8');
  writeFileSync(SENIORS, text.replace(/^year: .*$/m, 'year: 二〇二五'));
  writeFileSync(join(out, 'reports', 'seniors-school-note.txt'), '别人的');
  const broken = await publish(SENIORS, CENTRE);
  expect(broken.heldBack).toEqual([{ label: expect.any(String), reason: 'failed', isKept: true }]);
  expect([broken.code, broken.published]).toEqual([1, 2]);
  expect(broken.removed.every((file) => /^reports\/department|^units\/|^sitemap\.xml$/.test(file))).toBe(
    true,
  );
  writeFileSync(SENIORS, text);
  const gone = await publish(CENTRE);
  expect(gone.removed).toContain('reports/seniors-school.pdf');
  expect(files().filter((file) => file.includes('seniors-school'))).toEqual([
    'reports/seniors-school-note.txt',
  ]);
});

test('--approved-only publishes what was signed and takes away what was not', async () => {
  expect((await runHere(['approve', SENIORS, '--approved', approved])).code).toBe(0);
  const signed = await publish(data, '--approved-only');
  expect(signed.published).toBe(1);
  expect(signed.heldBack.map(({ reason, isKept }) => [reason, isKept])).toEqual([
    ['unapproved', false],
    ['unapproved', false],
  ]);
  expect(files().filter((file) => file.endsWith('.pdf'))).toEqual(['reports/seniors-school.pdf']);
  rmSync(approved, { recursive: true });
  expect((await publish(data, '--approved-only')).published).toBe(0);
  expect(files().filter((file) => file.endsWith('.pdf'))).toEqual([]);
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('还没有公开的文件');
});

test('a run that is ended early leaves the site as it was', async () => {
  const before = state();
  const batch = { fonts: 'bundled', timeoutMs: 60_000, concurrency: 1, production: {} } as const;
  const told = { begun: () => {}, done: () => {}, waiting: () => {} };
  const { site, changes } = await publishSite(
    [{ path: SENIORS, label: 'seniors-school.yaml', name: 'seniors-school', signedAs: 'seniors-school' }],
    {
      ...{ out, work: join(folder.path, 'publish'), title: '专栏', baseUrl: null, approved: null },
      ...{ register: null, approvedOn: null, batch },
    },
    openPacks(TEMPLATES_FOLDER),
    told,
    AbortSignal.abort(),
  );
  expect([site, changes]).toEqual([null, null]);
  expect(changed(before, state())).toEqual([]);
});

test('no site is written where unit files lie: they would be published with it', async () => {
  const { code, stderr } = await runHere([
    'publish',
    data,
    '--out',
    folder.path,
    '--work',
    `${folder.path}-work`,
  ]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/--out 的文件夹里有单位文件（.*会同网站一起公开/),
  ]);
});
