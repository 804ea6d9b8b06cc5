import { describe, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { entitiesOf, entityId, groupsOf } from '../../src/publish/entities.ts';
import { atomFeed } from '../../src/publish/feed.ts';
import { reportPage } from '../../src/publish/report-page.ts';
import { address, spokenSize } from '../../src/publish/site.ts';
import { sitePages } from '../../src/publish/site-pages.ts';
import { sitemaps } from '../../src/publish/sitemap.ts';
import { webPage } from '../../src/render/web-page.ts';
import { documentOf, siteOf } from './sites.ts';

const BUREAU = documentOf({ name: '2025/bureau', publisher: '虚构区教育局', level: '部门' });
const SCHOOL = documentOf({ name: '2025/school', publisher: '虚构区一小', department: '虚构区教育局' });
const EARLIER = documentOf({ name: '2024/school', publisher: '虚构区一小', year: 2024, date: '2024-03-01' });
const LONELY = documentOf({
  name: '2025/b & c #1',
  publisher: '乙"<script>alert(1)</script>',
  date: '2025-03-01',
});
const ALL = [BUREAU, SCHOOL, EARLIER, LONELY];

describe('who publishes', () => {
  test('is one entity for all years and kinds, under the department of its latest document', () => {
    const entities = entitiesOf(ALL);
    const school = entities.find(({ name }) => name === '虚构区一小')!;
    expect(school.documents.map(({ year }) => year)).toEqual([2025, 2024]);
    expect(school.department?.name).toBe('虚构区教育局');
    expect(school.department?.members).toEqual([school]);
  });

  test('a department without a document is there for its units, others stand at the end', () => {
    const groups = groupsOf(entitiesOf([SCHOOL, LONELY]));
    expect(groups.map(({ department, members }) => [department?.name ?? null, members.length])).toEqual([
      ['虚构区教育局', 1],
      [null, 1],
    ]);
  });

  test('keeps its address under another spelling of its name; a bureau and its own office have two', () => {
    expect(entityId('单位', '[101001]虚构区 一小')).toBe(entityId('单位', '虚构区一小'));
    expect(entityId('部门', '虚构区教育局')).not.toBe(entityId('单位', '虚构区教育局'));
  });
});

describe('the pages', () => {
  const pages = new Map(sitePages(siteOf(ALL)).map(({ file, content }) => [file, content]));

  test('are one for each year and kind, one for each entity, the register and the feed', () => {
    const units = [...pages.keys()].filter((file) => file.startsWith('units/'));
    expect([...pages.keys()].filter((file) => !file.startsWith('units/'))).toEqual([
      'index.html',
      '2025-budget.html',
      '2024-budget.html',
      'register.html',
      'feed.xml',
    ]);
    expect(units).toHaveLength(3);
  });

  test('are the same for the same documents in any order', () => {
    expect(sitePages(siteOf([...ALL].reverse())).sort((a, b) => (a.file < b.file ? -1 : 1))).toEqual(
      sitePages(siteOf(ALL)).sort((a, b) => (a.file < b.file ? -1 : 1)),
    );
  });

  test('hold names as text, and addresses as they must be written', () => {
    for (const content of pages.values()) expect(content).not.toContain('<script>alert');
    expect(pages.get('index.html')).toContain('reports/2025/b%20%26%20c%20%231.html');
    expect(pages.get('2024-budget.html')).not.toContain('教育局');
  });

  test('allow no script but their own, those without a list none', () => {
    expect(pages.get('index.html')).toMatch(/script-src 'sha256-[\w+/=]{44}'/);
    expect(pages.get(`units/${entityId('单位', '虚构区一小')}.html`)).toContain("script-src 'none'");
  });

  test('are valid HTML', async () => {
    const validator = new HtmlValidate({
      root: true,
      extends: ['html-validate:standard'],
      rules: { 'no-trailing-whitespace': 'off' },
    });
    for (const [file, content] of pages) {
      const { results } = file.endsWith('.html') ? await validator.validateString(content) : { results: [] };
      const told = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      );
      expect([file, told]).toEqual([file, []]);
    }
  });

  test('of nobody say so', () => {
    const [index] = sitePages(siteOf([]));
    expect(index!.content).toContain('还没有公开的文件');
  });
});

