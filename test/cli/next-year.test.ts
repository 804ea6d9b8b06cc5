import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runProgram } from '../../src/cli/program.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { ROOT_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';

const GUIDE = await readFile(join(ROOT_FOLDER, 'docs', 'next-year.zh-CN.md'), 'utf8');

/** The blocks of the guide in one language. */
const blocks = (language: string): string[] =>
  [...GUIDE.matchAll(/```(\w+)\n([^`]*)```/g)].flatMap((match) => (match[1] === language ? [match[2]!] : []));

test('the commands of the guide exist, with their options', async () => {
  const commands = blocks('sh').flatMap((block) =>
    block
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('npm')),
  );
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const words = command.split(' ').slice(2);
    const [name, sub] = words as [string, string];
    const help = recorder();
    await runProgram([name, ...(name === 'pack' ? [sub] : []), '--help'], help);
    const text = help.stdout() + help.stderr();
    for (const option of words.filter((word) => word.length > 2 && word.startsWith('--'))) {
      expect({ command, isKnown: text.includes(option) }).toEqual({ command, isKnown: true });
    }
  }
});

test('a unit of 2025 becomes one of 2026 by the guide', async () => {
  await inTemporaryFolder(async (folder) => {
    const templates = join(folder, 'templates');
    await cp(TEMPLATES_FOLDER, templates, { recursive: true });
    const at = ['--templates', templates];
    expect(
      await runProgram(['pack', 'new', 'xinjiang-2026', '--from', 'xinjiang-2025', ...at], recorder()),
    ).toBe(0);
    expect(await runProgram(['pack', 'check', 'xinjiang-2026', ...at], recorder())).toBe(0);
    for (const year of ['2025', '2026']) await mkdir(join(folder, year));
    const old = join(folder, '2025', 'kuerle.yaml');
    const fresh = join(folder, '2026', 'kuerle.yaml');
    const sample = await readFile(join(ROOT_FOLDER, 'data', 'kuerle.yaml'), 'utf8');
    await writeFile(old, sample);
    const [defaults, prior] = blocks('yaml').slice(1);
    await writeFile(join(folder, '2026', 'defaults.yaml'), defaults!);
    await writeFile(
      fresh,
      sample.replace(/^(template|year|date|amounts):.*\n/gm, '').replace(/^prior:\n(?:(?: .*)?\n)*/m, prior!),
    );
    const check = recorder();
    expect(await runProgram(['check', fresh, ...at], check)).toBe(0);
    // What was copied and not brought up to date is told.
    const told = check.stdout() + check.stderr();
    expect(told).toContain('2026 年的公开文本中写了“2025年”');
    expect(told).toContain('上年文件写的是31人');
    const diff = recorder();
    const options = ['--prose', '--last-year', '--only-changed', '--plain'];
    expect(await runProgram(['diff', old, fresh, ...options, ...at], diff)).toBe(1);
    const changed = diff.stdout();
    expect(changed).toContain('[-比-]{+与+}上年预算');
    expect(changed).not.toContain('2025年-]{+2026年+}');
  });
});
