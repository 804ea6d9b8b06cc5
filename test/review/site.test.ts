import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { launchBrowser, type RunningBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { sidewaysPixels, violations } from '../support/axe.ts';
import { temporaryFolder } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';
import { fixture, ROOT } from '../support/sample.ts';

const folder = temporaryFolder();
const site = join(folder.path, 'out', 'review');
const at = (path: string): string => pathToFileURL(join(site, path)).href;
let running: RunningBrowser;
let page: Page;

/** Units of every state: a changed one, two with one template edit, a new one, a broken one. */
async function prepare(): Promise<void> {
  const units = join(folder.path, 'units');
  const approved = join(folder.path, 'approved');
  await mkdir(units, { recursive: true });
  const sample = await readFile(join(ROOT, 'data', 'kuerle.yaml'), 'utf8');
  await writeFile(join(units, '甲中心.yaml'), sample);
  await writeFile(join(units, 'second.yaml'), sample.replaceAll('政务服务中心', '服务二中心'));
  await writeFile(join(units, 'same.yaml'), sample);
  await writeFile(join(units, 'new.yaml'), sample);
  await writeFile(join(units, 'broken.yaml'), sample.replace('30101: 22.974', '30101: 22,974'));
  const signed = ['甲中心', 'second', 'same'].map((name) => join(units, `${name}.yaml`));
  await runHere(['approve', ...signed, '--approved', approved]);
  // What was approved before the wording of the template changed, and before an amount did.
  for (const name of ['甲中心', 'second']) {
    const file = join(approved, `${name}.txt`);
    const text = (await readFile(file, 'utf8')).replaceAll('主要原因是', '增减原因是');
    await writeFile(
      file,
      name === 'second'
        ? text
        : text.replace('增长8.99%', '增长9.98%').replace('22.97\t22.97', '22.98\t22.98'),
    );
  }
  const result = await runHere(['review', units, '--out', join(folder.path, 'out'), '--approved', approved]);
  expect(result.stderr).toBe('');
  expect(result.code).toBe(0);
}

beforeAll(async () => {
  await prepare();
  const binary = await findBrowser();
  const launched = await launchBrowser(binary.value!, { timeoutMs: 60_000 });
  running = launched.value!;
  page = await running.browser.newPage();
  await page.setViewport({ width: 1200, height: 900 });
});

afterAll(async () => {
  await running?.close();
  folder.remove();
});

const textOf = (selector: string) => page.$eval(selector, (element) => element.textContent);
const visibleUnits = () =>
  page.$$eval('tr[data-states]', (rows) =>
    rows
      .filter((row) => row.getClientRects().length > 0)
      .map((row) => row.querySelector('a')!.getAttribute('href')),
  );

describe('the list of units', () => {
  beforeAll(async () => {
    await page.goto(at('index.html'));
  });

  test('shows every unit with its state, what asks for attention first', async () => {
    const states = await page.$$eval('tr[data-states] td:nth-child(2)', (cells) =>
      cells.map((cell) => cell.textContent),
    );
    expect(states).toEqual(['没有生成', '有改动', '有改动', '还没有批准稿', '未变']);
  });

  test('is filtered by state and by words', async () => {
    await page.click('button[data-state=changed]');
    expect(await visibleUnits()).toEqual(['units/second.html', `units/${encodeURIComponent('甲中心')}.html`]);
    await page.type('#search', '二中心');
    expect(await visibleUnits()).toEqual(['units/second.html']);
    expect(await textOf('#shown')).toBe('显示 1 个单位');
    await page.$eval('#search', (input) => {
      (input as unknown as { value: string }).value = '';
      input.dispatchEvent(new Event('input'));
    });
    await page.click("button[data-state='']");
    expect(await visibleUnits()).toHaveLength(5);
    await page.click('button[data-state=findings]');
    expect((await visibleUnits()).length).toBeGreaterThan(0);
    await page.click("button[data-state='']");
  });

  test('groups what is the same in many units', async () => {
    const groups = await page.$$eval('details.group summary', (all) => all.map((each) => each.textContent));
    expect(groups.some((group) => /同一改动，2 个单位：.*增减主要/.test(group ?? ''))).toBe(true);
  });

  test('has no accessibility violations', async () => {
    expect(await violations(page)).toEqual([]);
  });
});

describe('the page of a changed unit', () => {
  beforeAll(async () => {
    await page.goto(at('units/甲中心.html'));
  });

  test('goes from change to change by key', async () => {
    await page.keyboard.press('n');
    expect(await textOf('#place')).toMatch(/^第 1 处，共 \d+ 处$/);
    expect(await textOf('.here')).toContain('22.98');
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    expect(await textOf('#place')).toMatch(/^第 3 处/);
    expect(await textOf('.here')).toContain('增长9.98%8.99%');
    await page.keyboard.press('p');
    expect(await textOf('#place')).toMatch(/^第 2 处/);
  });

  test('marks old and new words, figures as a whole', async () => {
    const change = await page.$$eval('.item.changed .inline', (all) => all.map((each) => each.innerHTML));
    expect(
      change.some((html) =>
        /<del>9\.98%<\/del><ins><span data-figure="\d+"[^>]*>8\.99%<\/span><\/ins>/.test(html),
      ),
    ).toBe(true);
  });

  test('shows both texts side by side on request', async () => {
    const shown = () => page.$eval('.item.changed .sides', (element) => element.getClientRects().length > 0);
    expect(await shown()).toBe(false);
    await page.click('[data-toggle=view-sides]');
    expect(await shown()).toBe(true);
    await page.click('[data-toggle=view-sides]');
  });

  test('opens where a number comes from, by mouse and by key', async () => {
    const figure = (await page.$$('.item.changed .inline ins [data-figure]'))[0]!;
    await figure.click();
    const text = (await textOf('#provenance')) ?? '';
    expect(text).toContain('8.99% = 59.02 ÷ 656.18 × 100%');
    expect(text).toContain('口径：一般公共预算 · 本级资金 · 当年资金');
    expect(text).toMatch(
      /229740 元　2010350 事业运行 · 基本支出 · 30101 基本工资 · 一般公共预算　.*甲中心\.yaml:39/,
    );
    await page.keyboard.press('Escape');
    expect(await page.$eval('#provenance', (dialog) => dialog.hasAttribute('open'))).toBe(false);
    await figure.focus();
    await page.keyboard.press('Enter');
    expect(await page.$eval('#provenance', (dialog) => dialog.hasAttribute('open'))).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('tells that a change is the same in other units, and leads there', async () => {
    const link = await page.$eval('.notes a[href*="#g-"]', (element) => element.getAttribute('href'));
    expect(await textOf('.notes a[href*="#g-"]')).toBe('同一改动，2 个单位');
    expect(link).toMatch(/^\.\.\/index\.html#g-[0-9a-f]{12}$/);
  });

  test('links findings to the sentence they concern', async () => {
    const link = await page.$('.finding .notes a');
    const target = await link!.evaluate((element) => element.getAttribute('href')!);
    await link!.click();
    expect(await page.$eval(target, (element) => element.getClientRects().length > 0)).toBe(true);
  });

  test('has no accessibility violations', async () => {
    expect(await violations(page)).toEqual([]);
  });
});

describe('what was seen', () => {
  const list = join(folder.path, '清单.txt');
  const options = ['--approved', join(folder.path, 'approved')];
  const tick = (name: string) => page.click(`input[data-name="${name}"]`);

  test('is ticked on the page of a unit, next to the command that approves it', async () => {
    await page.goto(at('units/甲中心.html'));
    expect(await textOf('.approve code')).toBe(
      `npm run approve ${join(folder.path, 'units', '甲中心.yaml')} -- --approved ${join(folder.path, 'approved')}`,
    );
    await page.focus('input[data-seen]');
    await page.keyboard.press('Space');
    await page.goto(at('units/same.html'));
    expect(
      await page.$eval('input[data-seen]', (box) => (box as unknown as { checked: boolean }).checked),
    ).toBe(false);
    await page.goto(at('index.html'));
    expect(await textOf('#seen-count')).toBe('看过 1 个，共 4 个。');
    await page.click('button[data-state=unseen]');
    expect(await visibleUnits()).not.toContain(`units/${encodeURIComponent('甲中心')}.html`);
    await tick('second');
    await page.click("button[data-state='']");
    await page.reload();
    expect(await textOf('#seen-count')).toBe('看过 2 个，共 4 个。');
  });

  test('commands and the list are copied at a click', async () => {
    const pasted = async (button: string, into: string): Promise<string> => {
      await page.click(button);
      await page.waitForFunction((at) => document.querySelector(at)!.textContent === '已复制', {}, button);
      await page.$eval(into, (field) => {
        (field as HTMLTextAreaElement).readOnly = false;
        (field as HTMLTextAreaElement).value = '';
      });
      await page.focus(into);
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
      return page.$eval(into, (field) => (field as HTMLTextAreaElement).value);
    };
    expect(await pasted('.seen [data-copy]', '#search')).toBe(await textOf('.seen code'));
    const list = await page.$eval('#seen-list', (field) => (field as HTMLTextAreaElement).value);
    expect(await pasted('#seen-copy', '#seen-list')).toBe(list);
    await page.reload();
  });

  test('becomes a list that approve takes', async () => {
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder.path,
      eventsEnabled: true,
    });
    const isDone = new Promise<void>((done) =>
      session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && done()),
    );
    await page.click('#seen-save');
    await isDone;
    const text = await readFile(join(folder.path, '审阅清单.txt'), 'utf8');
    expect(text).toBe(await page.$eval('#seen-list', (field) => (field as HTMLTextAreaElement).value));
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toMatch(/^[0-9a-f]{64}\tsecond\t.*second\.yaml$/m);
    expect(await textOf('.seen code')).toBe(
      `npm run approve -- --list 审阅清单.txt --approved ${join(folder.path, 'approved')}`,
    );
    await writeFile(list, text);
    // One of the two is changed after it was seen.
    const file = join(folder.path, 'units', 'second.yaml');
    const seen = await readFile(file, 'utf8');
    await writeFile(file, seen.replace('30101: 22.974', '30101: 22.984'));
    const signed = await readFile(join(folder.path, 'approved', 'second.txt'), 'utf8');
    const { code, stdout, stderr } = await runHere(['approve', '--list', list, ...options]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/甲中心\.yaml：共 \d+ 句/);
    expect(stderr).toMatch(/V04.*second\.yaml 现在的文字（摘要 [0-9a-f]{12}…）不是审阅时看过的那一份/s);
    expect(await readFile(join(folder.path, 'approved', 'second.txt'), 'utf8')).toBe(signed);
    await writeFile(file, seen);
    expect((await runHere(['approve', '--list', list, ...options])).code).toBe(0);
    expect(await readFile(join(folder.path, 'approved', 'second.txt'), 'utf8')).not.toBe(signed);
  });

  test('a list that was changed by hand is refused with the line', async () => {
    for (const wrong of ['abc\tsecond\tunits/second.yaml', `${'0'.repeat(64)}\tother\tunits/second.yaml`]) {
      await writeFile(list, `${wrong}\n`);
      const { code, stderr } = await runHere(['approve', '--list', list, ...options]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('V05')]);
    }
    await writeFile(list, '# 别的文件\n\n第一行\n第二行\n');
    const { stderr } = await runHere(['approve', '--list', list, ...options]);
    expect(stderr.match(/V05.*/g)).toEqual([expect.stringContaining('这个文件不是审阅页面导出的清单。')]);
  });

  test('no longer counts when the text is another', async () => {
    await page.goto(at('index.html'));
    await page.$eval('input[data-name=second]', (box) => box.setAttribute('data-seen', '0'.repeat(64)));
    await page.evaluate("dispatchEvent(new Event('storage'))");
    expect(await textOf('#seen-count')).toBe('看过 1 个，共 4 个。');
  });
});

