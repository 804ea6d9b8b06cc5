import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPrinter } from '../../src/print/printer.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { debianFonts } from '../support/other-programs.ts';
import { pdfObjectText, readPdfContent } from './read-pdf.ts';
import { sampleJob } from './sample-document.ts';

/** The packages of Chinese fonts that Debian machines have, and the folder of each. */
const PACKAGES: Readonly<Record<string, string>> = {
  'fonts-noto-cjk': 'opentype/noto',
  'fonts-wqy-zenhei': 'truetype/wqy',
  'fonts-arphic-uming': 'truetype/arphic',
};

/** Prints the sample on a machine of which these are fonts of the user. */
async function printWith(folders: readonly string[], fonts: 'auto' | 'bundled') {
  let result: { pdf: Uint8Array; codes: string[] } = { pdf: new Uint8Array(), codes: [] };
  await inTemporaryFolder(async (home) => {
    await mkdir(join(home, 'fonts'));
    for (const folder of folders) {
      for (const name of await readdir(folder)) {
        const copy = join(home, 'fonts', name);
        await link(join(folder, name), copy).catch(() => copyFile(join(folder, name), copy));
      }
    }
    const before = process.env.XDG_DATA_HOME;
    process.env.XDG_DATA_HOME = home;
    try {
      const { value: printer } = await openPrinter({ fonts, timeoutMs: 120_000 });
      const { value, findings } = await printer!.print(sampleJob());
      await printer!.close();
      result = { pdf: value!, codes: findings.map(({ code }) => code) };
    } finally {
      if (before === undefined) delete process.env.XDG_DATA_HOME;
      else process.env.XDG_DATA_HOME = before;
    }
  });
  return result;
}

const found = Object.entries(PACKAGES).map(([name, folder]) => [name, debianFonts(folder)] as const);
const present = found.flatMap(([, folder]) => (folder === null ? [] : [folder]));
const absent = found.flatMap(([name, folder]) => (folder === null ? [name] : []));
if (absent.length > 0) {
  console.warn(
    `not tried with ${absent.join(', ')}: install them, or unpack them and name the folder in YUGONG_TEST_FONTS`,
  );
}

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['no fonts of the user', []],
  ...found.flatMap(([name, folder]) => (folder === null ? [] : [[name, [folder]] as const])),
  ...(present.length > 1 ? ([['all of them', present]] as const) : []),
];

test.each(cases)('with %s the page is that of the bundled fonts', async (_name, folders) => {
  const { pdf, codes } = await printWith(folders, 'auto');
  expect(codes).toEqual([]);
  const text = (await readPdfContent(pdf)).pages.join('');
  expect(text).toContain('一、人民生活的预算');
  expect(text).not.toMatch(/[\u2e80-\u2fdf\ufffd]/);
  expect(pdfObjectText(pdf)).not.toContain('/Type3');
  const bundled = await printWith([], 'bundled');
  expect(Buffer.compare(Buffer.from(pdf), Buffer.from(bundled.pdf))).toBe(0);
});

if (absent.length > 0) test.skip(`with ${absent.join(', ')}`, () => {});
