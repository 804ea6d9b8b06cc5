import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { TEMPLATES_FOLDER } from '../support/folders.ts';
import { fixture, reportOf } from '../support/sample.ts';

interface Difference {
  readonly published: string;
  readonly ours: string;
  readonly count: number;
  readonly reason: string;
}

/** The table in the README of the pack: what the pack writes differently, and why. */
const differences: readonly Difference[] = readFileSync(
  join(TEMPLATES_FOLDER, 'shanghai-unit-2025', 'README.md'),
  'utf8',
)
  .split('\n')
  .filter((line) => /^\| .* \| \d+ \| /.test(line))
  .map((line) => {
    const [published = '', ours = '', count = '', reason = ''] = line.split('|').slice(1, -1);
    return { published: bare(published), ours: bare(ours), count: Number(count), reason: reason.trim() };
  });

/** Without spaces and separators of thousands, in the same width. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(\d),(?=\d{3})/g, '$1');
}

/** The report without its tables: cover to 编制说明, then 其他相关情况说明. */
function prose(text: string, firstTable: string): string {
  const end = text.lastIndexOf(firstTable);
  const rest = text.lastIndexOf('其他相关情况说明');
  if (end < 0 || rest < end) throw new Error('the report has no tables');
  return bare(text.slice(0, end)) + bare(text.slice(rest));
}

function patternOf(published: string): RegExp {
  const parts = published.split('......').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(parts.join('.*?'), 'g');
}

describe('the prose of a published Shanghai report', () => {
  let ours = '';
  let published = '';

  beforeAll(async () => {
    ours = prose((await reportOf('data/putuo-commerce.yaml')).text, '〔2025年预算单位财务收支预算总表');
    published = prose(fixture('published/shanghai/report.txt'), '2025年预算单位财务收支预算总表\n编制单位');
  });

  test('every difference in the README has a reason', () => {
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.filter(({ reason }) => reason === '')).toEqual([]);
  });

  test.each(differences.map((difference) => [difference.published, difference] as const))(
    'is different where the README says so: %s',
    (_, difference) => {
      expect(published.match(patternOf(difference.published)) ?? []).toHaveLength(difference.count);
    },
  );

  test('is the same everywhere else', () => {
    const agreed = differences.reduce(
      (text, { published: theirs, ours: own }) => text.replace(patternOf(theirs), () => own),
      published,
    );
    expect(ours.split(/(?<=[。；])/)).toEqual(agreed.split(/(?<=[。；])/));
  });
});
