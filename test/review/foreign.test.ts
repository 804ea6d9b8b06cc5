import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isReportText, readReportText } from '../../src/document/read-text.ts';
import type { ReportDocument } from '../../src/document/report-document.ts';
import { readForeignText } from '../../src/foreign/read-foreign.ts';
import { readPdf } from '../../src/foreign/read-pdf.ts';
import { compareReports } from '../../src/review/compare.ts';
import { printText } from '../../src/review/print-text.ts';
import { changesOf } from '../../src/review/report-diff.ts';
import { fromPdf } from '../../src/review/report-source.ts';
import { EXACT, type Part, type Sameness, YEAR_LATER } from '../../src/review/word-diff.ts';
import { temporaryFolder } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';
import { fixture } from '../support/sample.ts';

const published = readForeignText(fixture('published/prose.txt'));
const shown = (
  before: ReportDocument,
  after: ReportDocument,
  scope: 'all' | 'prose' | 'tables' = 'prose',
): string[] =>
  printText(compareReports(before, after, scope).diff, { context: 0 })
    .split('\n')
    .filter((line) => /^ {2}[~#>+-] /.test(line));

describe('the generated PDF of the sample', () => {
  const folder = temporaryFolder();
  let pdf: ReportDocument;
  let own: ReportDocument;

  beforeAll(async () => {
    await runHere([
      'render',
      'data/kuerle.yaml',
      '--out',
      folder.path,
      '--fonts',
      'bundled',
      '--format',
      'pdf,txt',
    ]);
    const bytes = await readFile(join(folder.path, 'kuerle.pdf'));
    const { value, findings } = await readPdf(bytes, 'kuerle.pdf');
    if (value === null) throw new Error(findings.map(({ message }) => message).join());
    pdf = fromPdf(value);
    own = readReportText(await readFile(join(folder.path, 'kuerle.txt'), 'utf8'));
  });
  afterAll(() => folder.remove());

  test('does not differ from the published prose', () => {
    expect(shown(published, pdf)).toEqual([]);
    expect(shown(pdf, published)).toEqual([]);
    expect(published.sections[0]!.items.length).toBeGreaterThan(100);
  });

  test('does not differ from its own text, tables included', () => {
    expect(shown(own, pdf, 'all')).toEqual([]);
    expect(compareReports(own, pdf, 'all').scope).toBe('all');
  });

  test('shows one changed amount of the prose as one change', () => {
    const changed = readForeignText(fixture('published/prose.txt').replace('增长8.99%', '增长9.98%'));
    expect(shown(changed, pdf)).toEqual([expect.stringContaining('增长[-9.98%-]{+8.99%+}')]);
  });

  test('shows one changed cell as one change', () => {
    const text = (document: ReportDocument) =>
      document.sections.flatMap(({ items }) =>
        items.flatMap((item) => (item.type === 'table' ? item.rows : [])),
      );
    const rows = text(own);
    expect(rows.length).toBeGreaterThan(150);
    const sections = own.sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        item.type === 'table' && item.caption.text.startsWith('表 6 ')
          ? {
              ...item,
              rows: item.rows.map((row) => ({
                cells: row.cells.map((cell) => (cell.text === '7.75' ? { ...cell, text: '7.57' } : cell)),
              })),
            }
          : item,
      ),
    }));
    expect(shown({ ...own, sections }, pdf, 'tables')).toEqual([
      expect.stringContaining('302 01 办公费'),
      expect.stringContaining('302 01 办公费'),
    ]);
  });
});

