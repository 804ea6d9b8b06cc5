import { describe, expect, test } from '@jest/globals';
import type { Document } from '../../src/document/tree.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { audit, faultsOf } from '../support/audit-text.ts';
import { strangers } from '../support/strangers/documents.ts';
import { faultsIn } from '../support/strangers/faults.ts';
import { type Stranger, truthOf } from '../support/strangers/model.ts';
import { htmlOf } from '../support/strangers/writers.ts';
import { compareCells } from '../support/table-cells.ts';

/* Reports in the forms and words of other offices, as pages: what their programs make of them is tried by test/e2e. */

const read = async (stranger: Stranger): Promise<Document> =>
  (await openForeign(Buffer.from(htmlOf(stranger)), 'a.html')).value!;
const said = async (stranger: Stranger): Promise<string[]> => faultsOf(await audit(await read(stranger)));

describe.each(strangers().map(({ stranger }) => [stranger.name, stranger] as const))('%s', (_, stranger) => {
  test('is read to the last cell, and nothing is found in it', async () => {
    const document = await read(stranger);
    expect(compareCells(truthOf(stranger), document).wrong).toEqual([]);
    expect(faultsOf(await audit(document))).toEqual([]);
  });
});

const TRIED = ['b01-ministry', 'b03-three-codes', 'b07-pairs-page', 'f01-ministry', 'f03-word'];

describe.each(
  strangers().flatMap(({ stranger }) =>
    TRIED.includes(stranger.name)
      ? faultsIn(stranger).map((fault) => [`${stranger.name} ${fault.kind}`, fault] as const)
      : [],
  ),
)('%s', (_, fault) => {
  test('is found', async () => {
    expect((await said(fault.stranger)).length).toBeGreaterThan(0);
  });
});
