import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SOURCE_FOLDER, sourceFiles } from './support/folders.ts';
import { withoutComments } from './support/imports.ts';

/*
 * Each object that is written down with a getter gets a shape of its own, which holds the getter and with it all that the
 * getter sees; shapes live until all memory is tidied. The parts of a change and the report were such objects, one for every
 * sentence and unit: two of three bytes that outlived a unit outlived it for their sake. A class has one shape for all.
 * The files below make one object in a run.
 */
const ONE_IN_A_RUN: readonly string[] = ['print/browser-process.ts', 'serve/preview.ts'];

/** The lines of getters that stand in no class, by the indentation that the formatter gives. */
function literalGetters(source: string): string[] {
  const lines = withoutComments(source).split('\n');
  const indentOf = (line: string): number => line.search(/\S/);
  return lines.filter((line, index) => {
    if (!/^\s+(?:get|set) \w+\(.*\{$/.test(line)) return false;
    const around = lines.slice(0, index).findLast((each) => {
      const indent = indentOf(each);
      return indent >= 0 && indent < indentOf(line);
    });
    return around === undefined || !/\bclass\b/.test(around);
  });
}

test.each([
  ['const a = {\n  get b() {\n    return 1;\n  },\n};', 1],
  ['class A {\n  #b = 1;\n\n  get b() {\n    return this.#b;\n  }\n}', 0],
  ['const A = class {\n  get b() {\n    return 1;\n  }\n};', 0],
  ['return {\n  a: 1,\n  set b(value) {\n    use(value);\n  },\n};', 1],
])('%s', (source, count) => {
  expect(literalGetters(source)).toHaveLength(count);
});

test('no object that is made for each unit is written down with a getter', () => {
  const found = sourceFiles().filter(
    (file) => literalGetters(readFileSync(join(SOURCE_FOLDER, file), 'utf8')).length > 0,
  );
  expect(found).toEqual(ONE_IN_A_RUN);
});
