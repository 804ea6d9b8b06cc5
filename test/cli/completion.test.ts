import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { runProgram } from '../../src/cli/program.ts';
import { recorder } from '../support/recorder.ts';

const said = recorder();
await runProgram(['completion', 'bash'], said);
const SCRIPT = said.stdout();

/** What bash offers for the last of these words. */
function offered(...words: string[]): string[] {
  const list = words.map((word) => `'${word}'`).join(' ');
  const ask = `${SCRIPT}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _yugong; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', ask], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '');
}

test.each([
  [['yugong', 'ren'], ['render']],
  [['yugong', 'new'], ['new-year']],
  [['yugong', 'check', '--fi'], ['--fill-reasons']],
  [
    ['yugong', 'init', '--amounts', ''],
    ['元', '万元'],
  ],
  [['yugong', 'pack', 'te'], ['test']],
  [['yugong', 'render', 'data/'], []],
])('%j → %j', (words, expected) => {
  expect(offered(...words)).toEqual(expected);
});

test('offers every command, none that only the program calls', () => {
  const commands = offered('yugong', '');
  expect(commands).toEqual(expect.arrayContaining(['render', 'check', 'init', 'workbook', 'completion']));
  expect(commands).not.toContain('unit-worker');
});
