import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { UnitResult } from '../../src/batch/render-units.ts';
import { sha256 } from '../../src/files/file-hash.ts';
import { collectDocuments } from '../../src/publish/collect-documents.ts';
import type { SiteDocument } from '../../src/publish/site.ts';
import { webPage } from '../../src/render/web-page.ts';
import { ApprovedTexts } from '../../src/review/approved-texts.ts';
import { folderWith } from '../support/temp-folder.ts';
import { documentOf } from './sites.ts';

const ABOUT = { title: '甲2025年预算', author: '甲', date: '2025-02-26', links: [] };

/** A unit that was published with the text 旧, and whose file gives 新 now, or nothing. */
async function collect({ now, signed }: { now: 'ok' | 'failed'; signed: string | null }, onSite = '旧') {
  const folder = await folderWith({
    'site/reports/school.txt': onSite,
    'work/school-csv/datapackage.json': JSON.stringify({
      title: '一小2025年预算',
      created: '2025-02-27',
      contributors: [{ title: '虚构区一小' }],
      resources: [{ path: 'table-1.csv', title: '收支总表' }],
    }),
    ...(signed === null ? {} : { 'approved/units/school.txt': signed }),
  });
  const output = (file: string, text: string) => ({ file, bytes: 3, sha256: sha256(text) });
  const outputs = [
    output('school.txt', '新'),
    output('school-csv/table-1.csv', '表'),
    output('school-csv/datapackage.json', ''),
  ];
  const result = {
    ...{
      name: 'school',
      label: 'school.yaml',
      status: now,
      outputs: null,
      findings: [],
      sources: new Map(),
      milliseconds: 0,
    },
    record: { status: now, outputs: now === 'ok' ? outputs : [] },
  } as unknown as UnitResult;
  const earlier: SiteDocument = {
    ...documentOf({ name: 'school', publisher: '虚构区一小' }),
    files: [{ file: 'reports/school.txt', format: 'txt', title: '纯文本', bytes: 3, sha256: sha256('旧') }],
  };
  const { documents, heldBack } = await collectDocuments([result], {
    ...{ work: `${folder}/work`, out: `${folder}/site`, siteTitle: '专栏', earlier: [earlier] },
    approved: signed === null ? null : new ApprovedTexts(`${folder}/approved`),
    filed: new Map([['school', { name: '虚构区一小', level: '单位', document: '预算', year: 2025 }]]),
    signedAs: new Map([['school', 'units/school']]),
    program: sha256('program'),
    departments: new Map([['school', '虚构区教育局']]),
  });
  const [held] = heldBack;
  return { documents, told: held === undefined ? null : [held.reason, held.isKept] };
}

describe('what a run publishes', () => {
  test('is what it made, with the titles of its data', async () => {
    const { documents, told } = await collect({ now: 'ok', signed: null });
    expect(told).toBeNull();
    expect(documents[0]).toMatchObject({
      title: '一小2025年预算',
      date: '2025-02-27',
      department: '虚构区教育局',
    });
    expect(documents[0]?.files.map(({ file, title }) => [file, title])).toEqual([
      ['reports/school.txt', '纯文本'],
      ['reports/school-csv/table-1.csv', '收支总表 table-1.csv'],
      ['reports/school-csv/datapackage.json', 'datapackage.json（各表的说明）'],
    ]);
  });

  test.each<[string, Parameters<typeof collect>[0], string, unknown[]]>([
    ['a mistake takes nothing away', { now: 'failed', signed: null }, '旧', ['failed', true]],
    [
      'what somebody changed on the site is not kept',
      { now: 'failed', signed: null },
      '改过',
      ['failed', false],
    ],
    ['words not yet signed leave those that were', { now: 'ok', signed: '旧' }, '旧', ['unapproved', true]],
    ['what was never signed goes', { now: 'ok', signed: '别的' }, '旧', ['unapproved', false]],
    ['a mistake leaves what was signed', { now: 'failed', signed: '旧' }, '旧', ['failed', true]],
    ['a mistake does not save what was not', { now: 'failed', signed: '新' }, '旧', ['failed', false]],
  ])('%s', async (_, state, onSite, expected) => {
    const { documents, told } = await collect(state, onSite);
    expect(told).toEqual(expected);
    expect(documents.map(({ date }) => date)).toEqual(expected[1] ? ['2025-02-26'] : []);
  });

  test('a page made from the same is not made again', async () => {
    const folder = await folderWith({
      'work/a.html': webPage('<html><head><style></style></head><body><p>甲</p></body></html>', ABOUT),
      'work/a-csv/datapackage.json': JSON.stringify({
        ...ABOUT,
        created: ABOUT.date,
        contributors: [],
        resources: [],
      }),
    });
    const hash = sha256(readFileSync(`${folder}/work/a.html`));
    const record = { status: 'ok', outputs: [{ file: 'a.html', bytes: 1, sha256: hash }] };
    const run = (earlier: readonly SiteDocument[], siteTitle: string) =>
      collectDocuments([{ name: 'a', label: 'a.yaml', record } as unknown as UnitResult], {
        ...{ work: `${folder}/work`, out: folder, siteTitle, earlier, approved: null },
        ...{ signedAs: new Map(), program: sha256('program'), departments: new Map() },
        filed: new Map([['a', { name: '甲', level: '单位', document: '预算', year: 2025 }]]),
      });
    const { documents } = await run([], '专栏');
    rmSync(`${folder}/work/a.html`);
    expect((await run(documents, '专栏')).documents).toEqual(documents);
    await expect(run(documents, '另一个名称')).rejects.toThrow('ENOENT');
  });

  test('signed words are published', async () => {
    expect((await collect({ now: 'ok', signed: '新' })).told).toBeNull();
  });
});
