import { expect, test } from '@jest/globals';
import { patienceOf } from '../../src/queue/patience.ts';
import { isAddress, parseQueueAddress } from '../../src/queue/queue-address.ts';

test.each([
  ['redis://queue:6379', 'redis', 'redis://queue:6379'],
  ['rediss://:s3cret@queue:6380/2', 'redis', 'rediss://queue:6380/2'],
  ['postgres://yugong:s3cret@db.example/jobs?sslmode=verify-full', 'postgres', 'postgres://db.example/jobs'],
  ['postgresql://yugong@[::1]:5432/jobs', 'postgres', 'postgresql://[::1]:5432/jobs'],
  ['  redis://queue\r', 'redis', 'redis://queue'],
])('%s', (text, engine, shown) => {
  const { value } = parseQueueAddress(text, false);
  expect(value).toMatchObject({ engine, shown });
  expect(value!.shown).not.toContain('s3cret');
});

test.each([['queue:6379'], ['http://queue'], ['redis://'], ['amqp://:s3cret@queue'], ['']])(
  '%j is no address',
  (text) => {
    const { value, findings } = parseQueueAddress(text, false);
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['Q01']);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  },
);

test.each([
  ['redis://:s3cret@queue:6379', false],
  ['postgres://db/jobs?user=a&password=s3cret', false],
  ['postgres://db/jobs?sslpassword=s3cret', false],
  ['postgres://yugong@db/jobs', true],
  ['redis://queue:6379', true],
])('%s on a command line, which others can read: %j', (text, isTaken) => {
  const { value, findings } = parseQueueAddress(text, true);
  expect(value !== null).toBe(isTaken);
  expect(JSON.stringify(findings)).not.toContain('s3cret');
});

test.each([
  ['redis://queue', true],
  ['/etc/yugong/queue', false],
  ['queue.txt', false],
  ['C:\\queue.txt', false],
])('%s is an address: %j', (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});

test.each([
  [undefined, 10_000],
  ['30', 30_000],
  ['2.5', 2_500],
  ['soon', 10_000],
  ['0', 10_000],
  ['9999', 10_000],
])('patience %j', (given, expected) => {
  expect(patienceOf(given)).toBe(expected);
});
