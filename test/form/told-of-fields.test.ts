import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { NO_KEY_NAMES } from '../../src/form/key-names.ts';
import { speakOfSheets } from '../../src/form/speak-of-sheets.ts';
import { LINES_OF, projectTables } from '../../src/kinds/form-fields.ts';
import { type FormOf, isOfDepartment } from '../../src/kinds/form-of.ts';
import { type KindName, kindOf } from '../../src/kinds/registry.ts';
import {
  ANY_ITEM,
  ANY_KEY,
  INDICATOR_FIELDS,
  MEMBER_FIELDS,
  NOTE_FIELDS,
} from '../../src/kinds/schema-fields.ts';
import type { DataPath } from '../../src/model/locator.ts';
import { SchemaTranslator } from '../../src/source/schema-findings.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { wordsOfFile } from '../support/finding-text.ts';
import { DATA_FOLDER } from '../support/folders.ts';

/* What the schema refuses of a workbook, field by field, is told in the words of its sheets. */

const FORMS: readonly (readonly [FormOf, KindName, string])[] = [
  ['unit', 'unit-budget', 'demo/2025.yaml'],
  ['department', 'department-budget', 'demo/education/department.yaml'],
  ['final', 'unit-final', 'finals/demo-final-2025.yaml'],
  ['departmentFinal', 'department-final', 'finals/education/department.yaml'],
];

type Tree = Record<string | number, unknown>;
const AT_CELL = { file: '单位.xlsx', line: 1, column: 1, place: '单位信息!C2' };
const LOCATOR = { positionOf: () => AT_CELL, keyPositionOf: () => AT_CELL };

/** Every place that a workbook has a cell for; names are any names. */
function placesOf(of: FormOf): DataPath[] {
  const { projects, indicators, below } = projectTables(of);
  const under = (root: DataPath, fields: readonly { readonly path: DataPath }[]) =>
    fields.map(({ path }) => [...root, ...path]);
  const item = [ANY_KEY, ANY_KEY, ANY_ITEM];
  const ofUnit = [
    ...under(['projects', ANY_ITEM], projects),
    ...under(['projects', ANY_ITEM, below, 'indicators', ...item], indicators),
  ];
  const ofDepartment = [
    ...under(['members', ANY_ITEM], MEMBER_FIELDS),
    ...(of === 'department'
      ? [
          ...under(['projectNotes', ANY_ITEM], NOTE_FIELDS),
          ...under(['performance', 'department', 'indicators', ...item], INDICATOR_FIELDS),
        ]
      : []),
  ];
  const paths = [...under([], LINES_OF[of]), ...(isOfDepartment(of) ? ofDepartment : ofUnit)];
  return paths.map((path) =>
    path.map((step) => (step === ANY_ITEM ? 0 : step === ANY_KEY ? '某名称' : step)),
  );
}

/** The data with another text at a place, or without the place. */
function spoiled(tree: Tree, path: DataPath, text: string | null): Tree {
  const copy = structuredClone(tree);
  let at = copy;
  for (const [index, step] of path.slice(0, -1).entries()) {
    if (typeof at[step] !== 'object' || at[step] === null)
      at[step] = typeof path[index + 1] === 'number' ? [] : {};
    at = at[step] as Tree;
  }
  const last = path.at(-1)!;
  if (text === null) delete at[last];
  else at[last] = text;
  return copy;
}

test.each(FORMS)('%s: no remedy names a path', (of, kind, file) => {
  const { schema } = kindOf({ kind });
  const translator = new SchemaTranslator(schema);
  const text = readFileSync(join(DATA_FOLDER, file), 'utf8');
  // The finals take their names over from other files.
  const named = text.replace(
    /^(unit|department): \{ from.*/m,
    (_, whose: string) =>
      `${whose}: { name: 甲, functions: [乙]${whose === 'unit' ? ', kind: 事业单位' : ''} }`,
  );
  const tree = parseYaml({ file, text: named }).value!.value as Tree;
  expect(schema.safeParse(tree).error?.issues).toBeUndefined();
  const left = new Set<string>();
  const codes = new Set<string>();
  for (const path of placesOf(of)) {
    for (const text of [null, '约3,5', '2025/2/30']) {
      const value = spoiled(tree, path, text);
      for (const found of translator.translate(schema.safeParse(value).error?.issues ?? [], value, LOCATOR)) {
        const { code, message, hint } = speakOfSheets(found, { of, names: NO_KEY_NAMES });
        codes.add(code);
        if (wordsOfFile(message + hint).length > 0) left.add(`${path.join('.')} ${code} ${message}${hint}`);
      }
    }
  }
  expect([...left]).toEqual([]);
  expect([...codes]).toEqual(expect.arrayContaining(['L10', 'L14', 'L21', 'L24']));
});
