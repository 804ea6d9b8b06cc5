import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT_FOLDER, SOURCE_FOLDER } from './support/folders.ts';
import { importsOf, withoutComments } from './support/imports.ts';

/** The steps of the flow; each may use itself and what stands before it. */
const STAGES = [
  'model',
  'workbook',
  'load',
  'exchange',
  'validate',
  'derive',
  'narrate',
  'render',
  'publish',
  'check',
  'print',
  'review',
  'batch',
  'generate',
  'preview',
  'cli',
];

/** The files, or folders of files, that a package is kept behind. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@expo-google-fonts/noto-sans-sc': ['print/'],
  '@expo-google-fonts/noto-serif-sc': ['print/'],
  '@sparticuz/chromium': ['print/'],
  chokidar: ['serve/watch.ts'],
  commander: ['cli/'],
  'csv-parse': ['source/csv-cells.ts', 'lists/read-classification.ts'],
  'decimal.js': ['model/money.ts', 'ooxml/stored-number.ts'],
  diff: ['review/edit-runs.ts'],
  fflate: ['ooxml/zip-writer.ts'],
  fontverter: ['fonts/whole-face.ts'],
  'get-east-asian-width': ['cli/display-width.ts', 'ooxml/text-size.ts'],
  handlebars: ['render/'],
  harfbuzzjs: ['print/'],
  htmlparser2: ['render/', 'ooxml/xml-reader.ts'],
  'js-yaml': ['source/yaml.ts', 'source/yaml-tree.ts', 'samples/unit-text.ts'],
  leven: ['model/nearest.ts', 'check/checks/titles.ts'],
  'lxgw-wenkai-webfont': ['print/'],
  'pdfjs-dist': ['foreign/pdf-text.ts'],
  picocolors: ['cli/'],
  'pure-rand': ['samples/random.ts'],
  'puppeteer-core': ['print/'],
  'subset-font': ['fonts/prepared-face.ts'],
  tinyglobby: [
    'kit/test-pack.ts',
    'batch/fingerprint.ts',
    'pack/pack-chain.ts',
    'cli/unit-inputs.ts',
    'cli/workbook-inputs.ts',
    'import/import-workbooks.ts',
  ],
  yaml: ['import/yaml-edit.ts', 'import/yaml-text.ts'],
  yauzl: ['ooxml/zip-reader.ts'],
  zod: [
    'batch/manifest.ts',
    'model/',
    'kinds/schema-fields.ts',
    'source/schema-findings.ts',
    'pack/load-pack.ts',
    'pack/pack-chain.ts',
  ],
};

/** Where the program may touch the machine: files, processes, the clock. */
const EDGES = ['load/', 'print/', 'batch/', 'preview/', 'cli/'];

const files = readdirSync(SOURCE_FOLDER, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();
const textOf = (file: string): string => readFileSync(join(SOURCE_FOLDER, file), 'utf8');
const imports = files.flatMap((file) => importsOf(textOf(file)).map((target) => ({ file, target })));

const isOneOf = (file: string, places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
const shown = ({ file, target }: { file: string; target: string }): string => `${file} → ${target}`;

describe('the reader of imports sees', () => {
  test.each<[string, string[]]>([
    ["import a from 'a';", ['a']],
    ['import type { A } from "./a.ts";', ['./a.ts']],
    ["import {\n  a,\n  type B,\n} from '../b/a.ts';", ['../b/a.ts']],
    ["import './a.ts';", ['./a.ts']],
    ["export * from './a.ts';", ['./a.ts']],
    ["export { a } from './a.ts';\nexport type { B } from './b.ts';", ['./a.ts', './b.ts']],
    ["const { a } = await import('a');", ['a']],
    ["type A = import('./a.ts').A;", ['./a.ts']],
    ["// import a from 'a';\n/* import b from 'b'; */", []],
    ["const text = 'kept apart from the rest';", []],
    ["require.resolve('a/b.json')", ['a/b.json']],
  ])('%j', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});

test('every file belongs to a step of the flow', () => {
  expect(files.filter((file) => !STAGES.includes(file.split('/')[0]!))).toEqual([]);
  expect(files.length).toBeGreaterThan(50);
});

test('no import points to a later step', () => {
  const stage = (file: string): number => STAGES.indexOf(file.split('/')[0]!);
  const later = imports
    .filter(({ target }) => target.startsWith('.'))
    .filter(({ file, target }) => stage(posix.join(dirname(file), target)) > stage(file));
  expect(later.map(shown)).toEqual([]);
});

test('every import of a file leads to one', () => {
  const known = new Set(files);
  const lost = imports
    .filter(({ target }) => target.startsWith('.') && /\.ts$/.test(target))
    .filter(({ file, target }) => !known.has(posix.join(dirname(file), target)));
  expect(lost.map(shown)).toEqual([]);
});

test('no two files need each other', () => {
  const graph = new Map<string, string[]>();
  for (const { file, target } of imports.filter(({ target }) => target.startsWith('.'))) {
    graph.set(file, [...(graph.get(file) ?? []), posix.join(dirname(file), target)]);
  }
  // A template nests: walking it meets blocks, and a block is walked.
  const nesting = 'template/check/walk.ts → template/check/blocks.ts → template/check/walk.ts';
  expect(circlesIn(graph).filter((circle) => circle !== nesting)).toEqual([]);
});

describe('packages', () => {
  const packageOf = (target: string): string => target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  const used = imports.filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'));

  test('are imported only by the modules they are kept behind', () => {
    const astray = used.filter(({ file, target }) => !isOneOf(file, PACKAGES[packageOf(target)] ?? []));
    expect(astray.map(shown)).toEqual([]);
  });

  test('that are kept behind a module are declared', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT_FOLDER, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(Object.keys(PACKAGES)));
  });
});

describe('only the edges of the program', () => {
  test('read and write files and start processes', () => {
    const machine = /^node:(fs|child_process|os|net|http|https|worker_threads|process)(\/|$)/;
    const inside = imports.filter(({ file, target }) => machine.test(target) && !isOneOf(file, EDGES));
    expect(inside.map(shown)).toEqual([]);
  });

  test.each([
    ['process', /\bprocess\s*[.[]/],
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/],
    ['timers', /\bset(Timeout|Interval|Immediate)\b/],
    ['chance', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/],
  ])('look at %s', (_, pattern) => {
    const inside = files.filter(
      (file) => !isOneOf(file, EDGES) && pattern.test(withoutComments(textOf(file))),
    );
    expect(inside).toEqual([]);
  });
});

/** Circles of imports, each as the files it goes through. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    const start = above.indexOf(file);
    if (start !== -1) circles.push([...above.slice(start), file].join(' → '));
    if (start !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...above, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}
