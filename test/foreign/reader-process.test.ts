import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { documentText } from '../../src/document/text.ts';
import { READING_LIMITS, ReaderProcess, type ReadingLimits } from '../../src/foreign/reader-process.ts';
import { temporaryFolder } from '../support/command.ts';
import { pageOf, pdfOf, spacesOf } from '../support/pdf-file.ts';

const folder = temporaryFolder();
const reader = new ReaderProcess();
const readers = [reader];
afterAll(() => {
  for (const each of readers) each.close();
  folder.remove();
});

async function read(name: string, content: Buffer | string, by = reader) {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  const { value, findings } = await by.read({ path, label: name, as: 'report' });
  return {
    text: value && documentText(value),
    said: findings.map(({ code, message }) => `${code} ${message}`),
  };
}

const HELLO = 'BT /F1 12 Tf 50 700 Td (715.20) Tj ET';
const many = (count: number, text: string) => text.repeat(count);

test.each<[string, Buffer, ReadingLimits, RegExp]>([
  [
    'states saved without end',
    pageOf(`${many(200_000, 'q ')}${HELLO}`),
    { ...READING_LIMITS, seconds: 1 },
    /读了 1 秒还没有读完/,
  ],
  [
    'a bomb',
    pageOf(spacesOf(1500), { filter: '/Filter/FlateDecode' }),
    { ...READING_LIMITS, megabytes: 250 },
    /内存超过 250 MB，停在第 1 页/,
  ],
])('%s: the reader is ended and the next file is read by another', async (_, bytes, limits, cause) => {
  const bounded = new ReaderProcess(limits);
  readers.push(bounded);
  expect(await read('a.pdf', bytes, bounded)).toMatchObject({
    text: null,
    said: [expect.stringMatching(cause)],
  });
  expect((await read('b.txt', '全年收入715.20万元。', bounded)).text).toContain('715.20');
});

describe('a hostile PDF is refused', () => {
  test.each<[string, Buffer, RegExp]>([
    [
      'a password',
      pageOf(HELLO, {
        trailer: `/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${many(32, '41')}>/U<${many(32, '42')}>>>/ID[<41><41>]`,
      }),
      /文件加了密码/,
    ],
    ['scripts', pageOf(HELLO, { catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' }), /带有脚本/],
    [
      'named scripts',
      pageOf(HELLO, {
        catalog: '/Names<</JavaScript<</Names[(a) 6 0 R]>>>>',
        objects: ['<</S/JavaScript/JS(app.alert\\(1\\))>>'],
      }),
      /带有脚本/,
    ],
    [
      'a hundred thousand pages',
      pdfOf([
        '<</Type/Catalog/Pages 2 0 R>>',
        `<</Type/Pages/Count 100000/Kids[${many(100_000, '3 0 R ')}]>>`,
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
      ]),
      /有 100000 页，超过 3000 页/,
    ],
    ['brackets without end', pageOf(HELLO, { catalog: `/A ${many(300_000, '[')}` }), /无法读取/],
    ['dictionaries without end', pageOf(HELLO, { catalog: `/A ${many(300_000, '<</A ')}` }), /无法读取/],
    ['nothing but zeros', Buffer.alloc(2_000_000), /不是完好的 PDF/],
  ])('%s', async (_, bytes, cause) => {
    expect(await read('a.pdf', bytes)).toMatchObject({ text: null, said: [expect.stringMatching(cause)] });
  });

  test.each<[string, Buffer]>([
    ['a hundred thousand objects', pageOf(HELLO, { objects: Array.from({ length: 100_000 }, () => '<<>>') })],
    [
      'a broken table of objects',
      Buffer.from(
        pageOf(HELLO)
          .toString('latin1')
          .replace(/\d{10} 00000 n/g, '0000000001 00000 n'),
        'latin1',
      ),
    ],
    ['forms that draw themselves', pageOf(`${HELLO} /X Do`, { objects: ['<</A 6 0 R>>'] })],
  ])('%s does no harm', async (_, bytes) => {
    expect((await read('a.pdf', bytes)).text).toContain('715.20');
  });
});

describe('other hostile files', () => {
  test.each<[string, string, string | null]>([
    ['a.html', `${many(200_000, '<div>')}715.20`, 'V01 无法读取 a.html：网页的元素一层套一层，超过 400 层。'],
    [
      'a.html',
      `${many(20_000, '<table><tr><td>')}715.20`,
      'V01 无法读取 a.html：网页的元素一层套一层，超过 400 层。',
    ],
    ['a.txt', many(200_000, '1\t'), null],
    ['a.txt', many(300_000, '甲 '), null],
    ['a.txt', many(100_000, '甲乙丙丁。\n'), null],
  ])('%s', async (name, content, refusal) => {
    expect((await read(name, content)).said).toEqual(refusal === null ? [] : [refusal]);
  });
});

test('a file that is gone is told', async () => {
  const task = { path: join(folder.path, 'none.pdf'), label: 'none.pdf', as: 'report' } as const;
  expect((await reader.read(task)).findings[0]).toMatchObject({ message: '无法读取 none.pdf：打不开。' });
});
