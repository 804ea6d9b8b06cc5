import { afterEach, expect, jest, test } from '@jest/globals';
import { processConsole } from '../../src/cli/console.ts';
import { jsonText } from '../../src/cli/json.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What the console writes to a stream. */
function written(
  stream: 'stdout' | 'stderr',
  use: (console: ReturnType<typeof processConsole>) => void,
): string {
  const spy = jest.spyOn(process[stream], 'write').mockReturnValue(true);
  use(processConsole());
  return spy.mock.calls.map(([text]) => String(text)).join('');
}

// Clears the screen, rings, turns the reading direction, is a C1 control sequence introducer, moves back.
const HOSTILE = ['\u001b[2J', '\u0007', '\u202e', '\u009b2J', '\b', '\r'];
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test.each(HOSTILE)('no control character of the data reaches the terminal: %j', (hostile) => {
  const name = `单位${hostile}中心`;
  const finding = { code: 'L21', severity: 'error', message: name, hint: name } as const;
  const position = { file: `${name}.yaml`, line: 1, column: 1 };
  const shown = [
    written('stdout', (console) => console.out(`${name}\n\t第二行`)),
    written('stderr', (console) => console.err(name)),
    written('stderr', (console) =>
      console.findings([{ ...finding, position }], new Map([[`${name}.yaml`, name]])),
    ),
  ];
  for (const text of shown) {
    expect(text).not.toMatch(CONTROL);
    expect(text).toMatch(/单位�.*中心/);
  }
  expect(shown[0]).toContain('\n\t第二行\n');
});

test.each(HOSTILE)('JSON says %j without sending it', (hostile) => {
  const text = jsonText({ name: hostile });
  expect(text.replaceAll('\n', '')).not.toMatch(CONTROL);
  expect(JSON.parse(text)).toEqual({ name: hostile });
});

test('colours that the program itself put there stay', () => {
  expect(written('stdout', (console) => console.out('\u001b[31m少\u001b[39m', 'painted'))).toContain(
    '\u001b[31m',
  );
});
