import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { readUnitWorkbook } from '../../src/form/unit-reader.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { planOfFile } from '../support/unit-workbook.ts';

/*
 * The workbook as other programs of spreadsheets save it. WPS is on none of the machines of this project: what it writes is
 * built here from what its files are known to hold.
 */

const plan = await planOfFile(join(DATA_FOLDER, 'demo', '2025.yaml'));
const original = Buffer.from(writeWorkbook(plan));

type Parts = Map<string, string>;

async function read(file: Uint8Array) {
  const { value, findings } = await readWorkbook(Buffer.from(file), '单位.xlsx');
  const unit = value && readUnitWorkbook(value, '单位.xlsx');
  return { tree: unit?.value?.value ?? null, findings: [...findings, ...(unit?.findings ?? [])] };
}

const expected = (await read(original)).tree;

/** The workbook with its XML changed as another program would write it. */
function saved(...changes: readonly ((parts: Parts) => void)[]): Uint8Array {
  const entries = Object.entries(unzipSync(original));
  const parts: Parts = new Map(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
  for (const change of changes) change(parts);
  return zipSync(Object.fromEntries([...parts].map(([name, text]) => [name, strToU8(text)])));
}

const sheetsOf = (parts: Parts): string[] =>
  [...parts.keys()].filter((name) => name.startsWith('xl/worksheets/sheet'));
/** The part of a sheet by its place in the workbook. */
const partOf = (name: string): string =>
  `xl/worksheets/sheet${plan.sheets.findIndex((sheet) => sheet.name === name) + 1}.xml`;
const put = (parts: Parts, name: string, from: string | RegExp, to: string): void => {
  const before = parts.get(name)!;
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  parts.set(name, after);
};

/** Texts in one table, some of them in runs of their own look and with how they are pronounced. */
function sharedTexts(parts: Parts): void {
  const texts: string[] = [];
  for (const name of sheetsOf(parts)) {
    const xml = parts
      .get(name)!
      .replace(/t="inlineStr"><is><t([^>]*)>([^<]*)<\/t><\/is>/g, (_, space: string, text: string) => {
        const half = Math.ceil(text.length / 2);
        const run = (piece: string) =>
          `<r><rPr><sz val="11"/><rFont val="宋体"/></rPr><t xml:space="preserve">${piece}</t></r>`;
        const isCut = texts.length % 3 === 1 && !/[&;]/.test(text);
        texts.push(
          isCut
            ? `${run(text.slice(0, half))}${run(text.slice(half))}<rPh sb="0" eb="1"><t>pin yin</t></rPh><phoneticPr fontId="1" type="noConversion"/>`
            : `<t${space}>${text}</t><phoneticPr fontId="1" type="noConversion"/>`,
        );
        return `t="s"><v>${texts.length - 1}</v>`;
      });
    parts.set(name, xml);
  }
  const items = texts.map((text) => `<si>${text}</si>`).join('');
  parts.set(
    'xl/sharedStrings.xml',
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${texts.length}" uniqueCount="${texts.length}">${items}</sst>`,
  );
  put(
    parts,
    'xl/_rels/workbook.xml.rels',
    '</Relationships>',
    '<Relationship Id="rIdTexts" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
  );
  put(
    parts,
    '[Content_Types].xml',
    '</Types>',
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
  );
}

/** Lists that lead to other sheets stand in the extensions of a sheet. */
function choicesInExtensions(parts: Parts): void {
  for (const name of sheetsOf(parts)) {
    const [whole] = /<dataValidations.*<\/dataValidations>/s.exec(parts.get(name)!) ?? [];
    if (whole === undefined) continue;
    const inside = whole
      .replaceAll(/<(\/?)dataValidation/g, '<$1x14:dataValidation')
      .replaceAll(/<formula1>([^<]*)<\/formula1>/g, '<x14:formula1><xm:f>$1</xm:f></x14:formula1>');
    const list = `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">${inside}</ext></extLst>`;
    parts.set(
      name,
      parts
        .get(name)!
        .replace(whole, () => '')
        .replace('</worksheet>', () => `${list}</worksheet>`),
    );
  }
}

/** The sheet in which WPS keeps pictures of cells, and its mark on the workbook. */
function sheetOfPictures(parts: Parts): void {
  put(
    parts,
    'xl/workbook.xml',
    '</sheets>',
    '<sheet name="WpsReserved_CellImgList" sheetId="99" state="veryHidden" r:id="rIdWps"/></sheets>',
  );
  put(
    parts,
    'xl/_rels/workbook.xml.rels',
    '</Relationships>',
    '<Relationship Id="rIdWps" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet99.xml"/><Relationship Id="rIdImg" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/></Relationships>',
  );
  put(
    parts,
    '[Content_Types].xml',
    '</Types>',
    '<Override PartName="/xl/worksheets/sheet99.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/cellimages.xml" ContentType="application/vnd.wps-officedocument.cellimage+xml"/></Types>',
  );
  parts.set(
    'xl/worksheets/sheet99.xml',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>1</t></is></c></row></sheetData></worksheet>',
  );
  parts.set(
    'xl/cellimages.xml',
    '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>',
  );
}

/** Amounts typed behind an apostrophe, or into cells of texts. */
function amountsAsTexts(parts: Parts): void {
  put(
    parts,
    partOf('预算明细'),
    /<c r="(G\d+)"([^>]*)><v>([\d.]+)<\/v><\/c>/g,
    '<c r="$1"$2 t="inlineStr"><is><t xml:space="preserve"> $3\u00a0</t></is></c>',
  );
}

test.each<[string, ((parts: Parts) => void)[]]>([
  ['texts in one table, in runs, with how they are pronounced', [sharedTexts]],
  ['drop-downs in the extensions', [choicesInExtensions]],
  ['the hidden sheet of pictures', [sheetOfPictures]],
  ['amounts as texts', [amountsAsTexts]],
  ['all of it at once', [amountsAsTexts, sharedTexts, choicesInExtensions, sheetOfPictures]],
])('%s: what was filled in is read', async (_, changes) => {
  const { tree, findings } = await read(saved(...changes));
  expect(findings).toEqual([]);
  expect(tree).toEqual(expected);
});

test.each([
  [false, '45709'],
  [true, '44247'],
])('a date that was typed is the day that is shown; days counted from 1904: %s', async (is1904, serial) => {
  const file = saved((parts) => {
    put(
      parts,
      'xl/styles.xml',
      /<\/cellXfs>/,
      '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>',
    );
    const style =
      parts
        .get('xl/styles.xml')!
        .match(/<cellXfs.*<\/cellXfs>/s)![0]
        .match(/<xf /g)!.length - 1;
    const sheet = partOf('单位信息');
    const [, at] = /<c r="A(\d+)"[^>]*><is><t[^>]*>公开日期/.exec(parts.get(sheet)!)!;
    put(
      parts,
      sheet,
      new RegExp(`<c r="C${at}"[^>]*>.*?</c>`),
      `<c r="C${at}" s="${style}"><v>${serial}</v></c>`,
    );
    if (is1904) put(parts, 'xl/workbook.xml', /<bookViews>/, '<workbookPr date1904="1"/><bookViews>');
  });
  const { tree, findings } = await read(file);
  expect(findings).toEqual([]);
  expect(tree?.date).toBe('2025-02-21');
});

test('a name that was merged over the lines of one field, against the guide, is missed at each of them', async () => {
  const sheet = plan.sheets.find(({ name }) => name === '单位信息')!;
  const rows = sheet.rows.flatMap((cells, index) =>
    cells[0]?.value.startsWith('主要职能') && cells[2]?.value !== '' ? [index + 1] : [],
  );
  expect(rows.length).toBeGreaterThan(1);
  const file = saved((parts) => {
    const part = partOf('单位信息');
    for (const row of rows.slice(1))
      put(parts, part, new RegExp(`(<c r="A${row}"[^>]*?) t="inlineStr">.*?</c>`), '$1/>');
    put(
      parts,
      part,
      '</sheetData>',
      `</sheetData><mergeCells count="1"><mergeCell ref="A${rows[0]}:A${rows.at(-1)}"/></mergeCells>`,
    );
  });
  const { tree, findings } = await read(file);
  expect(tree).toBeNull();
  expect(findings.map(({ code, position }) => `${code} ${position?.place}`)).toEqual(
    rows.slice(1).map((row) => `R08 单位信息!A${row}`),
  );
});
