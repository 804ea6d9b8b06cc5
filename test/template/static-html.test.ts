import { expect, test } from '@jest/globals';
import { staticHtml } from '../../src/template/static-html.ts';

const sources = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([file, text]) => [file, { file, text }]));

test('values are marks, partials their text, blocks nothing; a template that calls itself ends', () => {
  const html = staticHtml(
    sources({
      report: '<h1>{{title}}</h1>{{> part}}{{#if a}}<h2>甲</h2>{{> part}}{{/if}}',
      part: '<h2>{{year}}年收入</h2>{{> report}}',
    }),
    'report',
  );
  expect(html).toBe('<h1>□</h1><h2>□年收入</h2>');
});