describe('pasted text', () => {
  const paste = (text: string) => readForeignText(text);
  const own = () => readForeignText(fixture('published/prose.txt'));

  test('line breaks, spaces, page numbers and width are no changes', () => {
    const broken = fixture('published/prose.txt')
      .split('\n')
      .filter((line) => !line.startsWith('〔'))
      .map((line, index) => line.replace(/(.{17})/gu, '$1\n') + (index % 9 === 0 ? `\n— ${index} —\n` : ''))
      .join('\n')
      .replaceAll('；', ';')
      .replaceAll('2025', '２０２５');
    expect(shown(paste(broken), own())).toEqual([]);
    expect(shown(own(), paste(broken))).toEqual([]);
  });

  test('a missing sentence is told as removed, a further paragraph as new', () => {
    const lines = fixture('published/prose.txt').split('\n');
    const without = lines.filter((line) => !line.startsWith('政府性基金预算未安排')).join('\n');
    expect(shown(own(), paste(without))).toEqual(['  - [-政府性基金预算未安排。-]']);
    const more = `${lines.slice(0, 20).join('\n')}\n本单位今年另有一笔尚未下达的补助资金，待上级文件下达以后按照规定程序办理预算追加并及时公开。\n${lines.slice(20).join('\n')}`;
    expect(shown(own(), paste(more))).toEqual([expect.stringMatching(/^ {2}\+ \{\+本单位今年另有一笔/)]);
  });

  test.each([
    ['— 12 —', true],
    ['12', true],
    ['第 3 页 共 20 页', true],
    ['3/20', true],
    ['2025年', false],
    ['合计 3.00', false],
  ])('%s is a page number: %s', (line, expected) => {
    expect(readForeignText(`${line}\n`).sections[0]!.items).toHaveLength(expected ? 0 : 1);
  });
});

test('text of this program is told from pasted text', () => {
  expect(isReportText('第一部分 概况\n\n一、职能\n　　（一）办理业务。\n')).toBe(true);
  expect(isReportText('　　甲。乙。\n')).toBe(false);
  expect(isReportText(fixture('published/prose.txt'))).toBe(false);
});

test('what is no PDF is an error with a remedy, not a crash', async () => {
  const { value, findings } = await readPdf(new TextEncoder().encode('%PDF-1.7 broken'), '坏.pdf');
  expect(value).toBeNull();
  expect(findings).toEqual([
    expect.objectContaining({ code: 'V01', message: expect.stringContaining('坏.pdf') }),
  ]);
});

test('two foreign texts are compared by the lines of the first', () => {
  const { diff } = compareReports(
    readForeignText('甲项3.00万元。\n乙项4.00万元。'),
    readForeignText('甲项3.00万元。乙项5.00\n万元。'),
  );
  expect(changesOf(diff)).toHaveLength(1);
});

/** The parts of every changed sentence. */
function changedParts(before: ReportDocument, after: ReportDocument, sameness: Sameness): Part[][] {
  return changesOf(compareReports(before, after, 'prose', sameness).diff).flatMap((change) =>
    change.type === 'sentence' ? [[...change.sentence.parts]] : [],
  );
}

describe('last year, where a side is foreign text', () => {
  const pieces = (before: string, after: string): string[] =>
    changedParts(readForeignText(before), readForeignText(after), YEAR_LATER).flatMap((parts) =>
      parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text),
    );

  test.each([
    ['2024年收入预算3.00万元。', '2025年收入预算3.00万元。', []],
    ['2024 年收入预算3.00万元。', '2025年收入预算 3.00 万元。', []],
    ['甲单位2024年收入预算3.00万元。', '甲单位20\n25年收入预算3.00万元。', []],
    ['2024年收入预算3.00万元。', '2025年收入预算3.10万元。', ['3.00万元', '3.10万元']],
    ['2024年收入预算3.00万元。', '2024年收入预算3.00万元。', ['2024年', '2024年']],
    ['2025年收入预算3.00万元。', '2024年收入预算3.00万元。', ['2025年', '2024年']],
  ])('%j → %j', (before, after, expected) => {
    expect(pieces(before, after)).toEqual(expected);
  });

  test('a whole published text of last year has no change but what changed', () => {
    const now = fixture('published/prose.txt');
    const then = now.replace(/\d{4}(?=年)/g, (year) => String(Number(year) - 1)).replace('8.99%', '8.98%');
    const parts = changedParts(readForeignText(then), readForeignText(now), YEAR_LATER);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toContainEqual({ kind: 'added', text: '8.99%' });
  });
});

test('an unlike paragraph stands as one removed and one added, in foreign text too', () => {
  const gone =
    '负责全县教师队伍建设、学校布局调整和义务教育阶段招生的组织实施，指导中小学开展课外活动和校园安全工作。';
  const fresh =
    '编制本地区水资源规划并监督执行，承担河道湖泊治理、农村饮水安全和抗旱防汛物资的储备，组织水土流失防治。';
  const parts = changedParts(
    readForeignText(`第一条内容不变。\n${gone}\n第三条内容不变。`),
    readForeignText(`第一条内容不变。\n${fresh}\n第三条内容不变。`),
    EXACT,
  );
  expect(parts).toEqual([
    [
      { kind: 'removed', text: gone },
      { kind: 'added', text: fresh },
    ],
  ]);
});

test('radicals in a text count as the ideographs they stand for', async () => {
  const folder = temporaryFolder();
  try {
    const { code, stdout } = await runHere([
      'render',
      'data/kuerle.yaml',
      '--format',
      'txt',
      '--out',
      folder.path,
    ]);
    expect([code, stdout]).toEqual([0, expect.any(String)]);
    const file = join(folder.path, 'kuerle.txt');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll('项目', '项⽬').replaceAll('人', '⼈'));
    expect((await runHere(['diff', file, 'data/kuerle.yaml'])).stdout).toContain('没有差别');
  } finally {
    folder.remove();
  }
});
