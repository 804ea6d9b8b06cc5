import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { audit, faultsOf } from './audit-text.ts';
import { strangers } from './strangers/documents.ts';
import { FORMATS, makeStrangers } from './strangers/make.ts';
import { truthOf } from './strangers/model.ts';
import { compareCells } from './table-cells.ts';

/*
 * `npm run check:strangers -- <folder> [name…] [--keep] [--notes]`: documents in the forms of other offices, made by
 * LibreOffice and Chromium, read and audited: cells read right / all, and what is found in them though nothing is wrong.
 * `--keep` takes the files that are there.
 */

const [folder = '/tmp/strangers', ...others] = process.argv.slice(2);
const only = others.filter((each) => !each.startsWith('--'));

async function main(): Promise<void> {
  const plans = strangers().filter(
    ({ stranger }) => only.length === 0 || only.some((each) => stranger.name.startsWith(each)),
  );
  const fonts = join(process.env.YUGONG_TEST_FONTS ?? '/', 'usr/share/fonts');
  if (!others.includes('--keep')) await makeStrangers(plans, folder, [fonts, '/usr/share/fonts']);
  let [right, all, alarms] = [0, 0, 0];
  for (const { stranger, way } of plans) {
    const truth = truthOf(stranger);
    for (const format of FORMATS[way]) {
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
