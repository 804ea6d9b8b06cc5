import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { partOf, sheetDataFile, tableFile, withParts } from '../support/workbooks.ts';

const GOOD = tableFile([
  ['科目', '金额'],
  ['30101', { n: '22.974' }],
]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ole = (stream: string): Buffer =>
  Buffer.concat([OLE, Buffer.alloc(504), Buffer.from(stream, 'utf16le')]);

async function refusal(file: Buffer, limits?: Parameters<typeof readWorkbook>[2]): Promise<string> {
  const { value, findings } = await readWorkbook(file, '填报.xlsx', limits);
  expect(value).toBeNull();
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ code: 'R01', severity: 'error', position: { file: '填报.xlsx' } });
  expect(findings[0]!.hint).not.toBe('');
  return findings[0]!.message;
}

describe('a file that is no workbook', () => {
  test.each([
    ['nothing at all', Buffer.alloc(0), '文件是空的'],
    ['an old .xls or .et', ole('Workbook'), '旧格式的表格文件'],
    ['a password', ole('EncryptedPackage'), '设了打开密码'],
    ['a Word document of old', ole('WordDocument'), '不是 Excel 工作簿'],
    ['a page of the web', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), '网页或文本'],
    ['a CSV by another name', Buffer.from('科目,金额\n30101,1'), '网页或文本'],
    ['other bytes', Buffer.from([1, 2, 3, 0, 5]), '不是 Excel 工作簿'],
    ['a zip of something else', Buffer.from(zipSync({ 'a.txt': strToU8('a') })), '不是 Excel 工作簿'],
    [
      'an OpenDocument table',
      Buffer.from(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') })),
      'OpenDocument',
    ],
  ])('%s', async (_, file, message) => {
    expect(await refusal(file)).toContain(message);
  });
});

describe('a broken workbook', () => {
  test('cut off', async () => {
    expect(await refusal(GOOD.subarray(0, GOOD.length - 40))).toContain('文件损坏');
  });

  test('a damaged part is noticed by its checksum or its length', async () => {
    const damaged = Buffer.from(GOOD);
    const at = damaged.indexOf(Buffer.from('xl/worksheets/sheet1.xml')) + 60;
    for (let index = at; index < at + 40; index += 1) damaged[index] = 0x55;
    expect(await refusal(damaged)).toContain('文件损坏');
  });

  test('a part that ends in the middle', async () => {
    const sheet = partOf(GOOD, 'xl/worksheets/sheet1.xml');
    const cut = withParts(GOOD, { 'xl/worksheets/sheet1.xml': sheet.slice(0, -60) });
    expect(await refusal(cut)).toContain('文件损坏');
  });

  test('a sheet that is not there', async () => {
    expect(await refusal(withParts(GOOD, { 'xl/worksheets/sheet1.xml': null }))).toContain('文件损坏');
  });
});

describe('a workbook with more than cells', () => {
  test.each([
    ['macros', { 'xl/vbaProject.bin': 'x' }, '宏程序'],
    ['macro sheets', { 'xl/macrosheets/sheet1.xml': '<x/>' }, '宏程序'],
    ['links to other workbooks', { 'xl/externalLinks/externalLink1.xml': '<x/>' }, '引用了别的工作簿'],
    ['data connections', { 'xl/connections.xml': '<x/>' }, '外部数据连接'],
  ])('%s', async (_, parts, message) => {
    expect(await refusal(withParts(GOOD, parts))).toContain(message);
  });

  test('a document type declaration, the door of entity bombs', async () => {
    const sheet = partOf(GOOD, 'xl/worksheets/sheet1.xml');
    const bomb = sheet.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet');
    expect(await refusal(withParts(GOOD, { 'xl/worksheets/sheet1.xml': bomb }))).toContain('文档类型声明');
  });
});

describe('a bomb', () => {
  const limits = { entries: 100, part: 1_000_000, total: 2_000_000 };

  test('by the size it declares', async () => {
    const file = withParts(GOOD, { 'xl/worksheets/sheet1.xml': ' '.repeat(1_500_000) });
    expect(await refusal(file, limits)).toContain('解开后过大');
  });

  test('by the size that really comes out', async () => {
    const honest = withParts(GOOD, { 'xl/worksheets/sheet1.xml': ' '.repeat(1_500_000) });
    // Both places that state the size say 10 bytes.
    const lying = Buffer.from(honest);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(1_500_000);
    for (let at = lying.indexOf(size); at !== -1; at = lying.indexOf(size, at + 1))
      lying.writeUInt32LE(10, at);
    expect(await refusal(lying, limits)).toMatch(/解开后过大|文件损坏/);
  });

  test('of many parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`xl/p${index}.xml`, 'x']));
    expect(await refusal(withParts(GOOD, parts), limits)).toContain('解开后过大');
  });

  test('of a million empty rows', async () => {
    expect(await refusal(sheetDataFile('<row/>'.repeat(1_000_000)))).toContain('行数过多');
  });

  test('some thousand empty rows are no harm', async () => {
    const { value } = await readWorkbook(sheetDataFile('<row/>'.repeat(5000)), 'a.xlsx');
    expect(value?.sheets[0]?.rows).toEqual([]);
  });
});
