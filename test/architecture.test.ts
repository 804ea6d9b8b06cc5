import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT_FOLDER, SOURCE_FOLDER, sourceFiles } from './support/folders.ts';
import { importsOf, withoutComments } from './support/imports.ts';

/**
 * The picture of the house in CONTRIBUTING.md: floors from the top down, each a line of rooms between bars. A room stands
 * above every room it imports.
 */
const FLOORS = floorsOf(readFileSync(join(ROOT_FOLDER, 'CONTRIBUTING.md'), 'utf8'));
const ROOMS = FLOORS.flat();

/** What a room must not know even where its floor would allow it. */
const MUST_NOT_KNOW: Readonly<Record<string, readonly string[]>> = {
  // Foreign documents and those of our own are the same thing.
  document: ['template', 'pack', 'books', 'kinds', 'ooxml', 'pdf'],
  foreign: ['pack', 'books', 'kinds', 'template', 'render', 'figures'],
  // A figure has no words, a phrase no page.
  figures: ['document', 'template', 'render', 'ooxml'],
  words: ['document', 'template', 'render'],
  template: ['pack', 'books', 'figures', 'words'],
  pack: ['books', 'kinds', 'figures'],
  // The PDF file and its faces know no budget and no browser.
  pdf: ['books', 'pack', 'figures', 'print', 'render'],
  fonts: ['print', 'pdf', 'pack', 'books'],
  print: ['books', 'pack', 'figures', 'words', 'template', 'check'],
  check: ['write', 'print', 'fonts', 'pdf', 'foreign'],
  ooxml: ['kinds', 'books', 'pack', 'document'],
  samples: ['books', 'pack', 'render', 'report'],
  word: ['books', 'pack', 'kinds', 'figures', 'template', 'render'],
};

/** The files, or rooms, that a package is kept behind. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@expo-google-fonts/noto-sans-sc': ['fonts/'],
  '@expo-google-fonts/noto-serif-sc': ['fonts/'],
  '@sparticuz/chromium': ['print/'],
  bullmq: ['queue/'],
  chokidar: ['serve/watch.ts'],
  commander: ['cli/'],
  'csv-parse': ['source/csv-cells.ts', 'lists/read-classification.ts'],
  'decimal.js': ['model/money.ts', 'ooxml/shown-number.ts', 'ooxml/stored-number.ts'],
  'css-select': ['word/stylesheet.ts'],
  diff: ['review/edit-runs.ts'],
  fflate: ['ooxml/zip-writer.ts'],
  fontverter: ['fonts/whole-face.ts'],
  'get-east-asian-width': ['cli/display-width.ts', 'ooxml/text-size.ts'],
  handlebars: ['template/'],
  harfbuzzjs: ['fonts/'],
  htmlparser2: ['document/', 'ooxml/xml-reader.ts'],
  'js-yaml': ['source/yaml.ts', 'source/yaml-tree.ts', 'samples/unit-text.ts'],
  leven: ['model/nearest.ts', 'check/law-titles.ts'],
  'lxgw-wenkai-webfont': ['fonts/'],
  'pdfjs-dist': ['foreign/'],
  pg: ['queue/engine.ts'],
  picocolors: ['cli/'],
  'pure-rand': ['samples/random.ts'],
  postcss: ['word/css-rules.ts'],
  'puppeteer-core': ['print/'],
  'subset-font': ['fonts/prepared-face.ts'],
  tinyglobby: [
    'kit/test-pack.ts',
    'work/fingerprint.ts',
    'source/list-files.ts',
    'pack/pack-chain.ts',
    'cli/foreign-inputs.ts',
    'cli/report-pairs.ts',
    'cli/unit-inputs.ts',
    'cli/workbook-inputs.ts',
    'import/import-workbooks.ts',
  ],
  yaml: ['import/yaml-edit.ts', 'import/yaml-text.ts'],
  yauzl: ['ooxml/zip-reader.ts'],
  zod: [
    'batch/manifest.ts',
    'queue/',
    'work/record-schema.ts',
    'kinds/',
    'lists/check-words.ts',
    'lists/final-sheets.ts',
    'lists/import-aliases.ts',
    'model/filter.ts',
    'model/money-format.ts',
    'pack/',
    'publish/site-manifest.ts',
    'source/schema-findings.ts',
  ],
};

/** Where the program may touch the machine: files, processes, the clock. */
const EDGES = [
  'files/',
  'source/read-text.ts',
  'source/git-text.ts',
  'lists/read-classification.ts',
  'pack/load-pack.ts',
  'pack/pack-files.ts',
  'form/workbook-file.ts',
  'fonts/',
  'foreign/read-task.ts',
  'foreign/reader-process.ts',
  'print/',
  'batch/',
  'queue/',
  'work/',
  'import/existing-unit.ts',
  'review/approved-texts.ts',
  'review/report-source.ts',
  'review/returned-words.ts',
  'review/review-site.ts',
  'publish/collect-documents.ts',
  'publish/site-files.ts',
  'publish/site-manifest.ts',
  'kit/new-pack.ts',
  'kit/test-pack.ts',
  'serve/',
  'cli/',
  'index.ts',
];

