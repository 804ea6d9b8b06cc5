// @ts-check

/*
 * What `@jest/globals` gives a test file while files share a process; loaded anew for each of them.
 */

const { names } = /** @type {any} */ (globalThis)[Symbol.for('yugong.test')];

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } = names;
