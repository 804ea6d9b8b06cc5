import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { errorFinding, failed } from '../../src/model/error-finding.ts';
import type { Outcome } from '../../src/model/finding.ts';
import { KeptWorkforces, type Needs } from '../../src/queue/kept-workforces.ts';
import type { Workforce } from '../../src/work/workforce.ts';

const TEXTS: Needs = { browser: false, fonts: 'bundled', timeoutMs: 60_000, redact: false };
const PAGES: Needs = { ...TEXTS, browser: true };

/** Workforces that do nothing, in the order in which they were opened and ended. */
function office(idleMs?: number, refuses = 0) {
  const opened: string[] = [];
  const ended: string[] = [];
  let refused = 0;
  const kept = new KeptWorkforces(async ({ browser }): Promise<Outcome<Workforce>> => {
    if (refused++ < refuses) return failed(errorFinding('P01', '没有浏览器。', '安装浏览器。'));
    const name = `${opened.length + 1}${browser ? ' with a browser' : ''}`;
    opened.push(name);
    const close = async (): Promise<void> => void ended.push(name);
    return { value: { close } as unknown as Workforce, findings: [] };
  }, idleMs);
  return { kept, opened, ended };
}

test('runs of the same needs share one, at once and one after the other', async () => {
  const { kept, opened, ended } = office();
  const [first, second] = await Promise.all([kept.take(TEXTS), kept.take({ ...TEXTS, attachesData: false })]);
  expect(first.value).not.toBeNull();
  expect(second.value).toBe(first.value);
  kept.giveBack(TEXTS);
  kept.giveBack(TEXTS);
  expect((await kept.take(TEXTS)).value).toBe(first.value);
  expect((await kept.take(PAGES)).value).not.toBe(first.value);
  expect([opened, ended]).toEqual([['1', '2 with a browser'], []]);
  await kept.close();
  expect(ended).toEqual(opened);
});

test('one that nobody needs any longer is ended, one that is needed again is not', async () => {
  const { kept, opened, ended } = office(20);
  await kept.take(TEXTS);
  await kept.take(TEXTS);
  kept.giveBack(TEXTS);
  await pause(60);
  kept.giveBack(TEXTS);
  await kept.take(TEXTS);
  await pause(60);
  expect([opened, ended]).toEqual([['1'], []]);
  kept.giveBack(TEXTS);
  while (ended.length === 0) await pause(5);
  await kept.take(TEXTS);
  expect([opened, ended]).toEqual([['1', '2'], ['1']]);
  await kept.close();
});

test('one that nobody needs makes room for one of other needs', async () => {
  const { kept, opened, ended } = office();
  await kept.take(TEXTS);
  await kept.take({ ...TEXTS, redact: true });
  expect(ended).toEqual([]);
  kept.giveBack(TEXTS);
  await kept.take(PAGES);
  expect([opened, ended]).toEqual([['1', '2', '3 with a browser'], ['1']]);
  await kept.close();
  expect(ended).toEqual(opened);
});

test('one that could not be opened is tried anew for the next run', async () => {
  const { kept, opened } = office(undefined, 1);
  expect((await kept.take(PAGES)).findings).toMatchObject([{ code: 'P01' }]);
  expect((await kept.take(PAGES)).value).not.toBeNull();
  expect(opened).toEqual(['1 with a browser']);
  await kept.close();
});
