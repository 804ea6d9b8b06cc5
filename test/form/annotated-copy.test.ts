import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { annotatedCopy } from '../../src/form/annotated-copy.ts';
import type { Finding } from '../../src/model/finding.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { testWith } from '../support/other-programs.ts';
import { folderWith } from '../support/temp-folder.ts';
import { planOfFile, readBackFile } from '../support/unit-workbook.ts';
import { partOf, tableFile, withParts } from '../support/workbooks.ts';

const plan = await planOfFile(join(DATA_FOLDER, 'demo', '2025.yaml'));
const original = Buffer.from(writeWorkbook(plan));

function found(place: string | null, message: string, code = 'E05'): Finding {
  const position = place === null ? null : { file: '单位.xlsx', line: 1, column: 1, place };
  return { code, severity: 'error', message, hint: '改正。', position };
}

const FOUND = [
  found('单位信息!C9', '缺少单位名称。', 'L10'),
  found('单位信息!A1', '栏目的名称改过。', 'R03'),
  found('单位信息!C9', '名称有问题。'),
  found('没有的表!A1', '缺少工作表。', 'R02'),
  found(null, '与整份文件有关。'),
];

/** The notes of a sheet by cell; formatting and authors left out. */
function notesOf(file: Uint8Array, part: string): Record<string, string> {
  const notes = partOf(file, part).matchAll(/<comment ref="(\w+)"[^>]*>(.*?)<\/comment>/gs);
  const textOf = (xml: string) =>
    [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((match) => match[1]).join('');
  return Object.fromEntries([...notes].map(([, ref, xml]) => [ref!, textOf(xml!).replaceAll('&#10;', '\n')]));
}

async function valuesOf(file: Uint8Array) {
  const folder = await folderWith({ '单位.xlsx': file });
  const { value, findings } = await readBackFile(join(folder, '单位.xlsx'));
  expect(findings).toEqual([]);
  return value!.value;
}

test('a copy has what was found on its cells, above what stood there, and the same values', async () => {
  const before = Buffer.from(original);
  const copy = (await annotatedCopy(original, FOUND, '单位.xlsx'))!;
  expect(original.equals(before)).toBe(true);
  const notes = notesOf(copy, 'xl/comments2.xml');
  expect(notes.C9).toBe(
    '【检查】错误 L10：缺少单位名称。怎么改：改正。\n错误 E05：名称有问题。怎么改：改正。',
  );
  expect(notes.A1).toMatch(/^【检查】错误 R03：栏目的名称改过。怎么改：改正。\n——————\n从下拉列表中选择。/);
  const [guide] = plan.sheets;
  expect(guide!.name).toBe('填表说明');
  expect(partOf(copy, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain('comments');
  const first = Object.values(
    notesOf(
      copy,
      /comments\d+/
        .exec(partOf(copy, 'xl/worksheets/_rels/sheet1.xml.rels'))![0]
        .replace(/^/, 'xl/')
        .concat('.xml'),
    ),
  );
  expect(first).toEqual([
    '【检查】共有错误 5 个，写在有关单元格的批注里。\n位置：单位信息!C9、单位信息!A1。\n错误 R02：缺少工作表。怎么改：改正。\n错误 E05：与整份文件有关。怎么改：改正。',
  ]);
  expect(await valuesOf(copy)).toEqual(await valuesOf(original));
});

test('a second run takes the notes of the first away and leaves all others', async () => {
  const once = (await annotatedCopy(original, FOUND, '单位.xlsx'))!;
  const twice = (await annotatedCopy(Buffer.from(once), [found('单位信息!C12', '另一处。')], '单位.xlsx'))!;
  const notes = notesOf(twice, 'xl/comments2.xml');
  const { C12, ...left } = notes;
  expect(C12).toBe('【检查】错误 E05：另一处。怎么改：改正。');
  expect(left).toEqual(notesOf(original, 'xl/comments2.xml'));
  const boxes = partOf(twice, 'xl/drawings/vmlDrawing2.vml').match(/<v:shape /g);
  expect(boxes).toHaveLength(Object.keys(notes).length);
});

test('a sheet without notes gets the part, what leads to it, and the reference where the standard wants it', async () => {
  const plain = tableFile([['甲']]);
  const sheet = partOf(plain, 'xl/worksheets/sheet1.xml').replace(
    '</worksheet>',
    '<extLst><ext uri="x"/></extLst></worksheet>',
  );
  const copy = (await annotatedCopy(
    withParts(plain, { 'xl/worksheets/sheet1.xml': sheet }),
    [found('Sheet1!A1', '错了。')],
    '单位.xlsx',
  ))!;
  expect(partOf(copy, 'xl/worksheets/sheet1.xml')).toMatch(/<legacyDrawing [^>]*r:id="[^"]+"\/><extLst>/);
  expect(partOf(copy, '[Content_Types].xml')).toMatch(
    /^[^>]*>\s*<Types[^>]*><Default Extension="(vml|rels)"/,
  );
  expect(partOf(copy, '[Content_Types].xml')).toContain('/xl/comments1.xml');
});

test('what is no workbook has no copy', async () => {
  expect(await annotatedCopy(Buffer.from('科目,金额'), FOUND, '单位.xlsx')).toBeNull();
});

testWith('soffice')(
  'LibreOffice keeps values, drop-downs and notes, and the next run replaces its own',
  async () => {
    const copy = (await annotatedCopy(original, FOUND, '单位.xlsx'))!;
    const folder = await folderWith({ '单位.xlsx': copy });
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [
      profile,
      '--headless',
      '--convert-to',
      'xlsx',
      '--outdir',
      join(folder, 'saved'),
      join(folder, '单位.xlsx'),
    ];
    expect(spawnSync('soffice', args, { stdio: 'ignore' }).status).toBe(0);
    const saved = readFileSync(join(folder, 'saved', '单位.xlsx'));
    expect(await valuesOf(saved)).toEqual(await valuesOf(original));
    const choicesOf = (file: Uint8Array) =>
      plan.sheets.map((_, index) => {
        const xml = partOf(file, `xl/worksheets/sheet${index + 1}.xml`);
        const choices = [...xml.matchAll(/<dataValidation ([^>]*type="list"[^>]*)>\s*<formula1>([^<]*)/g)];
        return choices.map(([, attributes, list]) => {
          const [, first, last] = /sqref="([A-Z]+\d+)(?::[A-Z]+(\d+))?"/.exec(attributes!)!;
          // LibreOffice ends what goes on for thousands of lines a thousand lines behind the last that is filled in.
          const reach = Math.min(Number(last ?? 0), 1000);
          return `${first} ${reach > 999 ? '…' : ''} ${list!.replaceAll("'", '').replaceAll('&quot;', '"')}`;
        });
      });
    expect(choicesOf(saved)).toEqual(choicesOf(original));
    expect(notesOf(saved, 'xl/comments2.xml').C9).toContain('缺少单位名称');
    const next = (await annotatedCopy(saved, [found('单位信息!C12', '另一处。')], '单位.xlsx'))!;
    const { C9, C12 } = notesOf(next, 'xl/comments2.xml');
    expect([C9, C12]).toEqual([undefined, '【检查】错误 E05：另一处。怎么改：改正。']);
    writeFileSync(join(folder, '下一份.xlsx'), next);
    expect((await readBackFile(join(folder, '下一份.xlsx'))).value!.value).toEqual(await valuesOf(original));
  },
);