describe.each(['index.html', 'units/甲中心.html', 'units/same.report.html'])('on a phone %s', (path) => {
  test('is read without moving the page sideways, and axe finds nothing', async () => {
    await page.setViewport({ width: 375, height: 800 });
    await page.goto(at(path));
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.setViewport({ width: 1200, height: 900 });
  });
});

describe('the review copy of the report', () => {
  test('opens the provenance of a table cell and loads nothing', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(at('units/same.report.html'));
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([at('units/same.report.html')]);
    page.removeAllListeners('request');
    await (await page.$('#table-6 td.amount [data-figure]'))!.click();
    expect(await textOf('#provenance')).toContain('508.18 ≈ 5081780 ÷ 10000');
    await page.keyboard.press('Escape');
  });
});

describe('the other pages', () => {
  test.each(['units/broken.html', 'units/new.html', 'units/second.html'])(
    '%s has no accessibility violations',
    async (path) => {
      await page.goto(at(path));
      expect(await violations(page)).toEqual([]);
    },
  );

  test('a unit that failed says why and has no report', async () => {
    await page.goto(at('units/broken.html'));
    expect(await textOf('main')).toMatch(/没有生成报告.*22,974/s);
    expect(await readdir(join(site, 'units'))).not.toContain('broken.report.html');
  });

  test('a comparison written by diff has no accessibility violations', async () => {
    const file = join(folder.path, 'diff.html');
    const old = join(folder.path, 'prose.txt');
    await writeFile(old, fixture('published/prose.txt').replace('增长8.99%', '增长9.98%'));
    const { code } = await runHere(['diff', old, 'data/kuerle.yaml', '--html', file]);
    expect(code).toBe(1);
    await page.goto(pathToFileURL(file).href);
    await page.keyboard.press('n');
    expect(await textOf('.here')).toContain('9.98%');
    expect(await violations(page)).toEqual([]);
  });

  test('prints every change and no controls', async () => {
    await page.goto(at('units/second.html'));
    await page.emulateMediaType('print');
    expect(await page.$eval('.bar', (bar) => bar.getClientRects().length)).toBe(0);
    expect(await page.$eval('.item.changed .inline', (item) => item.getClientRects().length > 0)).toBe(true);
    await page.emulateMediaType('screen');
  });
});

test('data that looks like markup stays text', async () => {
  const units = join(folder.path, 'hostile');
  await mkdir(units, { recursive: true });
  const sample = await readFile(join(ROOT, 'data', 'kuerle.yaml'), 'utf8');
  const hostile = '<img src=x onerror=alert(1)></script><script>alert(1)</script>';
  await writeFile(join(units, 'x.yaml'), sample.replace('办公室,', `'${hostile}',`));
  await runHere([
    'review',
    units,
    '--out',
    join(folder.path, 'hostile-out'),
    '--approved',
    join(folder.path, 'none'),
  ]);
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  for (const name of ['units/x.html', 'units/x.report.html', 'index.html']) {
    await page.goto(pathToFileURL(join(folder.path, 'hostile-out', 'review', name)).href);
    expect(await page.$$eval('img', (images) => images.length)).toBe(0);
  }
  await page.goto(pathToFileURL(join(folder.path, 'hostile-out', 'review', 'units', 'x.html')).href);
  expect(await textOf('main')).toContain(hostile);
  expect(dialogs).toEqual([]);
});
