import { cacheFolderPath, openCacheFolder } from '../files/cache-folder.ts';
import { type FontChoice, type FontRole, fontRoles } from '../fonts/font-catalog.ts';
import { type FontSet, prepareFonts } from '../fonts/fonts.ts';
import type { Finding } from '../model/finding.ts';
import { launchBrowser, type RunningBrowser } from './browser.ts';
import { type BrowserBinary, findBrowser } from './browser-binary.ts';
import { wallClock, withDeadline } from './deadline.ts';
import { loadPage, storeShell } from './loaded-page.ts';
import { openPrinter, type PrinterOptions } from './printer.ts';

/** Which face a role resolves to on this machine. */
export interface RoleFace {
  readonly role: FontRole;
  /** Family name as the font itself has it, `Noto Serif SC`. */
  readonly family: string;
  /** False for a face installed on the system. */
  readonly bundled: boolean;
}

/** What printing would work with here. */
export interface PrintFacts {
  readonly browser: BrowserBinary | null;
  readonly cache: { readonly path: string; readonly usable: boolean };
  /** Empty when the fonts could not be asked for. */
  readonly faces: readonly RoleFace[];
  /** What a printed sample, read back, does not keep (P08), and faces not printed with (P09); null where none was printed. */
  readonly textLayer: readonly Finding[] | null;
  readonly findings: readonly Finding[];
}

/** Characters whose glyphs fonts share with radicals, in every face that a report uses. */
const SAMPLE =
  '项目支出人民币金额见表自文言行走车马鱼鸟龙门雨风食首香骨高鬼黄黑鼓鼻齿龟一二八十口土士大女子小山工己';

/**
 * Finds out what printing would use, by trying it: the browser is found, checked to the last byte and
 * started, the fonts are prepared, the browser says which face it takes for every role, and a sample is printed and
 * read back. Throws nothing; what is wrong is in `findings`.
 *
 * Example: `(await probePrinting({ fonts: 'auto', timeoutMs: 30_000 })).faces[0]` →
 * `{ role: 'song', family: 'Noto Serif SC', bundled: true }`
 */
export async function probePrinting(options: {
  readonly fonts: FontChoice;
  readonly timeoutMs: number;
}): Promise<PrintFacts> {
  const path = cacheFolderPath();
  const cache = await openCacheFolder(path);
  const facts = { cache: { path, usable: cache.value !== null } };
  if (cache.value === null)
    return { ...facts, browser: null, faces: [], textLayer: null, findings: cache.findings };
  const browser = await findBrowser({ thorough: true });
  const fonts = await prepareFonts(options);
  const findings = [...browser.findings, ...fonts.findings];
  if (browser.value === null || fonts.value === null) {
    return { ...facts, browser: browser.value, faces: [], textLayer: null, findings };
  }
  const textLayer = await printedSample(options);
  // Without the fonts' configuration: only what a page reads from a file can be told from what the system has.
  const launched = await launchBrowser(browser.value, options);
  if (launched.value === null) {
    return {
      ...facts,
      browser: browser.value,
      faces: [],
      textLayer,
      findings: [...findings, ...launched.findings],
    };
  }
  try {
    const asked = launched.value.whileRunning(resolveRoles(launched.value, fonts.value, options.timeoutMs));
    const limit = { ms: options.timeoutMs, clock: wallClock, waitingFor: () => '字体' };
    const faces = await withDeadline(asked, limit);
    return { ...facts, browser: browser.value, faces, textLayer, findings };
  } catch {
    // A browser too old to be asked still prints.
    return { ...facts, browser: browser.value, faces: [], textLayer, findings };
  } finally {
    await launched.value.close();
  }
}

async function resolveRoles(
  { browser, pipe }: RunningBrowser,
  { css, urls, folder, official }: FontSet,
  timeoutMs: number,
): Promise<RoleFace[]> {
  const page = await browser.newPage();
  const shell = await storeShell(folder);
  const loaded = await loadPage(page, { pipe, css, urls, shell, timeoutMs });
  // Before there is a document: afterwards the first answer may come before the page is laid out anew.
  await page.emulateMediaType('print');
  // A document shows itself only where the window is no wider than a page.
  await page.setViewport({ width: 800, height: 600 });
  const samples = fontRoles.map(
    (role) => `<p id="${role}" style="font-family: var(--font-${role})">预算公开</p>`,
  );
  await loaded.show(`<!doctype html><html><body>${samples.join('')}</body></html>`, { css: '', urls: [] });
  const session = await page.createCDPSession();
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const faces: RoleFace[] = [];
  for (const role of fontRoles) {
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: `#${role}` });
    const { fonts: used } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    const main = [...used].sort((a, b) => b.glyphCount - a.glyphCount)[0];
    if (main !== undefined)
      faces.push({
        role,
        family: main.familyName,
        bundled: main.isCustomFont && !official.includes(main.familyName),
      });
  }
  return faces;
}

/** What a sample in all faces does not keep once it is printed; null where it is not printed. */
async function printedSample(options: PrinterOptions): Promise<readonly Finding[] | null> {
  const { value: printer } = await openPrinter(options);
  if (printer === null) return null;
  try {
    const lines = fontRoles.map((role) => `<p style="font-family: var(--font-${role})">${SAMPLE}</p>`);
    const html = `<!doctype html><html lang="zh-CN"><body>${lines.join('')}</body></html>`;
    const { value, findings } = await printer.print({
      html,
      title: '样张',
      author: '预公',
      date: '2025-01-01',
    });
    return value && findings.filter(({ code }) => code === 'P08' || code === 'P09');
  } finally {
    await printer.close();
  }
}
