import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageFolder } from '../../src/files/package-folder.ts';
import { readSfnt, writeSfnt } from '../../src/fonts/sfnt.ts';
import { openPrinter, type Printer } from '../../src/print/printer.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { familyNames } from '../support/font-names.ts';
import { readTags } from '../support/pdf-tags.ts';
import { type PdfContent, pdfObjectText, readPdfContent } from './read-pdf.ts';
import { sampleBody, sampleJob } from './sample-document.ts';

const options = { fonts: 'bundled', timeoutMs: 60_000 } as const;
let printer: Printer;

beforeAll(async () => {
  const opened = await openPrinter(options);
  expect(opened.findings).toEqual([]);
  printer = opened.value!;
});

afterAll(() => printer.close());

async function print(body?: string, head?: string, codes: readonly string[] = []): Promise<Uint8Array> {
  const { value, findings } = await printer.print(sampleJob(body, head));
  expect(findings.map(({ code }) => code)).toEqual(codes);
  return value!;
}

describe('a printed report', () => {
  let pdf: Uint8Array;
  let content: PdfContent;
  let objects: string;

  beforeAll(async () => {
    pdf = await print();
    content = await readPdfContent(pdf);
    objects = pdfObjectText(pdf);
  });

  test('keeps its text as ordinary characters', () => {
    const text = content.pages.join('');
    expect(text).toContain('一、人民生活的预算');
    expect(text).toContain('（一）收入预算');
    expect(text).toContain('增加59.02万元，增长8.99%。“三公”经费—面积12㎡※①≥≤＞＜〔2025〕1号');
    expect(text).not.toMatch(/[\u2e80-\u2fdf]/);
  });

  test('embeds every font as TrueType, none as drawings', () => {
    expect(objects).toContain('/Subtype /CIDFontType2');
    expect(objects).not.toContain('/Type3');
    expect(objects.match(/\/FontFile2 /g)?.length).toBe(new Set(objects.match(/\/FontName \S+/g)).size);
    for (const name of [
      'NotoSerifSC-Regular',
      'NotoSerifSC-Bold',
      'NotoSansSC-Medium',
      'LXGWWenKai-Regular',
    ]) {
      expect(objects).toContain(name);
    }
  });

  test('is titled, tagged, in Chinese, and has bookmarks', () => {
    expect(content.title).toBe('库尔勒市人民政府办公室2025年单位预算公开');
    expect(content.author).toBe('库尔勒市人民政府办公室');
    expect(content.language).toBe('zh-CN');
    expect(content.tagged).toBe(true);
    expect(objects).toContain('/StructTreeRoot');
    expect(objects).toContain('/S /TH');
    expect(content.outline).toEqual([
      '库尔勒市人民政府办公室2025年单位预算公开',
      '一、人民生活的预算',
      '表2 单位收入总体情况表',
    ]);
  });

  test('has upright and landscape A4 pages with their numbers', () => {
    expect(content.sizes).toEqual([
      [210, 297],
      [297, 210],
    ]);
    expect(content.pages[1]).toContain('— 2 —');
  });

  test('says in its metadata what its document information says, and what its colours are', () => {
    const metadata = Buffer.from(
      /<\?xpacket begin[\s\S]*?<\?xpacket end="w"\?>/.exec(objects)![0],
      'latin1',
    ).toString();
    expect(metadata).toContain(
      '<rdf:li xml:lang="x-default">库尔勒市人民政府办公室2025年单位预算公开</rdf:li>',
    );
    expect(metadata).toContain('<rdf:li>zh-CN</rdf:li>');
    expect(metadata).toContain('<xmp:CreateDate>2025-02-21T00:00:00+08:00</xmp:CreateDate>');
    expect(objects).toContain('/S /GTS_PDFA1');
    expect(objects.match(/\/DisplayDocTitle true/g)).toHaveLength(1);
  });

  test('is counted by readers as its pages are numbered', async () => {
    expect(content.labels).toEqual(['1', '2']);
  });

  test('is read in the order of the document, page numbers last', () => {
    expect(content.pages[0]).toMatch(/^库尔勒市人民政府办公室2025年单位预算公开一、[\s\S]*— 1 —$/);
  });

  test('bears the date of the data, not of printing', () => {
    expect(objects).toContain("/CreationDate (D:20250221000000+08'00')");
    expect(objects.match(/\(D:\d{14}/g)).toHaveLength(2);
  });

  test('is the same to the byte after other documents, beside others, and in another process', async () => {
    await print('<h1>别的单位</h1><table><tr><th scope="col">甲</th></tr></table>');
    const [first, , second] = await Promise.all([print(), print('<p>别的单位</p>'), print()]);
    expect(Buffer.compare(first, pdf)).toBe(0);
    expect(Buffer.compare(second, pdf)).toBe(0);
    const script = fileURLToPath(new URL('print-once.ts', import.meta.url));
    const other = execFileSync(process.execPath, ['--import', 'tsx', script], { maxBuffer: 1 << 26 });
    expect(Buffer.compare(other, pdf)).toBe(0);
  });
});

describe('the tags of a document', () => {
  const rows = Array.from({ length: 70 }, (_, row) => `<tr><td>项目</td><td>${row}.00</td></tr>`).join('');
  const table = `<table><caption><div style="float: right">单位：万元</div>收支表</caption>
    <thead><tr><th>项目</th><th>预算数</th></tr></thead><tbody>${rows}</tbody></table>`;
  /** Only the browser writes tags of this type. */
  const byBrowser = '/S /NonStruct';

  test.each([
    ['floats and repeated heads of tables', `<p>上文</p>${table}<p>下文</p>`],
    ['a paragraph over several pages', `<p>${'收支平衡，略有结余。'.repeat(300)}</p>`],
    ['links', '<p>见<a href="#t">表一</a>、<a href="https://example.com/">网站</a></p><h1 id="t">表一</h1>'],
    ['a list', '<ul><li>甲</li><li>乙</li></ul>'],
    ['what is positioned', '<p>甲</p><p style="position: absolute; right: 0">旁注</p><p>乙</p>'],
    ['bold and slanted type that no font has', '<p class="kai"><b>粗</b>与<i>斜</i></p>'],
  ])('are ours with %s', async (_, body) => {
    const pdf = await print(body);
    expect(pdfObjectText(pdf)).not.toContain(byBrowser);
    const { pages, unmarked, artifacts } = await readTags(pdf);
    expect(unmarked).toEqual([]);
    expect(artifacts.join('')).toContain('—1—');
    const written = body.replace(/<[^>]*>|\s/g, '');
    expect(pages.map(({ text }) => text).join('')).toHaveLength(written.length);
  });

  test('are drawn in the order of the document, what floats beside a title after it', async () => {
    const beside =
      '<div style="float: left">编制单位：办公室</div><div style="float: right">单位：万元</div>';
    const titled = `<table><caption><div>收支表</div>${beside}</caption><thead><tr><th>项目</th></tr></thead>
      <tbody><tr><td>甲</td></tr></tbody></table>`;
    const { pages } = await readPdfContent(await print(`<p>上文</p>${titled}`));
    expect(pages[0]).toMatch(/上文\s*收支表\s*编制单位：办公室\s*单位：万元\s*项目/);
  });

  test('name a link by its words', async () => {
    const objects = pdfObjectText(await print('<p>见<a href="#t">表一 收支</a></p><h1 id="t">表一</h1>'));
    expect(objects).toMatch(/\/Subtype \/Link[^>]*\/Contents <FEFF88684E0000206536652F>/);
  });

  test.each([
    ['a level of headings left out', '<h1>甲</h1><h3>乙</h3>', '标题从一级开始，不跳级'],
    [
      'a row that is too short',
      '<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>',
      '各行栏数相同',
    ],
    [
      'cells without a head',
      '<table><tr><th scope="row">甲</th><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>',
      '表头',
    ],
  ])('claim nothing with %s, and say why', async (_, body, told) => {
    const { value, findings } = await printer.print(sampleJob(body));
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['P11', 'note']]);
    expect(findings[0]!.message).toContain(told);
    expect(pdfObjectText(value!)).not.toMatch(/pdfuaid|pdfaid/);
    expect(pdfObjectText(value!)).not.toContain(byBrowser);
  });

  test('lead from a link to its words and back', async () => {
    const objects = pdfObjectText(await print('<p>见<a href="#t">表一</a></p><h1 id="t">表一</h1>'));
    expect(objects).toMatch(/\/S \/Link [^\n]*\/K \[\d+ <<\/Type \/OBJR \/Pg \d+ 0 R \/Obj \d+ 0 R>>\]/);
    // One page has the key 0.
    expect(objects).toMatch(/\/Subtype \/Link[^>]*\/StructParent 1\b/);
    expect(objects).toMatch(/\/Nums \[0 \d+ 0 R 1 \d+ 0 R\]/);
  });

  test.each([
    ['words that only the style knows', '<p class="x">甲</p>', '<style>.x::before { content: "前" }</style>'],
    ['numbers of a list', '<ol><li>甲</li><li>乙</li></ol>', ''],
    [
      'a picture',
      `<p>甲<img alt="章" src="data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')}"></p>`,
      '',
    ],
    ['half-transparent words', '<p>甲</p><p style="opacity: 0.5">乙</p>', ''],
    ['letters that the style changes', '<p style="text-transform: uppercase">abc</p>', ''],
    [
      'something that stands on every page',
      `<p style="position: fixed">草稿</p><p>${'甲。'.repeat(900)}</p>`,
      '',
    ],
  ])('are the browser’s with %s', async (_, body, head) => {
    // Told, and with what reading back finds: of drawn words that they are drawings.
    const { value: pdf, findings } = await printer.print(sampleJob(body, head));
    expect(findings[0]).toMatchObject({ code: 'P07', severity: 'note' });
    expect(findings.slice(1).filter(({ code }) => code !== 'P08')).toEqual([]);
    expect(pdfObjectText(pdf!)).toContain(byBrowser);
    expect((await readPdfContent(pdf!)).tagged).toBe(true);
    expect(Buffer.compare((await printer.print(sampleJob(body, head))).value!, pdf!)).toBe(0);
  });
});

