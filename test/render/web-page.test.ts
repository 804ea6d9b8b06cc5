import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../src/document/read-document.ts';
import { documentText } from '../../src/document/text.ts';
import { webPage } from '../../src/render/web-page.ts';
import { reportOf } from '../support/sample.ts';

const about = { title: '单位2025年"预算" <公开>', author: '甲 & 乙', date: '2025-02-21', links: [] };
const shell = (body: string, css = 'h1 { color: red; }\n.part h2, h3 + h3 {}'): string =>
  `<!doctype html><html><head><style>${css}</style></head><body>${body}</body></html>`;

test('headings go down one level and keep their look', () => {
  const page = webPage(shell('<h1 class="a">第一部分</h1><h2>一、概况</h2>'), about);
  expect(page).toContain('<h2 class="level-1 a" id="place-1" data-level="1">第一部分</h2>');
  expect(page).toContain('<h3 id="place-2" data-level="2" class="level-2">一、概况</h3>');
  expect(page).toContain(
    'h2:where(.level-1) { color: red; }\n.part h3:where(.level-2), h4:where(.level-3) + h4:where(.level-3) {}',
  );
  expect(page.match(/<h1[ >]/g)).toHaveLength(1);
});

test('the title and the address of a file are escaped', () => {
  const page = webPage(shell('<p>甲</p>'), { ...about, links: [{ title: 'PDF', href: '"><script>.pdf' }] });
  expect(page).toContain('<h1>单位2025年&quot;预算&quot; &lt;公开&gt;</h1>');
  expect(page).not.toContain('<script');
});

describe.each(['data/kuerle.yaml', 'data/putuo-commerce.yaml', 'data/finals/putuo-finance-2024.yaml'])(
  '%s',
  (file) => {
    test('says on the web what it says on paper', async () => {
      const report = await reportOf(file);
      const { html, title, author, date } = report;
      const page = report.webPage({ title, author, date, links: [] });
      // A draft, and whatever else is made from the finished document, gives the same page.
      expect(page).toBe(webPage(html, { title, author, date, links: [] }));
      expect(documentText(readDocument(page))).toBe(documentText(readDocument(html)));
      expect(page).not.toMatch(/<script|\son\w+=/);
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id!);
      expect(targets.length).toBeGreaterThan(15);
      expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    });
  },
);
