import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../../src/cli/program.ts';
import { prepareFonts } from '../../src/fonts/fonts.ts';
import { launchBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { openPrinter } from '../../src/print/printer.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { encodeImage, pageImages } from '../support/page-images.ts';
import { reportOf } from '../support/sample.ts';
import { type GalleryPicture, galleryText, PRINTED, SCREENS } from './pictures.ts';

/*
 * `npm run gallery` makes docs/gallery.md and its pictures anew: pages of the samples as they are printed with the bundled
 * faces, and what stands on a screen.
 */

const FOLDER = join(ROOT_FOLDER, 'docs', 'gallery');
const RESOLUTION = 64;
const TIMEOUT_MS = 120_000;
const REGISTER = `名称,层级,文件,年度,批复日期,主管部门
示例市虚构区终身教育办公室,部门,预算、决算,2025,2025-02-12,
示例市虚构区学习中心,单位,预算,2025,2025-02-12,示例市虚构区终身教育办公室
示例市虚构区老年学堂,单位,预算,2025,2025-02-12,示例市虚构区终身教育办公室
`;

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const printed = await printedPictures();
const screens = await screenPictures();
await writeFile(join(ROOT_FOLDER, 'docs', 'gallery.md'), galleryText(printed, screens));
console.log(`docs/gallery.md: ${printed.length + screens.length} pictures`);

async function printedPictures(): Promise<GalleryPicture[]> {
  const printer = (await openPrinter({ fonts: 'bundled', timeoutMs: TIMEOUT_MS })).value!;
  const pictures: GalleryPicture[] = [];
  for (const { name, file, title, pages } of PRINTED) {
    const pdf = (await printer.print(await reportOf(file))).value!;
    const images = await pageImages(pdf, RESOLUTION);
    for (const [number, what] of pages) {
      const picture = `${name}-${number}.png`;
      await writeFile(join(FOLDER, picture), encodeImage(images[number - 1]!));
      pictures.push({ file: picture, group: `${title}（${file}）`, what });
    }
  }
  await printer.close();
  return pictures;
}

async function screenPictures(): Promise<GalleryPicture[]> {
  const work = await mkdtemp(join(tmpdir(), 'yugong-gallery-'));
  const quiet = { out: () => {}, err: () => {}, findings: () => {} };
  const units = ['data/demo', 'data/finals/demo-final-2025.yaml'];
  const out = join(work, 'site');
  const register = join(work, 'register.csv');
  await writeFile(register, REGISTER);
  const folders = ['--out', out, '--work', join(work, 'reports'), '--register', register];
  await runProgram(['publish', ...units, ...folders, '--fonts', 'bundled'], quiet);
  await runProgram(['review', 'data/demo', '--out', work, '--approved', join(work, 'approved')], quiet);
  const { configuration, css } = (await prepareFonts({ fonts: 'bundled' })).value!;
  const options = { timeoutMs: TIMEOUT_MS, fontConfiguration: configuration };
  const running = (await launchBrowser((await findBrowser()).value!, options)).value!;
  const pictures: GalleryPicture[] = [];
  for (const { name, file, what, width, typed } of SCREENS) {
    const page = await running.browser.newPage();
    await page.setViewport({ width, height: 800 });
    // A reader's machine has faces without serifs; here there are those of the program.
    await page.setBypassCSP(true);
    await page.goto(pathToFileURL(join(work, file)).href);
    const sans = file.includes('reports/') ? '' : 'body { font-family: var(--font-hei) !important; }';
    await page.addStyleTag({ content: `${css}\n${sans}` });
    await page.evaluate('document.fonts.ready.then(() => null)');
    if (typed !== undefined) await page.type('#search', typed);
    const picture = `${name}.webp`;
    const content = await page.screenshot({ type: 'webp', quality: 70 });
    await writeFile(join(FOLDER, picture), content);
    pictures.push({ file: picture, group: '屏幕上', what });
    await page.close();
  }
  await running.close();
  await rm(work, { recursive: true });
  return pictures;
}