test.each([0, 15, 45, 90])(
  'documents in print are answered when the printer closes, after %d ms',
  async (wait) => {
    // Long enough for a page that is just being opened to be waited for in vain.
    const { value: closing } = await openPrinter({ fonts: 'bundled', timeoutMs: 600_000 });
    const prints = [1, 2, 3, 4].map(() => closing!.print(sampleJob()));
    await new Promise((resolve) => setTimeout(resolve, wait));
    await closing!.close();
    for (const { value, findings } of await Promise.all(prints)) {
      if (value === null) expect(findings.map(({ code }) => code)).toEqual(['P05']);
      else expect(findings).toEqual([]);
    }
  },
);

describe('what a document may not do', () => {
  let server: Server;
  let address: string;
  const requests: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end('outside');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.close();
  });

  test('loads nothing from the network and no other file', async () => {
    const pdf = await print(
      `<p>前</p><img src="${address}/image.png"><iframe src="file:///etc/passwd"></iframe><iframe src="${address}/frame"></iframe>
       <object data="file:///etc/passwd"></object><svg><image href="${address}/svg.png"/></svg><img src="file:///etc/hostname">
       <meta http-equiv="refresh" content="0;url=${address}/refresh"><p style="background: url(${address}/back.png)">后</p>`,
      `<link rel="stylesheet" href="${address}/style.css"><link rel="preload" as="font" href="${address}/font.ttf">
       <style>@import url(${address}/import.css); @font-face { font-family: z; src: url(${address}/z.ttf) } p { font-family: z, var(--font-song) }</style>`,
      ['P07'],
    );
    const { pages } = await readPdfContent(pdf);
    expect(pages.join('')).toContain('前后');
    expect(pages.join('')).not.toContain('root:');
    expect(requests).toEqual([]);
  });

  test('runs no script', async () => {
    const pdf = await print(
      `<p>原文</p><script>document.body.innerHTML = '改写'</script><img src="data:," onerror="document.body.innerHTML = '改写'">
       <svg onload="document.body.innerHTML = '改写'"></svg><details open ontoggle="document.body.innerHTML = '改写'"></details>`,
      '',
      ['P07'],
    );
    const { pages } = await readPdfContent(pdf);
    expect(pages.join('')).toContain('原文');
    expect(pages.join('')).not.toContain('改写');
  });

  test('leaves no trace in the next document', async () => {
    const before = await print();
    await print('<p>甲</p>', '<style>p { color: red } @page { size: A5 }</style>');
    expect(Buffer.compare(await print(), before)).toBe(0);
  });
});

