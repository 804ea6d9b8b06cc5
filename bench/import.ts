import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExport } from '../src/import/export-reader.ts';
import { loadImportAliases } from '../src/lists/read-import-aliases.ts';
import { readWorkbook } from '../src/ooxml/read-workbook.ts';
import { writeWorkbook } from '../src/ooxml/write-workbook.ts';

/*
 * Import of a ledger export: `npm run bench -- import [lines]`. Prints the time and the memory of the process at its
 * highest, the file of the export included.
 */

const DEFAULT_LINES = 50_000;
const UNITS = 200;
const HEAD = [
  '单位名称',
  '功能科目编码',
  '经济科目编码',
  '支出类型',
  '项目名称',
  '资金来源',
  '是否结转',
  '金额（元）',
  '上年金额（元）',
];

function exportFile(count: number): Uint8Array {
  const rows = Array.from({ length: count }, (_, index) => {
    const amount = String(index * 13 + 7) + '.25';
    const texts = [
      `第${index % UNITS}单位`,
      '2010350',
      '30101',
      '项目支出',
      `项目${index}`,
      '一般公共预算',
      '否',
    ];
    const cells = texts.map((value) => ({ value, style: {} }));
    return [
      ...cells,
      { value: amount, isNumber: true, style: {} },
      { value: amount, isNumber: true, style: {} },
    ];
  });
  const head = HEAD.map((value) => ({ value, style: {} }));
  return writeWorkbook({
    title: '',
    author: '',
    sheets: [{ name: '明细', columns: [], rows: [head, ...rows] }],
  });
}

export async function run(args: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const path = join(folder, 'export.xlsx');
    if (process.env.EXPORT_FILE === undefined) {
      await writeFile(path, exportFile(Number(args[0] ?? DEFAULT_LINES)));
      // Measured in a process of its own, that does not carry the memory of making the file.
      const { spawnSync } = await import('node:child_process');
      const { status } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
        env: { ...process.env, EXPORT_FILE: path },
        stdio: 'inherit',
      });
      process.exitCode = status ?? 1;
    } else {
      const aliases = await loadImportAliases('data/import/aliases.yaml', 'data/import/aliases.yaml');
      const start = performance.now();
      const bytes = await readFile(process.env.EXPORT_FILE);
      const { value } = await readWorkbook(bytes, 'export.xlsx');
      const ledgers = readExport(value!, 'export.xlsx', { aliases: aliases.value!, unit: null });
      const seconds = (performance.now() - start) / 1000;
      const lines = (ledgers.value ?? []).reduce((sum, { current }) => sum + current.length, 0);
      const megabytes = process.resourceUsage().maxRSS / 1024;
      console.log(
        `${lines} lines of ${ledgers.value?.length} units, ${(bytes.length / 1e6).toFixed(1)} MB: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB at most`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
