import { afterEach, expect, test } from '@jest/globals';
import { runProgram } from '../../src/cli/program.ts';
import { recorder } from '../support/recorder.ts';

const saved = { ...process.env };
afterEach(() => {
  for (const key of Object.keys(process.env)) if (!(key in saved)) delete process.env[key];
});

/** Runs a command as `npm run` does after it took options for itself. */
async function withKept(kept: Record<string, string>, ...args: string[]) {
  Object.assign(process.env, { npm_lifecycle_event: args[0], ...kept });
  const said = recorder();
  const code = await runProgram(args, said);
  return { code, err: said.stderr() };
}

test.each([
  [{ npm_config_out: 'true' }, ['render', 'data/kuerle.yaml', 'y'], '-- --out …'],
  [{ npm_config_summary: 'true' }, ['check', 'data/kuerle.yaml'], '-- --summary'],
  [{ npm_config_max_warnings: '0' }, ['check', 'data/kuerle.yaml'], '-- --max-warnings …'],
  [{ npm_config_from: 'true' }, ['workbook', 'a.xlsx', 'data/kuerle.yaml'], '-- --from …'],
  [{ npm_config_to: 'true' }, ['new-year', 'data/kuerle.yaml', '2026', '--to', '2027', '--out', '/x'], null],
])('%j before %j: nothing is run, and the right way is said', async (kept, args, remedy) => {
  const { code, err } = await withKept(kept, ...args);
  if (remedy === null) expect(err).not.toContain('被 npm 收下');
  else {
    expect(code).toBe(2);
    expect(err).toContain('没有运行');
    expect(err).toContain(`npm run ${args[0]} … ${remedy}`);
  }
});

test('what npm knows too may come from its settings: it is said, and the command runs', async () => {
  const { err } = await withKept({ npm_config_json: 'true' }, 'explain', 'data/kuerle.yaml', '508.18');
  expect(err).toContain('照没有写这个选项运行');
});

test('without npm run nothing is lost', async () => {
  process.env.npm_config_out = 'true';
  delete process.env.npm_lifecycle_event;
  const said = recorder();
  await runProgram(['explain', 'data/kuerle.yaml', '没有的数'], said);
  expect(said.stderr()).not.toContain('npm 收下');
});

test('a cell that is asked for by coordinates: how cells are named', async () => {
  const said = recorder();
  expect(await runProgram(['explain', 'data/kuerle.yaml', '表5', 'B3'], said)).toBe(1);
  expect(said.stderr()).toContain('table-5:总计:合计');
  expect(said.stderr()).toContain('table-5 的栏：合计、基本支出、项目支出');
  // What is shown as an example is an answer.
  expect(await runProgram(['explain', 'data/kuerle.yaml', 'table-5:总计:合计'], recorder())).toBe(0);
});

test('the help of no command names a folder of this machine or keys of sources', async () => {
  const names = ['render', 'check', 'review', 'approve', 'import', 'generate', 'init', 'new-year', 'preview'];
  for (const name of names) {
    const said = recorder();
    await runProgram([name, '--help'], said);
    expect(said.stdout()).not.toContain(process.cwd());
  }
  const said = recorder();
  await runProgram(['rules'], said);
  const codes = [...said.stdout().matchAll(/^[A-Z]\d\d/gm)].map(([code]) => code);
  const all = recorder();
  await runProgram(['rules', ...codes], all);
  expect(all.stdout().match(/来源：.*\b(OWN|SEED|GBC|CAT|DEPT|OBL|PT26|TPL)\b.*/g)).toBeNull();
});
