import { availableParallelism } from 'node:os';

export default {
  // Files share the process of their worker, the longest come first; see there.
  testRunner: '<rootDir>/test/runner/run-file.js',
  testEnvironment: '<rootDir>/test/runner/environment.js',
  testSequencer: '<rootDir>/test/runner/sequencer.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {},
  // Jest leaves one core idle, which on two cores is half of the machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // The end-to-end tests start a real browser and prepare fonts on a first run.
  testTimeout: 120_000,
};
