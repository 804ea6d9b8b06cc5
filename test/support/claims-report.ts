import { openPrinter } from '../../src/print/printer.ts';
import { claimedPdf } from './claim-faults.ts';
import { produceInvented } from './every-report.ts';

/* `npm run check:claims`: 200 generated units with charts and data, printed and read back. */

const UNITS = Number(process.argv[2] ?? 200);
const SEED = 47;
const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 120_000 });
if (printer === null) throw new Error('no browser');
let charts = 0;
let faulty = 0;
try {
  for (let number = 1; number <= UNITS; number++) {
    const { report } = await produceInvented(SEED, number, { charts: '印' });
    if (report === null) throw new Error(`unit ${number} has no report`);
    const { alternatives, faults } = await claimedPdf(report, printer);
    charts += alternatives.length;
    if (faults.length > 0) faulty++;
    for (const fault of faults) console.log(`第 ${number} 个单位：${fault}`);
  }
} finally {
  await printer.close();
}
console.log(
  `${UNITS} 个单位，${charts} 幅图：${UNITS - faulty} 个声明 PDF/UA-1 和 PDF/A-3a，${faulty} 个有问题`,
);
if (faulty > 0) process.exitCode = 1;
