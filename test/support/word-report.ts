import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readDocument } from '../../src/document/read-document.ts';
import { everyBlock, lineText } from '../../src/document/tree.ts';
import type { Report } from '../../src/render/report.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { PACKS, produceCorrect } from './false-alarms.ts';
import { packs } from './repository-packs.ts';
import { produce } from './sample.ts';
import { wordTextFaults, wordXmlFaults } from './word-faults.ts';

/*
 * `npm run check:word [units]`: the Word documents of the samples and of so many invented units of each pack, 50 unless
 * told, read by another program (mammoth) and, where it is installed, by LibreOffice; held against the schema.
 */

const UNITS = Number(process.argv[2] ?? 50);
const SAMPLES = [
  'data/kuerle.yaml',
  'data/putuo-commerce.yaml',
  'data/demo/2025.yaml',
  'data/demo/2024.yaml',
  'data/demo/education/department.yaml',
  'data/finals/demo-final-2025.yaml',
  'data/finals/putuo-finance-2024.yaml',
];

const total = { documents: 0, faults: 0 };
const opened = new Map<string, { readonly bytes: Uint8Array; readonly report: Report }>();

async function look(name: string, report: Report | null): Promise<void> {
  total.documents++;
  if (report === null) return fault(name, 'no report');
  const bytes = writeWord(planDocument(report));
  for (const each of await wordTextFaults(report.html, bytes)) fault(name, each);
  for (const each of wordXmlFaults(bytes)) fault(name, each);
  opened.set(name, { bytes, report });
}

function fault(name: string, words: string): void {
  total.faults++;
  console.log(`${name}: ${words}`);
  process.exitCode = 1;
}

/** All words of the prose and cells of a report in LibreOffice's text, in their order; white space and line ends are its own. */
async function lookInOffice(folder: string): Promise<void> {
  const files = await Promise.all(
    [...opened].map(async ([name, { bytes }], index) => {
      const file = join(folder, `${index}.docx`);
      await writeFile(file, bytes);
      return { name, file };
    }),
  );
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  await promisify(execFile)('soffice', [
    ...[profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder],
    ...files.map(({ file }) => file),
  ]);
  for (const { name, file } of files) {
    const text = bare(await readFile(file.replace(/docx$/, 'txt'), 'utf8'));
    let from = 0;
    for (const words of wordsOf(opened.get(name)!.report.html)) {
      const at = text.indexOf(bare(words), from);
      if (at < 0) {
        fault(
          name,
          `LibreOffice does not read “${words}” behind “${text.slice(Math.max(0, from - 20), from)}”`,
        );
        break;
      }
      from = at + bare(words).length;
    }
  }
  console.log(`LibreOffice: ${files.length} documents`);
}

function wordsOf(html: string): string[] {
  return [...everyBlock(readDocument(html).blocks)].flatMap((block) => {
    if (block.kind === 'heading') return [lineText(block.runs)];
    if (block.kind === 'paragraph') return block.lines.map(lineText);
    if (block.kind !== 'table') return [];
    return block.rows.flatMap(({ cells }) =>
      cells.filter(({ continues }) => !continues).map(({ text }) => text),
    );
  });
}

function bare(text: string): string {
  return text.replace(/\s|\u200b|\ufeff/g, '');
}

for (const file of SAMPLES) await look(file, (await produce(file)).report);
for (const name of PACKS) {
  const { value: pack } = await packs.pack(name);
  for (let number = 1; number <= UNITS; number++) {
    const { path, production } = await produceCorrect(pack!, number);
    await look(`${name} ${path}`, production.report);
  }
}
if (spawnSync('soffice', ['--version'], { stdio: 'ignore' }).error === undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'yugong-word-'));
  try {
    await lookInOffice(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else console.log('LibreOffice is not installed: its reading is left out');
console.log(`${total.documents} documents, ${total.faults} faults`);