const files = sourceFiles();
const textOf = (file: string): string => readFileSync(join(SOURCE_FOLDER, file), 'utf8');
const imports = files.flatMap((file) => importsOf(textOf(file)).map((target) => ({ file, target })));

/** The face of the program for other programs; it stands in no room. */
const FACE: readonly string[] = ['index.ts'];

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

describe('the picture of the house', () => {
  test('names every room, and no other', () => {
    const inRooms = files.filter((file) => file.includes('/'));
    const rooms = [...new Set(inRooms.map((file) => file.split('/')[0]!))].sort();
    expect([...ROOMS].sort()).toEqual(rooms);
    expect(files.filter((file) => !file.includes('/'))).toEqual(FACE);
  });

  test('says of every room what it is', () => {
    const page = readFileSync(join(ROOT_FOLDER, 'CONTRIBUTING.md'), 'utf8');
    expect(ROOMS.filter((room) => !page.includes(`| \`${room}\` |`))).toEqual([]);
  });

  test('has no arrow that runs up or along a floor', () => {
    expect(astray(imports).map(shown)).toEqual([]);
  });

  test('would show an arrow that does', () => {
    const planted = [
      { file: 'model/money.ts', target: '../books/unit.ts' },
      { file: 'pdf/pdf-finish.ts', target: '../print/printer.ts' },
    ];
    expect(astray(planted)).toEqual(planted);
  });
});

test('no room knows what it must not', () => {
  const known = arrows(imports).filter(({ from, to }) => MUST_NOT_KNOW[from]?.includes(to));
  expect(known.map(shown)).toEqual([]);
  const named = Object.entries(MUST_NOT_KNOW).flat(2);
  expect(named.filter((room) => !ROOMS.includes(room))).toEqual([]);
});

test('no module asks for its own folder: a program put together has another one', () => {
  expect(files.filter((file) => withoutComments(textOf(file)).includes('import.meta.dirname'))).toEqual([]);
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

/** The imports from one room into another. */
function arrows(list: readonly { file: string; target: string }[]) {
  return list
    .filter(({ target }) => target.startsWith('.'))
    .map((arrow) => {
      const to = posix.join(dirname(arrow.file), arrow.target);
      return { ...arrow, from: arrow.file.split('/')[0]!, to: to.split('/')[0]! };
    })
    .filter(({ file, from, to }) => file.includes('/') && from !== to);
}

/** Imports that do not run down. */
function astray(list: readonly { file: string; target: string }[]) {
  const floor = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));
  return arrows(list)
    .filter(({ from, to }) => floor(to) <= floor(from))
    .map(({ file, target }) => ({ file, target }));
}

/** The floors of the picture: lines such as `│ figures · words │`, from the top down. */
function floorsOf(page: string): string[][] {
  return page
    .split('\n')
    .map((line) => /^ *│ ([a-z· ]+?) *│/.exec(line)?.[1])
    .filter((rooms) => rooms !== undefined)
    .map((rooms) => rooms.split('·').map((room) => room.trim()));
}

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
