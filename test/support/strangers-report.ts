import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fontConfiguration } from '../../src/fonts/font-configuration.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { audit, faultsOf } from './audit-text.ts';
import { type StrangerPlan, strangers } from './strangers/documents.ts';
import { truthOf } from './strangers/model.ts';
import { htmlOf, textDocumentOf, workbookOf } from './strangers/writers.ts';
import { compareCells } from './table-cells.ts';

/*
 * `npm run check:strangers -- <folder> [name…] [--keep]`: documents in the forms of other offices, made by other programs,
 * read and audited: cells read right / all, and what is found in them though nothing is wrong. `--keep` takes the files
 * that are there.
 */

const run = promisify(execFile);
const [folder = '/tmp/strangers', ...others] = process.argv.slice(2);
const only = others.filter((each) => !each.startsWith('--'));
const keeps = others.includes('--keep');

async function make(plans: readonly StrangerPlan[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const fonts = join(folder, 'fonts.conf');
  const root = process.env.YUGONG_TEST_FONTS ?? '/';
  writeFileSync(
    fonts,
    fontConfiguration(join(root, 'usr/share/fonts'), join(folder, 'fontconfig'), null).replace(
      '</dir>',
      '</dir><dir>/usr/share/fonts</dir>',
    ),
  );
  const env = { ...process.env, FONTCONFIG_FILE: fonts };
  const office = (format: string, files: readonly string[]) =>
    files.length === 0
      ? null
      : run(
          'soffice',
          [
            `-env:UserInstallation=file://${join(folder, 'profile')}`,
            '--headless',
            '--convert-to',
            format,
            '--outdir',
            folder,
            ...files,
          ],
          { env },
        );
  const of = (way: StrangerPlan['way'], extension: string): string[] =>
    plans
      .filter((plan) => plan.way === way)
      .map(({ stranger }) => join(folder, `${stranger.name}.${extension}`));
  for (const { stranger, way } of plans) {
    const path = join(folder, stranger.name);
    if (way === 'browser') writeFileSync(`${path}.html`, htmlOf(stranger));
    else if (way === 'sheet') writeFileSync(`${path}.fods`, workbookOf(stranger));
    else writeFileSync(`${path}.fodt`, textDocumentOf(stranger));
  }
  await office('docx', of('word', 'fodt'));
  await office('xlsx', of('sheet', 'fods'));
  await office('pdf', [...of('office', 'fodt'), ...of('word', 'docx'), ...of('sheet', 'xlsx')]);
  for (const file of of('browser', 'html'))
    await run(
      'chromium',
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-pdf-header-footer',
        `--user-data-dir=${join(folder, 'browser')}`,
        `--print-to-pdf=${file.replace(/html$/, 'pdf')}`,
        `file://${file}`,
      ],
      { env },
    );
}

async function main(): Promise<void> {
  const plans = strangers().filter(
    ({ stranger }) => only.length === 0 || only.some((each) => stranger.name.startsWith(each)),
  );
  if (!keeps) await make(plans);
  let [right, all, alarms] = [0, 0, 0];
  for (const { stranger, way } of plans) {
    const truth = truthOf(stranger);
    for (const format of {
      browser: ['pdf', 'html'],
      office: ['pdf'],
      word: ['pdf', 'docx'],
      sheet: ['pdf', 'xlsx'],
    }[way]) {
      const path = join(folder, `${stranger.name}.${format}`);
      const { value } = await openForeign(readFileSync(path), path);
      const cells = value ? compareCells(truth, value) : { all: 0, right: 0, wrong: ['没有读出'] };
      const findings = value ? await audit(value) : [];
      const faults = faultsOf(findings);
      right += cells.right;
      all += cells.all;
      alarms += faults.length;
      console.log(
        `${stranger.name}.${format}：${cells.right} / ${cells.all} 格，${faults.length} 个错误和警告`,
      );
      for (const each of cells.wrong) console.log(`    格 ${each}`);
      for (const each of faults.slice(0, 8)) console.log(`    ！${each}`);
      if (others.includes('--notes'))
        for (const { severity, code, message } of findings)
          if (severity === 'note') console.log(`    · ${code} ${message}`);
    }
  }
  console.log(`共 ${right} / ${all} 格，${alarms} 个错误和警告`);
}

await main();
