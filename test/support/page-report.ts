import { readFile } from 'node:fs/promises';
import { measurePages } from './page-measures.ts';
import { layoutOf } from './pdf-layout.ts';

/**
 * `npm run check:pages -- output/*.pdf` tells of printed reports how many lines are stretched, how many divide a number
 * and its unit, how many last lines hold one character, and how many lead-ins stand at the foot of a page; `--list` names them.
 */
const files = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const isListing = process.argv.includes('--list');
const kinds = ['stretched', 'divided', 'orphans', 'leadIns'] as const;
const total = { lines: 0, stretched: 0, divided: 0, orphans: 0, leadIns: 0 };
for (const file of files) {
  const measures = measurePages(await layoutOf(await readFile(file)));
  total.lines += measures.lines;
  for (const kind of kinds) {
    total[kind] += measures[kind].length;
    if (isListing) for (const line of measures[kind]) console.log(`${file}\t${kind}\t${line}`);
  }
}
console.log(JSON.stringify({ reports: files.length, ...total }));
