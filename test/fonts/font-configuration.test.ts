import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { fontConfiguration, systemConfiguration } from '../../src/fonts/font-configuration.ts';
import { prepareFonts } from '../../src/fonts/fonts.ts';
import { launchBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { browserEnvironment } from '../../src/print/embedded-browser.ts';
import { loadPage, storeShell } from '../../src/print/loaded-page.ts';
import { pdfObjectText, readPdfContent } from '../print/read-pdf.ts';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

test('names the folder of the faces, and the system’s fonts only where they may be used', () => {
  const own = fontConfiguration('/c/a & b', '/c/fontconfig', null);
  expect(own).toContain('<dir>/c/a &amp; b</dir>');
  expect(own).toContain('<cachedir>/c/fontconfig</cachedir>');
  expect(own).not.toContain('<include');
  const all = fontConfiguration('/c/faces', '/c/fontconfig', '/etc/fonts/fonts.conf');
  expect(all).toContain('<include ignore_missing="yes">/etc/fonts/fonts.conf</include>');
});

test('the system’s file is the one that fontconfig would take', () => {
  expect(systemConfiguration({})).toBe('/etc/fonts/fonts.conf');
  expect(systemConfiguration({ FONTCONFIG_PATH: '/opt/fonts' })).toBe('/opt/fonts/fonts.conf');
  expect(systemConfiguration({ FONTCONFIG_FILE: '/home/li/my.conf' })).toBe('/home/li/my.conf');
});

test('the browser is told of it, and of nothing without it', () => {
  expect(browserEnvironment(null, '/c/fonts.conf').FONTCONFIG_FILE).toBe('/c/fonts.conf');
  expect(browserEnvironment(null)).toEqual(process.env);
});

/** Prints one line in three faces, with or without the configuration, and tells which fonts the pages asked for. */
async function printLine(configured: boolean) {
  const fonts = (await prepareFonts({ fonts: 'bundled' })).value!;
  const fontConfiguration = configured ? fonts.configuration : null;
  const binary = (await findBrowser()).value!;
  const running = (await launchBrowser(binary, { timeoutMs: 60_000, fontConfiguration })).value!;
  try {
    const page = await running.browser.newPage();
    const { css, urls, folder } = fonts;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const shell = await storeShell(folder);
    const loaded = await loadPage(page, { pipe: running.pipe, css, urls, shell, timeoutMs: 60_000 });
    const line = (style: string) => `<p style="${style}">预算公开${style.length}</p>`;
    const body = ['song', 'kai', 'title'].map((role) => line(`font-family: var(--font-${role})`));
    const bold = line('font-family: var(--font-song); font-weight: bold');
    await loaded.show(`<!doctype html><body>${body.join('')}${bold}</body>`, { css: '', urls: [] });
    const pdf = await loaded.print('untagged');
    const objects = pdfObjectText(pdf);
    return {
      text: (await readPdfContent(pdf)).pages.join('').replaceAll(/\s/g, ''),
      faces: [...new Set(objects.match(/\/FontName \/\w+\+\S+/g))].map((name) => name.split('+')[1]).sort(),
      files: asked.filter((url) => url.endsWith('.ttf')).length,
    };
  } finally {
    await running.close();
  }
}

onLinux('with the real browser', () => {
  test('the faces are the system’s: no file is read, and one file under two names is one font', async () => {
    const { text, faces, files } = await printLine(true);
    expect(text).toBe('预算公开29预算公开28预算公开30预算公开48');
    expect(faces).toEqual(['LXGWWenKai-Regular', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular']);
    expect(files).toBe(0);
  });

  test('without it the page reads the files, and prints the same text', async () => {
    const { text, faces, files } = await printLine(false);
    expect(text).toBe('预算公开29预算公开28预算公开30预算公开48');
    expect(new Set(faces)).toEqual(
      new Set(['LXGWWenKai-Regular', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular']),
    );
    expect(files).toBeGreaterThan(0);
  });

  test('it is kept in the cache folder, with a folder that holds nothing but the faces', async () => {
    const { configuration, faces, folder } = (await prepareFonts({ fonts: 'bundled' })).value!;
    expect(dirname(configuration!)).toBe(folder);
    const text = await readFile(configuration!, 'utf8');
    for (const { url } of faces) expect(text).toContain(`<dir>${dirname(fileURLToPath(url))}</dir>`);
    const auto = (await prepareFonts({ fonts: 'auto' })).value!.configuration!;
    expect(await readFile(auto, 'utf8')).toContain('<include');
  });
});
