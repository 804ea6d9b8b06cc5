import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readDocument } from '../../src/document/read-document.ts';
import { lineText } from '../../src/document/tree.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { produce } from '../support/sample.ts';
import { compareCells, tablesOf } from '../support/table-cells.ts';

const PUBLISHED = join(ROOT_FOLDER, 'test/fixtures/foreign/untagged-putuo.pdf');

describe('tables of a PDF without tags, made by another program', () => {
  let opened: ReturnType<typeof openForeign>;
  beforeAll(async () => {
    opened = openForeign(readFileSync(PUBLISHED), 'untagged-putuo.pdf');
    await opened;
  });

  test('every cell stands where our own document has it', async () => {
    const { value, findings } = await opened;
    const { report } = await produce('data/putuo-commerce.yaml');
    expect(findings).toEqual([]);
    expect(compareCells(readDocument(report!.html), value!)).toEqual({ all: 781, right: 781, wrong: [] });
  });

  test('one that goes on over two pages is one, with its head once; places are pages and lines', async () => {
    const { value } = await opened;
    const [, income] = tablesOf(value!);
    const last = income!.rows.at(-1)!.cells;
    expect(income!.caption).toBe('2025年预算单位收入预算总表 编制单位：上海市普陀区商务委员会 单位：元');
    expect(last.map(({ text }) => text)).toContain('371,514,655.00');
    expect(last.find(({ text }) => text === '合计')?.at?.place).toBe('第3页第16行');
    expect(income!.rows.filter(({ section }) => section === 'head')).toHaveLength(3);
  });

  test('a note below a table is a note, page numbers are nothing', async () => {
    const { value } = await opened;
    const paragraphs = value!.blocks.filter((block) => block.kind === 'paragraph');
    expect(paragraphs.filter(({ role }) => role === 'note')).toHaveLength(2);
    expect(
      paragraphs.flatMap(({ lines }) => lines.map(lineText)).filter((text) => /\d+\s*\/\s*10/.test(text)),
    ).toEqual([]);
  });
});

test.each([
  ['nothing', Buffer.from('')],
  ['no PDF', Buffer.from('%PDF-1.7 and then nothing of it')],
])('%s is refused', async (_, bytes) => {
  const { value, findings } = await openForeign(bytes, 'x.pdf');
  expect(value).toBeNull();
  expect(findings.map(({ code, message }) => [code, message])).toEqual([
    ['V01', '无法读取 x.pdf：不是完好的 PDF。'],
  ]);
});
