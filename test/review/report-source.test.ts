import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openReport } from '../../src/review/report-source.ts';
import { packs } from '../support/repository-packs.ts';

test('a web page whose elements stand in one another without end is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yugong-test-'));
  try {
    await writeFile(join(folder, 'deep.html'), `<p>甲</p>${'<div>'.repeat(100_000)}乙`);
    const { document, findings } = (await openReport('deep.html', packs, folder))!;
    expect(document).toBeNull();
    expect(findings).toMatchObject([{ code: 'V01', severity: 'error' }]);
    expect(findings[0]!.message).toContain('一层套一层');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
