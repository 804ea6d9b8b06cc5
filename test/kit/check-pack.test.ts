import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkPack } from '../../src/kit/check-pack.ts';
import { hasErrors } from '../../src/model/finding.ts';
import { packNames } from '../../src/pack/pack-chain.ts';
import { FIELD_SOURCES } from '../../src/render/unprinted-fields.ts';
import { viewShape } from '../../src/render/view-shape.ts';
import { listFields } from '../../src/template/shape-words.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { packOf } from '../support/packs.ts';

/** Findings about a copy of the Xinjiang pack with edits, as `code file:line:column message`. */
function checked(edits: Readonly<Record<string, (text: string) => string>>) {
  return inTemporaryFolder(async (folder) => {
    await cp(TEMPLATES_FOLDER, folder, { recursive: true });
    for (const [file, edit] of Object.entries(edits)) {
      const path = join(folder, 'xinjiang-2025', file);
      await mkdir(dirname(path), { recursive: true });
      const text = await readFile(path, 'utf8').catch(() => '');
      await writeFile(path, edit(text));
    }
    const { findings, sources } = await checkPack(
      folder,
      'xinjiang-2025',
      'templates',
      CLASSIFICATION_FOLDER,
    );
    return findings
      .filter(({ severity }) => severity !== 'note')
      .map(({ code, message, hint, position }) => {
        expect(hint).not.toBe('');
        expect(sources.has(position!.file)).toBe(true);
        const line = sources.get(position!.file)!.split('\n')[position!.line - 1]!;
        return { code, file: position!.file, line: line.trim(), message };
      });
  });
}

const replacing = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, () => to);
};

test.each(await packNames(TEMPLATES_FOLDER))('%s has neither errors nor warnings', async (name) => {
  const { findings } = await checkPack(TEMPLATES_FOLDER, name, 'templates');
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(hasErrors(findings)).toBe(false);
});

describe('pack check tells', () => {
  test.each<[string, Record<string, (text: string) => string>, object]>([
    [
      'a wrong setting',
      { 'pack.yaml': replacing('decimals: 2, suffix: 万元', 'decimals: two, suffix: 万元') },
      { file: 'templates/xinjiang-2025/pack.yaml', line: expect.stringContaining('decimals: two') },
    ],
    [
      'a year without code lists',
      { 'pack.yaml': replacing('classification: "2025"', 'classification: "2062"') },
      {
        code: 'L68',
        file: 'templates/xinjiang-2025/pack.yaml',
        line: 'classification: "2062"',
        message: '没有“2062”年的科目表。',
      },
    ],
    [
      'a wrong table',
      { 'tables/table-3.yaml': replacing('number: "3"', 'numbr: "3"') },
      { code: 'L12', file: 'templates/xinjiang-2025/tables/table-3.yaml', line: 'numbr: "3"' },
    ],
    [
      'an unknown filter of a table',
      { 'tables/table-3.yaml': replacing('sum: project', 'sum: projekt') },
      {
        code: 'L48',
        file: 'templates/xinjiang-2025/tables/table-3.yaml',
        line: expect.stringContaining('projekt'),
      },
    ],
    [
      'an unknown helper',
      { 'sections/summary.hbs': replacing('{{money figures.total}}', '{{mony figures.total}}') },
      {
        code: 'T02',
        file: 'templates/xinjiang-2025/sections/summary.hbs',
        line: expect.stringContaining('mony'),
      },
    ],
    [
      'an unknown field',
      { 'sections/summary.hbs': replacing('figures.total', 'figures.totl') },
      {
        code: 'T04',
        file: 'templates/xinjiang-2025/sections/summary.hbs',
        message: expect.stringContaining('totl'),
      },
    ],
    [
      'an unknown partial',
      { 'report.hbs': replacing('{{> sections/basic}}', '{{> sections/basics}}') },
      { code: 'T03', file: 'templates/xinjiang-2025/report.hbs', line: '{{> sections/basics}}' },
    ],
    [
      'a template that nothing uses',
      { 'sections/extra.hbs': () => '多余' },
      { code: 'T09', file: 'templates/xinjiang-2025/sections/extra.hbs' },
    ],
    [
      'a figure that nothing uses',
      { 'pack.yaml': replacing('figures:\n', 'figures:\n  extra: { label: 多余, where: general }\n') },
      { code: 'T21', line: 'extra: { label: 多余, where: general }' },
    ],
    [
      'a list that nothing uses',
      { 'pack.yaml': replacing('lists:\n', 'lists:\n  extra: { by: functionClass }\n') },
      { code: 'T22', line: 'extra: { by: functionClass }' },
    ],
    [
      'a filter that nothing uses',
      { 'pack.yaml': replacing('filters:\n', 'filters:\n  extra: { kind: basic }\n') },
      { code: 'T23', line: 'extra: { kind: basic }' },
    ],
    [
      'an empty table without a sentence',
      { 'tables/table-8.yaml': replacing('empty: partials/empty-government-fund\n', '') },
      {
        code: 'T24',
        file: 'templates/xinjiang-2025/tables/table-8.yaml',
        line: 'title: 政府性基金预算支出情况表',
      },
    ],
    [
      'a field that is needed and not printed',
      { 'pack.yaml': replacing('needs:\n', 'needs:\n  unit.region: warning\n') },
      { code: 'T26', line: 'unit.region: warning' },
    ],
    [
      'a field that is printed and not needed',
      { 'pack.yaml': replacing('  assets.furniture: error\n', '') },
      { code: 'T27', message: expect.stringContaining('assets.furniture') },
    ],
  ])('%s', async (_, edits, expected) => {
    expect(await checked(edits)).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
  });

  test('which fields of a unit file are not printed', async () => {
    const { findings } = await checkPack(TEMPLATES_FOLDER, 'xinjiang-2025', 'templates');
    expect(findings.filter(({ code }) => code === 'T25').map(({ message }) => message)).toEqual([
      '单位文件的 4 项内容在这份样式中没有印出来：unit.region、unit.introduction、performance.goals、projectNotes。',
    ]);
  });
});

test('every field of the view that comes from one of the unit file has its source', () => {
  const derived =
    /^(words$|parts$|isDepartment$|isFirstYear$|year|priorYear|amountUnit|unit\.name|figures|lists|charts|tables|projects$|projectCount)/;
  const known = Object.values(FIELD_SOURCES).flat();
  const missing = listFields(viewShape(packOf({})))
    .map(({ path }) => path)
    .filter(
      (path) =>
        !derived.test(path) &&
        !/^(projects\[\]\.(name|general|total)|unit|assets|procurement|goals)(\.isZero)?$/.test(path),
    )
    .filter(
      (path) =>
        !known.some((each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`)),
    )
    .filter((path) => !/^projects\[\]\.(general|total)\./.test(path));
  expect(missing).toEqual([]);
});
