import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { inTemporaryFolder } from '../support/command.ts';
import { testWith } from '../support/other-programs.ts';
import { openPdf } from '../support/pdf.ts';
import { runHere } from '../support/run-here.ts';
import { bare } from '../support/sample.ts';

// Office programs join and shrink files with it.
testWith('gs')('a report that goes through Ghostscript keeps every character', async () => {
  await inTemporaryFolder(async (folder) => {
    const { code } = await runHere([
      'render',
      'data/kuerle.yaml',
      '--out',
      folder,
      '--fonts',
      'bundled',
      '--format',
      'pdf',
    ]);
    expect(code).toBe(0);
    const original = join(folder, 'kuerle.pdf');
    const joined = join(folder, 'joined.pdf');
    await promisify(execFile)('gs', [
      '-q',
      '-dBATCH',
      '-dNOPAUSE',
      '-sDEVICE=pdfwrite',
      `-sOutputFile=${joined}`,
      original,
    ]);
    const before = await openPdf(await readFile(original));
    const after = await openPdf(await readFile(joined));
    expect(after.pages).toHaveLength(before.pages.length);
    for (const [index, { text }] of before.pages.entries()) {
      expect([...bare(after.pages[index]!.text)].sort().join('')).toBe([...bare(text)].sort().join(''));
    }
  });
});
