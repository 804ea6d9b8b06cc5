import { describe, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { reportOf } from '../support/sample.ts';
import { produceVariant } from '../support/variant.ts';

/** Rules of style, not of validity: the planned widths of tables stand in `style` attributes. */
const taste = { 'no-inline-style': 'off', 'no-trailing-whitespace': 'off', 'doctype-style': 'off' } as const;

const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'], rules: taste });

async function problems(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}

describe('the HTML is valid', () => {
  test('and the validator would say if it were not', async () => {
    expect(
      await problems('<!doctype html><html lang="zh-CN"><body><p><div>甲</div></p></body></html>'),
    ).not.toEqual([]);
  });

  test.each(['data/kuerle.yaml', 'data/demo/2025.yaml', 'test/fixtures/stress.yaml'])('%s', async (file) => {
    const { html } = await reportOf(file);
    expect(await problems(html)).toEqual([]);
    expect(html).not.toMatch(/<script|https?:\/\//);
  });

  test('with charts', async () => {
    const { report } = await produceVariant('data/kuerle.yaml', [
      'amounts: 万元',
      'amounts: 万元\noptions: { charts: 印 }',
    ]);
    expect(report!.html).toContain('<svg class="bars" role="img"');
    expect(await problems(report!.html)).toEqual([]);
  });
});
