import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test as plain } from '@jest/globals';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { audit, faultsOf } from '../support/audit-text.ts';
import { debianFonts, testWith } from '../support/other-programs.ts';
import { strangers } from '../support/strangers/documents.ts';
import { FORMATS, makeStrangers } from '../support/strangers/make.ts';
import { truthOf } from '../support/strangers/model.ts';
import { compareCells } from '../support/table-cells.ts';

/* Reports of other offices as LibreOffice lays them out. `npm run check:strangers` reads all of them, Chromium's as well. */

const fonts = debianFonts('truetype/wqy');
if (fonts === null) console.warn('no Chinese face of Debian: documents of strangers are left out');
const test = fonts === null ? plain.skip : testWith('soffice');
/** Tables side by side, lines across alone, columns that are numbered, heads over pages, sheets. */
const TRIED = ['b01-ministry', 'b06-pairs', 'f01-ministry', 'f04-sheets', 'f05-across'];
const plans = strangers().filter(({ stranger }) => TRIED.includes(stranger.name));
let folder = '';

beforeAll(async () => {
  if (test === plain.skip) return;
  folder = await mkdtemp(join(tmpdir(), 'yugong-strangers-'));
  await makeStrangers(plans, folder, [fonts!, '/usr/share/fonts']);
});
afterAll(() => (folder === '' ? undefined : rm(folder, { recursive: true, force: true })));

describe.each(
  plans.flatMap(({ stranger, way }) =>
    FORMATS[way].map((format) => [`${stranger.name}.${format}`, stranger] as const),
  ),
)('%s', (file, stranger) => {
  test('is read to the last cell, and nothing is found in it', async () => {
    const { value } = await openForeign(await readFile(join(folder, file)), file);
    expect(compareCells(truthOf(stranger), value!).wrong).toEqual([]);
    expect(faultsOf(await audit(value!))).toEqual([]);
  });
});
