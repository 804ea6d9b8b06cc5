// @ts-check
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
const { ModernFakeTimers } = load('@jest/fake-timers');
const { ModuleMocker } = load('jest-mock');

/** The surroundings of a test file: those of the process, as they were before it. */
export default class ProcessEnvironment {
  /** @param {{ projectConfig: object }} config */
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    // Jest puts its own in their place.
    this.console = globalThis.console;
    this.exit = process.exit;
    this.getBuiltinModule = process.getBuiltinModule;
  }

  async setup() {
    // The places of the TypeScript are known to Node and not to Jest, which has read none of these files.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
    process.setSourceMapsEnabled(true);
    process.getBuiltinModule = this.getBuiltinModule;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    globalThis.console = this.console;
    process.exit = this.exit;
    process.exitCode = undefined;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}
