import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fontConfiguration } from '../../../src/fonts/font-configuration.ts';
import type { StrangerPlan, Way } from './documents.ts';
import { htmlOf, textDocumentOf, workbookOf } from './writers.ts';

const run = promisify(execFile);

/** The formats in which a document is there to be read. */
export const FORMATS: Readonly<Record<Way, readonly string[]>> = {
  browser: ['pdf', 'html'],
  office: ['pdf'],
  word: ['pdf', 'docx'],
  sheet: ['pdf', 'xlsx'],
};

/** Writes documents of strangers into a folder with the programs of strangers; `fonts`: folders of Chinese faces. */
export async function makeStrangers(
  plans: readonly StrangerPlan[],
  folder: string,
  fonts: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const configuration = join(folder, 'fonts.conf');
  const [first, ...others] = fonts;
  await writeFile(
    configuration,
    fontConfiguration(first!, join(folder, 'fontconfig'), null).replace(
      '</dir>',
      `</dir>${others.map((each) => `<dir>${each}</dir>`).join('')}`,
    ),
  );
  const env = { ...process.env, FONTCONFIG_FILE: configuration };
  const office = async (format: string, files: readonly string[]): Promise<void> => {
    if (files.length === 0) return;
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, ...files], {
      env,
    });
  };
  const of = (way: Way, extension: string): string[] =>
    plans
      .filter((plan) => plan.way === way)
      .map(({ stranger }) => join(folder, `${stranger.name}.${extension}`));
  for (const { stranger, way } of plans) {
    const path = join(folder, stranger.name);
    if (way === 'browser') await writeFile(`${path}.html`, htmlOf(stranger));
    else if (way === 'sheet') await writeFile(`${path}.fods`, workbookOf(stranger));
    else await writeFile(`${path}.fodt`, textDocumentOf(stranger));
  }
  await office('docx', of('word', 'fodt'));
  await office('xlsx', of('sheet', 'fods'));
  await office('pdf', [...of('office', 'fodt'), ...of('word', 'docx'), ...of('sheet', 'xlsx')]);
  for (const file of of('browser', 'html')) {
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
    const profile = `--user-data-dir=${join(folder, 'browser')}`;
    await run(
      'chromium',
      [...options, profile, `--print-to-pdf=${file.replace(/html$/, 'pdf')}`, `file://${file}`],
      {
        env,
      },
    );
  }
}
