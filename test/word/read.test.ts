import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readDocument } from '../../src/document/read-document.ts';
import { readReportText } from '../../src/document/read-text.ts';
import { documentText } from '../../src/document/text.ts';
import { type Block, everyBlock } from '../../src/document/tree.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { readWord } from '../../src/word/read-word.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { produce } from '../support/sample.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ROOT = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;

/** A document of another program: its body, and other parts. */
function wordFile(body: string, parts: Record<string, string> = {}): Buffer {
  const main = `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`;
  const all = { '_rels/.rels': ROOT, 'word/document.xml': main, ...parts };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)]))),
  );
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...parts: string[]) => `<w:p>${parts.join('')}</w:p>`;
const ins = (content: string) => `<w:ins w:id="1" w:author="甲">${content}</w:ins>`;
const del = (text: string) =>
  `<w:del w:id="2" w:author="甲"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;

async function textOf(file: Buffer, changes?: 'accept' | 'reject'): Promise<string> {
  const { value, findings } = await readWord(file, '文档.docx', changes);
  expect(findings).toEqual([]);
  return documentText(value!);
}

const filled = (text: string) => text.split('\n').filter((line) => line !== '');

describe.each([
  'data/kuerle.yaml',
  'data/putuo-commerce.yaml',
  'data/demo/2025.yaml',
  'data/finals/demo-final-2025.yaml',
])('what was written of %s', (file) => {
  test('comes back as it was, as its own text and as what a comparison reads', async () => {
    const { report } = await produce(file);
    const bytes = Buffer.from(writeWord(planDocument(report!)));
    const text = await textOf(bytes);
    expect(filled(text)).toEqual(filled(report!.text));
    expect(readReportText(text)).toEqual(readReportText(report!.text));
    const { value } = await openForeign(bytes, '报告.docx');
    // Empty rows of empty tables too.
    const heights = (blocks: readonly Block[]) =>
      [...everyBlock(blocks)].flatMap((block) => (block.kind === 'table' ? block.rows.length : []));
    expect(heights(value!.blocks)).toEqual(heights(readDocument(report!.html).blocks));
  });
});

describe('tracked changes', () => {
  test.each<[string, string, string, string]>([
    [
      'words',
      paragraph(run('基本支出'), del('508.18'), ins(run('509.18')), run('万元。')),
      '　　基本支出509.18万元。\n',
      '　　基本支出508.18万元。\n',
    ],
    [
      'a paragraph that came',
      paragraph(run('甲。')) +
        `<w:p><w:pPr><w:rPr><w:ins w:id="3"/></w:rPr></w:pPr>${ins(run('乙。'))}</w:p>` +
        paragraph(run('丙。')),
      '　　甲。\n　　乙。\n　　丙。\n',
      '　　甲。\n　　丙。\n',
    ],
    [
      'a paragraph that went',
      `<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>${del('甲。')}</w:p>${paragraph(run('乙。'))}`,
      '　　乙。\n',
      '　　甲。\n　　乙。\n',
    ],
    [
      'two paragraphs that became one',
      `<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>${run('甲，')}</w:p>${paragraph(run('乙。'))}`,
      '　　甲，乙。\n',
      '　　甲，\n　　乙。\n',
    ],
    [
      'a row',
      `<w:tbl><w:tr><w:tc>${paragraph(run('甲'))}</w:tc></w:tr><w:tr><w:trPr><w:ins w:id="4"/></w:trPr><w:tc>${paragraph(ins(run('乙')))}</w:tc></w:tr></w:tbl>`,
      '甲\n乙\n',
      '甲\n',
    ],
    [
      'words that moved',
      `<w:p><w:moveFrom w:id="5">${run('甲')}</w:moveFrom>${run('乙')}<w:moveTo w:id="6">${run('甲')}</w:moveTo></w:p>`,
      '　　乙甲\n',
      '　　甲乙\n',
    ],
  ])('%s', async (_, body, accepted, rejected) => {
    expect(await textOf(wordFile(body))).toBe(accepted);
    expect(await textOf(wordFile(body), 'reject')).toBe(rejected);
  });
});

describe('a document of others', () => {
  test('headings by style or outline, fields by their result, boxes once, contents not at all', async () => {
    const styles = `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="a4"><w:name w:val="我的标题"/><w:basedOn w:val="a3"/></w:style></w:styles>`;
    const rels = `<Relationships><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>`;
    const body = [
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph(run('目录'))}</w:sdtContent></w:sdt>`,
      paragraph('<w:pPr><w:pStyle w:val="a4"/></w:pPr>', run('一、概况')),
      paragraph('<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', run('第一部分')),
      paragraph(
        run('第'),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run('3'),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        run('页'),
      ),
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph(run('框'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph(run('框'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    ].join('');
    const file = wordFile(body, { 'word/styles.xml': styles, 'word/_rels/document.xml.rels': rels });
    expect(await textOf(file)).toBe('一、概况\n\n第一部分\n　　第3页\n　　框\n');
    const { value } = await readWord(file, '文档.docx');
    expect(value!.blocks.map((block) => ('level' in block ? block.level : block.kind))).toEqual([
      2,
      1,
      'paragraph',
      'paragraph',
    ]);
  });

  test('merged cells of a table', async () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`;
    const body = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('科目', '<w:vMerge w:val="restart"/>')}${cell('金额', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('', '<w:vMerge/>')}${cell('合计')}${cell('其中')}</w:tr><w:tr>${cell('205')}${cell('1.00')}${cell('')}</w:tr></w:tbl>`;
    const { value } = await readWord(wordFile(body), '文档.docx');
    const [table] = value!.blocks;
    expect(table).toMatchObject({
      columnCount: 3,
      rows: [
        {
          section: 'head',
          cells: [
            { text: '科目', rowSpan: 2 },
            { text: '金额', colSpan: 2 },
          ],
        },
        {
          section: 'head',
          cells: [
            { text: '合计', column: 1 },
            { text: '其中', column: 2 },
          ],
        },
        { section: 'body', cells: [{ kind: 'code' }, { kind: 'amount', text: '1.00' }, {}] },
      ],
    });
  });
});

