import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { openPrinter, type Printer } from '../../src/print/printer.ts';
import { encodeImage, pageImages } from '../support/page-images.ts';
import { ROOT, reportOf } from '../support/sample.ts';

/*
 * Pictures of all pages of the two sample units with the bundled fonts. After looking at new pages,
 * `npm run golden -- --accept` writes them down; what differed is left in .scratch/golden.
 */

const GOLDEN = join(ROOT, 'test', 'golden', 'pages');
const DIFFERENT = join(ROOT, '.scratch', 'golden');
const accept = process.env.GOLDEN === 'accept';
/** Of the dots of a page; a moved line is a hundred times as many. */
const tolerance = 0.0005;

let printer: Printer;

beforeAll(async () => {
  printer = (await openPrinter({ fonts: 'bundled', timeoutMs: 120_000 })).value!;
});

afterAll(() => printer.close());

describe.each([
  ['data/kuerle.yaml', 'kuerle'],
  ['data/demo/2025.yaml', 'demo-2025'],
])('the pages of %s', (file, name) => {
  test('look as accepted', async () => {
    const { value } = await printer.print(await reportOf(file));
    const images = await pageImages(value!);
    const folder = join(GOLDEN, name);
    if (accept) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      for (const [index, image] of images.entries())
        await writeFile(join(folder, fileOf(index)), encodeImage(image));
    }
    expect(images.map((_, index) => fileOf(index))).toEqual((await readdir(folder)).sort());
    const different: string[] = [];
    for (const [index, image] of images.entries()) {
      const golden = PNG.sync.read(await readFile(join(folder, fileOf(index))));
      if (!(await looksLike(image, golden, `${name}-${fileOf(index)}`))) different.push(fileOf(index));
    }
    expect(different).toEqual([]);
  }, 600_000);
});

function fileOf(index: number): string {
  return `${String(index + 1).padStart(2, '0')}.png`;
}

async function looksLike(image: PNG, golden: PNG, name: string): Promise<boolean> {
  const { width, height } = golden;
  if (image.width !== width || image.height !== height) return false;
  const difference = new PNG({ width, height });
  const dots = pixelmatch(image.data, golden.data, difference.data, width, height, { threshold: 0.2 });
  if (dots <= width * height * tolerance) return true;
  await mkdir(DIFFERENT, { recursive: true });
  await writeFile(join(DIFFERENT, name), PNG.sync.write(difference));
  return false;
}
