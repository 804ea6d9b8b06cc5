import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { sha256 } from '../../src/files/file-hash.ts';
import { isAnswered, MOST_ANSWER_BYTES, packAnswer, unpackAnswer } from '../../src/queue/packed-answer.ts';
import { findShared, openShared, ownShared } from '../../src/queue/shared-folder.ts';
import type { MadeFile, UnitAnswer } from '../../src/work/unit-message.ts';
import { failedUnit } from '../../src/work/unmade-unit.ts';
import { temporaryFolder } from '../support/command.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

const PDF = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256);

function answer(files: readonly MadeFile[] | null): UnitAnswer {
  const failed = failedUnit({ name: 'a', label: 'a.yaml' }, []);
  const outputs = (files ?? []).map(({ name, content }) => ({
    file: `a${name}`,
    bytes: content.length,
    sha256: sha256(content),
  }));
  return {
    ...failed,
    record: { ...failed.record, outputs },
    files,
    asked: [{ file: 'defaults.yaml', sha256: null }],
    sources: [['a.yaml', '金额: 715.20\u0000']],
  };
}

const FILES: readonly MadeFile[] = [
  { name: '.pdf', content: PDF },
  { name: '-csv/table-6.csv', content: Buffer.from('其中：715.20\n') },
];

test('an answer comes back as it was, and says who gave it', async () => {
  const packed = packAnswer(answer(FILES), 'node-2#7', null)!;
  expect(isAnswered(packed)).toBe(true);
  const { answer: given } = unpackAnswer(JSON.parse(JSON.stringify(packed)), null)!;
  expect(given.record).toMatchObject({ name: 'a', worker: 'node-2#7' });
  expect(given).toMatchObject({
    asked: [{ file: 'defaults.yaml', sha256: null }],
    sources: answer(null).sources,
  });
  expect(given.files!.map(({ name, content }) => [name, Buffer.from(content)])).toEqual(
    FILES.map(({ name, content }) => [name, Buffer.from(content)]),
  );
  expect(unpackAnswer(packAnswer(answer(null), 'a', null)!, null)!.answer.files).toBeNull();
});

test('files take the way of the folder that both see, and are gone from it when they are taken', async () => {
  const out = join(root.path, 'out');
  mkdirSync(out);
  const place = await openShared(out, '0123456789abcdef');
  const theirs = await findShared(place, null);
  const packed = packAnswer(answer(FILES), 'node-2#7', theirs)!;
  expect(packed.answer.length).toBeLessThan(1500);
  const read = unpackAnswer(packed, ownShared(place))!;
  expect(Buffer.from(read.answer.files![0]!.content)).toEqual(Buffer.from(PDF));
  read.taken();
  expect(readdirSync(join(out, '.yugong-queue'))).toEqual(['token']);
  await place.close();
  expect(readdirSync(out)).toEqual([]);
});

test('a folder of the same name on another machine is another folder', async () => {
  const [here, there] = [join(root.path, 'here'), join(root.path, 'there')];
  for (const folder of [here, there]) mkdirSync(folder);
  const place = await openShared(here, '0123456789abcdef');
  await openShared(there, 'fedcba9876543210');
  expect(await findShared(place, there)).toBeNull();
  expect(await findShared(place, join(root.path, 'nowhere'))).toBeNull();
  expect(await findShared({ ...place, folder: '/elsewhere' }, here)).not.toBeNull();
});

test('more than the engine should hold does not travel', async () => {
  const big = [{ name: '.txt', content: new Uint8Array(MOST_ANSWER_BYTES + 1) }];
  expect(packAnswer(answer(big), 'a', null)).toBeNull();
});

test.each([
  ['a name that climbs', '.pdf', '../x.pdf'],
  ['a name that climbs within a format', '-csv/table-6.csv', '-csv/../../x.csv'],
  ['another record', '"status":"failed"', '"status":"fine"'],
  ['other bytes', '其中：715.20\n', '其中：715.30\n'],
])('an answer of foreign make counts for nothing: %s', async (_, before, after) => {
  const { answer: packed } = packAnswer(answer(FILES), 'node-2#7', null)!;
  const whole = gunzipSync(Buffer.from(packed, 'base64'));
  const end = 4 + whole.readUInt32BE(0);
  const head = whole.subarray(4, end).toString('utf8').replace(before, after);
  const bytes = Buffer.from(
    whole.subarray(end).toString('latin1').replace(latin(before), latin(after)),
    'latin1',
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(head));
  const forged = gzipSync(Buffer.concat([length, Buffer.from(head), bytes])).toString('base64');
  expect(unpackAnswer({ answer: forged }, null)).toBeNull();
});

const latin = (text: string): string => Buffer.from(text).toString('latin1');
