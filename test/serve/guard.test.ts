import { describe, expect, test } from '@jest/globals';
import { refusal } from '../../src/serve/guard.ts';

const PORT = 4600;

describe('a request', () => {
  test.each<[string, string, Record<string, string>, number | null]>([
    ['of the address bar', 'GET', { host: '127.0.0.1:4600' }, null],
    ['by name', 'GET', { host: 'localhost:4600', 'sec-fetch-site': 'none' }, null],
    [
      'of the page itself',
      'GET',
      { host: '127.0.0.1:4600', origin: 'http://127.0.0.1:4600', 'sec-fetch-site': 'same-origin' },
      null,
    ],
    ['that asks only for the head', 'HEAD', { host: '127.0.0.1:4600' }, null],
    ['to a name pointed here', 'GET', { host: 'evil.example:4600' }, 403],
    ['to another port', 'GET', { host: '127.0.0.1:80' }, 403],
    ['without a host', 'GET', {}, 403],
    ['from a page elsewhere', 'GET', { host: '127.0.0.1:4600', origin: 'http://evil.example' }, 403],
    ['from a file', 'GET', { host: '127.0.0.1:4600', origin: 'null' }, 403],
    ['embedded elsewhere', 'GET', { host: '127.0.0.1:4600', 'sec-fetch-site': 'cross-site' }, 403],
    ['from another port here', 'GET', { host: '127.0.0.1:4600', 'sec-fetch-site': 'same-site' }, 403],
    ['that would change something', 'POST', { host: '127.0.0.1:4600' }, 405],
  ])('%s', (_, method, headers, expected) => {
    expect(refusal(method, headers, PORT)).toBe(expected);
  });
});
