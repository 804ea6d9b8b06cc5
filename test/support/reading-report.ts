import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../src/document/read-document.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { audit, faultsOf } from './audit-text.ts';
import { compareCells } from './table-cells.ts';

/*
 * `npm run check:reading -- <folders…>`: reports rendered in several formats (`render … --format pdf,html,txt,docx,xlsx`)
 * read as those of others: cells of tables read right / all, held against the page of the same report, and what the audit
 * finds in what it read.
 */
const FORMATS = ['pdf', 'docx', 'xlsx', 'txt', 'html'] as const;

async function main(): Promise<void> {
  for (const folder of process.argv.slice(2)) {
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.html'),
    );
    const counts = new Map(FORMATS.map((format) => [format, { files: 0, right: 0, all: 0, faults: 0 }]));
    const shown: string[] = [];
    for (const page of pages.sort()) {
      const expected = readDocument(readFileSync(join(folder, page), 'utf8'));
      for (const format of FORMATS) {
        const path = join(folder, page.replace(/html$/, format));
        if (!existsSync(path)) continue;
        const { value } = await openForeign(readFileSync(path), path);
        const cells = value ? compareCells(expected, value) : { all: 0, right: 0, wrong: ['没有读出'] };
        const faults = value ? faultsOf(await audit(value)) : [];
        const count = counts.get(format)!;
        count.files++;
        count.right += cells.right;
        count.all += cells.all;
        count.faults += faults.length;
        if (shown.length < 40)
          for (const each of [...cells.wrong.slice(0, 2), ...faults.slice(0, 2)])
            shown.push(`${page} ${format}：${each}`);
      }
    }
    console.log(`${folder}：${pages.length} 份报告`);
    for (const [format, { files, right, all, faults }] of counts)
      if (files > 0) console.log(`  ${format}：${right} / ${all} 格，${files} 份，${faults} 个错误和警告`);
    for (const each of shown) console.log(`  ${each}`);
  }
}

await main();
