import { spawnSync } from 'node:child_process';

/** `npm run golden` compares the pages of the samples with the accepted pictures; `-- --accept` accepts what is printed now. */
const accept = process.argv.includes('--accept');
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const { status } = spawnSync(process.execPath, [...jest, 'test/e2e/golden-pages'], {
  stdio: 'inherit',
  env: { ...process.env, GOLDEN: accept ? 'accept' : '' },
});
process.exitCode = status ?? 1;
