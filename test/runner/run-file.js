// @ts-check
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { register as readTypeScript } from 'tsx/esm/api';
import { optimizeLater } from '../../bin/late-optimization.js';

/*
 * Runs test files in the process of the worker and not each in a virtual machine of its own: the modules of the program
 * are loaded once for a worker, and run as fast as in the program. The runner of Jest does the work; only what it would
 * load into a virtual machine is loaded here instead.
 */

const load = createRequire(import.meta.url);
const circus = load('jest-circus/runner').default;

/** Kept by the runner of Jest for whoever loads it again. */
const HANDLERS = Symbol.for('EVENT_HANDLERS');
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
/** Where names.js finds what it gives. */
const OURS = Symbol.for('yugong.test');

/** @type {Record<PropertyKey, unknown>} */
const everywhere = /** @type {any} */ (globalThis);
let files = 0;
let restoreBuiltins = () => {};

/**
 * What Jest calls for every file, with its own things; the test file is loaded anew, what it imports is shared.
 *
 * @param {{ watch: boolean, watchAll: boolean }} globalConfig
 * @param {object} config
 * @param {object} environment
 * @param {any} runtime
 * @param {string} path
 * @param {unknown} send
 */
export default async function runFile(globalConfig, config, environment, runtime, path, send) {
  if (globalConfig.watch || globalConfig.watchAll)
    throw new Error('modules once loaded stay loaded: nothing can be watched');
  if (files === 0) {
    optimizeLater();
    readTypeScript();
    register('./resolve-hook.js', import.meta.url);
    ({ restoreBuiltins } = await import('../../src/foreign/kept-builtins.ts'));
  }
  const file = ++files;
  const Storage = readFileSync(path, 'utf8').includes('test.concurrent') ? Followed : OneAfterTheOther;
  const here = replaced(runtime, {
    /** @param {string} module */
    requireInternalModule: (module) => loadAnew(module, Storage),
    unstable_shouldLoadAsEsm: () => true,
    /** @param {string} module */
    unstable_importModule: (module) => import(`${pathToFileURL(module).href}?file=${file}`),
    /** @param {object} names */
    setGlobalsForRuntime: (names) => {
      everywhere[OURS] = { names: { ...names, jest: runtime.jestGlobals.jestObjectFor(path) } };
    },
  });
  const variables = { ...process.env };
  const folder = process.cwd();
  try {
    return await circus(globalConfig, config, environment, here, path, send);
  } finally {
    process.chdir(folder);
    restoreBuiltins();
    Followed.endAll();
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
    delete everywhere[TIMEOUT];
  }
}

/**
 * @param {any} object
 * @param {Record<PropertyKey, unknown>} members
 */
function replaced(object, members) {
  return new Proxy(object, {
    get(_, name) {
      if (name in members) return members[name];
      const value = object[name];
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}

/**
 * The part of Jest that knows the tests of one file, which keeps them as long as it is loaded.
 *
 * @param {string} path
 * @param {typeof Followed | typeof OneAfterTheOther} Storage how it is told which test runs
 */
function loadAnew(path, Storage) {
  delete everywhere[HANDLERS];
  delete load.cache[load.resolve(path)];
  const hooks = load('node:async_hooks');
  hooks.AsyncLocalStorage = Storage;
  try {
    return load(path);
  } finally {
    hooks.AsyncLocalStorage = AsyncLocalStorage;
  }
}

/**
 * Tells Jest which test runs, where tests of a file run one after the other. Node would follow every promise of the
 * program for that, which takes a twentieth of the time of all tests.
 */
class OneAfterTheOther {
  /** @type {unknown} */
  #store;

  getStore() {
    return this.#store;
  }

  /**
   * @param {unknown} store
   * @param {() => Promise<unknown>} callback
   */
  async run(store, callback) {
    const before = this.#store;
    this.#store = store;
    try {
      return await callback();
    } finally {
      this.#store = before;
    }
  }
}

/**
 * Tells it where tests run side by side; nothing is followed any more once they have run.
 *
 * @extends {AsyncLocalStorage<unknown>}
 */
class Followed extends AsyncLocalStorage {
  /** @type {Set<Followed>} */
  static #all = new Set();

  constructor() {
    super();
    Followed.#all.add(this);
  }

  static endAll() {
    for (const each of Followed.#all) each.disable();
    Followed.#all.clear();
  }
}
