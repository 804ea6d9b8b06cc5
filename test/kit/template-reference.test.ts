import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadUnit } from '../../src/books/load-unit.ts';
import { currentGuide } from '../../src/cli/pack-command.ts';
import { packVariant } from '../../src/pack/pack-variant.ts';
import { compilePack } from '../../src/render/compiled-pack.ts';
import { reportHelpers } from '../../src/render/helpers.ts';
import { renderReport } from '../../src/render/report.ts';
import { HELPER_EXAMPLES } from '../../src/template/helper-examples.ts';
import { DATA_FOLDER, ROOT_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

describe('the guide for template authors', () => {
  test.each([
    ['zh', 'templates.md'],
    ['en', 'templates.en.md'],
  ] as const)('in %s is as the code is now (npm run pack docs)', async (language, file) => {
    const written = readFileSync(join(ROOT_FOLDER, 'docs', file), 'utf8');
    expect(written).toBe(await currentGuide(language, written));
  });

  test('shows every helper', async () => {
    const { value: pack } = await packs.pack('xinjiang-2025');
    const shown = new Set(HELPER_EXAMPLES.map(({ helper }) => helper));
    expect([...shown].sort()).toEqual(Object.keys(reportHelpers(pack!.settings)).sort());
  });

  test.each(HELPER_EXAMPLES.map((example) => [example.template, example] as const))(
    '%s gives what it says',
    async (template, { result, of = 'kuerle.yaml', choices = {} }) => {
      const { value } = await loadUnit(join(DATA_FOLDER, of), of, packs);
      const { unit } = value!;
      const { value: pack } = packVariant(value!.pack, { ...value!.pack.chosen, ...choices });
      if (pack === null) throw new Error('choices that are none');
      const templates = new Map(pack.templates).set('report', { file: 'report.hbs', text: template });
      const compiled = compilePack({ ...pack, templates });
      const rendered = renderReport(unit, compiled.value!);
      expect(rendered.value?.text.trim().split('\n')[0]).toBe(result);
    },
  );
});
