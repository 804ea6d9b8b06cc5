import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Console } from '../../src/cli/console.ts';
import { type RenderOptions, renderCommand } from '../../src/cli/render-command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { folderWith } from '../support/temp-folder.ts';

/** A console that can be waited at: gives all that was said up to a text. */
function listener() {
  const said: string[] = [];
  let wake: (() => void) | null = null;
  const say = (text: string): void => {
    said.push(text);
    wake?.();
  };
  const console: Console = {
    out: say,
    err: say,
    findings: (findings) => {
      for (const { code, position } of findings) say(`${code} ${position?.file.split('/').at(-1)}`);
    },
  };
  const until = async (text: string): Promise<string[]> => {
    while (!said.some((each) => each.includes(text)))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return said.splice(0);
  };
  return { console, until };
}

test('a folder is watched: a member is made anew with its department, a fault is told once, Ctrl+C ends it', async () => {
  const others = new Set(process.listeners('SIGINT'));
  const folder = await folderWith({});
  const data = join(folder, 'data');
  cpSync(join(DATA_FOLDER, 'demo', 'education'), data, { recursive: true });
  const options: RenderOptions = {
    formats: ['txt'],
    // Outputs below the data are nobody's input.
    out: join(data, '公开'),
    fonts: 'bundled',
    templates: TEMPLATES_FOLDER,
    timeoutMs: 60_000,
    json: false,
    force: false,
    redact: false,
    jobs: 1,
    shard: null,
    watch: true,
  };
  const { console, until } = listener();
  const made = (lines: readonly string[]) =>
    lines.flatMap((line) =>
      line.includes(' ✓') ? [line.replace(/^(?:\[.*?\] )?.*?([\w-]+)\.yaml ✓.*/s, '$1')] : [],
    );
  const ended = renderCommand([data], options, console);
  try {
    const first = made(await until('等待改动'));
    // Which of the members is done first nobody says.
    expect([first.slice(0, 2).sort(), first[2]]).toEqual([
      ['learning-centre', 'seniors-school'],
      'department',
    ]);

    const member = join(data, 'seniors-school.yaml');
    const text = readFileSync(member, 'utf8');
    writeFileSync(
      member,
      text.replace(/functions: *\n( +- )/, (all) => `${all}新增一项试办的职能。\n      - `),
    );
    const again = await until('重新生成 2 个');
    expect(made(again)).toEqual(['seniors-school', 'department']);
    expect(readFileSync(join(options.out, 'seniors-school.txt'), 'utf8')).toContain('新增一项试办的职能');

    writeFileSync(member, text.replace('year: 2025', 'year: 二〇二五'));
    const broken = await until('有错误的 2 个');
    expect(broken).toContain('L25 seniors-school.yaml');
    writeFileSync(member, text);
    expect(made(await until('重新生成 2 个'))).toEqual(['seniors-school', 'department']);
  } finally {
    // Files share a process: a browser or a server of a queue that another of them opened would end it at Ctrl+C.
    for (const hear of process.listeners('SIGINT')) if (!others.has(hear)) hear('SIGINT');
  }
  expect(await ended).toBe(0);
});