describe('is refused as a whole', () => {
  const good = wordFile(paragraph(run('甲')));
  const external = (type: string) => ({
    'word/_rels/document.xml.rels': `<Relationships><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="https://example.org/a" TargetMode="External"/></Relationships>`,
  });
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), '文件是空的'],
    ['a page of the web', Buffer.from('<html>'), '网页或文本'],
    ['another zip', Buffer.from(zipSync({ 'a.txt': strToU8('a') })), '不是 Word 文档'],
    ['cut off', good.subarray(0, good.length - 30), '文件损坏'],
    ['macros', wordFile('', { 'word/vbaProject.bin': 'x' }), '带有宏程序'],
    ['a template elsewhere', wordFile('', external('attachedTemplate')), 'attachedTemplate'],
    ['a picture elsewhere', wordFile('', external('image')), '从别处取内容'],
    [
      'an entity',
      wordFile('', {
        'word/document.xml': `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="${W}"/>`,
      }),
      '文档类型声明',
    ],
    [
      'a part that ends in the middle',
      wordFile('', { 'word/document.xml': '<w:document><w:body><w:p>' }),
      '文件损坏',
    ],
    ['100000 paragraphs', wordFile('<w:p/>'.repeat(100_000)), '段落或者单元格过多'],
    ['an abyss', wordFile('<w:p>'.repeat(5000) + '</w:p>'.repeat(5000)), '文件损坏'],
  ])('%s', async (_, file, message) => {
    const { value, findings } = await readWord(file, '收到的.docx');
    expect(value).toBeNull();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code: 'V01', severity: 'error', position: { file: '收到的.docx' } });
    expect(findings[0]!.message).toContain(message);
  });

  test('a bomb', async () => {
    const bomb = wordFile(paragraph(run(' '.repeat(2_000_000))));
    expect(bomb.length).toBeLessThan(20_000);
    const limits = { entries: 100, part: 1_000_000, total: 1_000_000 };
    const { findings } = await readWord(bomb, '收到的.docx', 'accept', limits);
    expect(findings[0]!.message).toContain('解开后过大');
  });

  test('a link to click is none of these', async () => {
    expect(await textOf(wordFile(paragraph(run('甲')), external('hyperlink')))).toBe('　　甲\n');
  });
});