describe('characters outside the common set', () => {
  test('print when a bundled face has them', async () => {
    const pdf = await print('<p>王䶮、<b>𬭎</b></p><p class="kai">䶮&#x2CB4E;</p><h1>䶮</h1>');
    const { pages } = await readPdfContent(pdf);
    expect(pages.join('')).toContain('王䶮、𬭎䶮𬭎䶮');
    expect(pdfObjectText(pdf)).not.toContain('/Type3');
  });

  test('are reported when no face has them, and nothing is printed', async () => {
    const { value, findings } = await printer.print(sampleJob('<p>\u{1F600}，⼈民，\uE123</p>'));
    expect(value).toBeNull();
    expect(findings.map(({ code, severity, position }) => [code, severity, position])).toEqual([
      ['P10', 'error', null],
      ['P10', 'error', null],
      ['P10', 'error', null],
    ]);
    expect(findings[0]?.message).toContain('U+2F08');
    expect(findings[0]?.hint).toContain('“人”');
    expect(findings[2]?.message).toContain('U+1F600');
  });
});

test('an official face is printed where it is installed under its own name, with ideographs in its text', async () => {
  await inTemporaryFolder(async (folder) => {
    const before = process.env.XDG_DATA_HOME;
    process.env.XDG_DATA_HOME = folder;
    const open = async () => {
      const { value } = await openPrinter({ ...options, fonts: 'auto' });
      const { value: pdf, findings } = await value!.print(sampleJob(sampleBody));
      await value!.close();
      return { css: value!.fonts.css, pdf: pdf!, findings };
    };
    try {
      expect((await open()).css).toContain('--font-fangsong: "Yugong Song"');
      const whole = packageFolder('@expo-google-fonts/noto-serif-sc')!.path;
      const face = readSfnt(await readFile(join(whole, '400Regular', 'NotoSerifSC_400Regular.ttf')));
      await mkdir(join(folder, 'fonts'));
      face.set('name', familyNames('仿宋_GB2312'));
      await writeFile(join(folder, 'fonts', 'fangsong.ttf'), writeSfnt(face));
      const { css, pdf, findings } = await open();
      expect(css).toContain('--font-fangsong: "Yugong Official fangsong", "Yugong Song"');
      // The whole face has radicals, drawn by the glyphs of the ideographs.
      expect(findings).toEqual([]);
      const text = (await readPdfContent(pdf)).pages.join('');
      expect(text).toContain('一、人民生活的预算');
      expect(text).not.toMatch(/[\u2e80-\u2fdf]/);
      const objects = pdfObjectText(pdf);
      expect(objects).not.toContain('/Type3');
      // Bold words of the body, for which no 仿宋 has a face.
      for (const font of ['#E4#BB#BF#E5#AE#8B_GB2312', 'NotoSerifSC-Bold'])
        expect(objects).toContain(`+${font}`);
    } finally {
      if (before === undefined) delete process.env.XDG_DATA_HOME;
      else process.env.XDG_DATA_HOME = before;
    }
  });
});