describe('the feed', () => {
  test('has the days of the documents, the last first, and links that need no address of the site', () => {
    const feed = atomFeed(siteOf(ALL));
    expect([...feed.matchAll(/<updated>([^<]*)/g)].map(([, day]) => day!.slice(0, 10))).toEqual([
      '2025-03-01',
      '2025-03-01',
      '2025-02-26',
      '2025-02-26',
      '2024-03-01',
    ]);
    expect(feed).toContain('href="reports/2025/bureau.html"');
    expect(feed).not.toContain('rel="self"');
    expect(feed).toContain('乙&quot;&lt;script&gt;');
    const ids = [...feed.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  test('keeps its identities when the site moves', () => {
    const ids = (feed: string) => feed.match(/<id>.*?<\/id>/g);
    const moved = atomFeed(siteOf(ALL, { baseUrl: 'https://www.example.gov.cn/yjs/' }));
    expect(ids(moved)).toEqual(ids(atomFeed(siteOf(ALL))));
    expect(moved).toContain('rel="self" href="https://www.example.gov.cn/yjs/feed.xml"');
  });
});

describe('the sitemap', () => {
  const site = siteOf(ALL, { baseUrl: 'https://www.example.gov.cn/yjs/' });

  test('is left out without the address of the site', () => {
    expect(sitemaps(siteOf(ALL), ['index.html'])).toEqual([]);
  });

  test('names pages and documents with the day they changed', () => {
    const [{ content } = { content: '' }, ...others] = sitemaps(site, ['index.html']);
    expect(others).toEqual([]);
    expect(content).toContain(
      '<url><loc>https://www.example.gov.cn/yjs/index.html</loc><lastmod>2025-03-01</lastmod></url>',
    );
    expect(content).toContain('yjs/reports/2024/school.pdf</loc><lastmod>2024-03-01</lastmod>');
    expect(content.match(/<url>/g)).toHaveLength(9);
  });

  test('is divided where it would be too long', () => {
    const parts = sitemaps(site, ['index.html'], 5);
    expect(parts.map(({ file }) => file)).toEqual(['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml']);
    expect(parts[0]!.content).toContain('<loc>https://www.example.gov.cn/yjs/sitemap-2.xml</loc>');
    expect(parts[2]!.content.match(/<url>/g)).toHaveLength(4);
  });
});

test('the page of a report gets the way back, and says what it said', () => {
  const about = { title: '一小2025年预算', author: '虚构区一小', date: '2025-02-26', links: [] };
  const html = webPage('<html><head><style>p {}</style></head><body><p>甲</p></body></html>', about);
  const page = reportPage(html, SCHOOL, '专栏 <1>');
  expect(page).toContain('<li><a href="../../index.html">专栏 &lt;1&gt;</a></li>');
  expect(page).toContain(`<a href="../../units/${entityId('单位', '虚构区一小')}.html">虚构区一小</a>`);
  expect(page.indexOf('web-site" aria')).toBeLessThan(page.indexOf('<h1>'));
  expect(page.slice(page.indexOf('<main'))).toBe(html.slice(html.indexOf('<main')));
  expect(reportPage('<p>甲</p>', SCHOOL, '专栏')).toBe('<p>甲</p>');
});

test('addresses and sizes', () => {
  expect(address('reports/年度/a b?.pdf', 1)).toBe('../reports/%E5%B9%B4%E5%BA%A6/a%20b%3F.pdf');
  expect([1, 350_000, 1_500_000].map(spokenSize)).toEqual(['1 KB', '342 KB', '1.4 MB']);
});
