import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';

/** Where the job engine is. */
export interface QueueAddress {
  readonly engine: 'redis' | 'postgres';
  /** With the password: for the engine alone. */
  readonly url: string;
  /** Without user and password: for people, logs and notices. */
  readonly shown: string;
}

const ENGINES: Readonly<Record<string, QueueAddress['engine']>> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

const HINT =
  '写 redis://主机:6379、rediss://…（加密）或 postgres://用户@主机:5432/数据库；带密码的写在环境变量 YUGONG_QUEUE 或文件里，再用 --queue 文件名。';

/** Whether somebody typed an address and not the name of a file that holds it. `isAddress('etc/queue')` → false */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/**
 * The address of the engine. `isPublic` where others can read it, as they can the command line of a process: a password
 * in it is refused. Errors: Q01, which never quotes a password.
 *
 * Example: `parseQueueAddress('postgres://yugong:secret@db:5432/jobs', false).value?.shown` → `'postgres://db:5432/jobs'`
 */
export function parseQueueAddress(text: string, isPublic: boolean): Outcome<QueueAddress> {
  const url = urlOf(text.trim());
  const engine = url && ENGINES[url.protocol];
  if (!url || !engine || url.hostname === '')
    return failed(errorFinding('Q01', '队列的地址写得不对。', HINT));
  if (isPublic && holdsPassword(url)) {
    const message = '命令行里的队列地址带有密码，本机的其他用户在进程列表中看得到。';
    return failed(
      errorFinding('Q01', message, '把地址写进环境变量 YUGONG_QUEUE，或写进文件再用 --queue 文件名。'),
    );
  }
  const shown = `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
  return done({ engine, url: url.href, shown });
}

function holdsPassword(url: URL): boolean {
  return url.password !== '' || [...url.searchParams.keys()].some((name) => /pass/i.test(name));
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
