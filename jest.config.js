import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023' } }] },
  transformIgnorePatterns: ['/node_modules/'],
  // Jest leaves one core idle, which on two cores is half of the machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // The end-to-end tests start a real browser and prepare fonts on a first run.
  testTimeout: 120_000,
};
