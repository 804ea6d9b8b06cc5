import { describe, expect, test } from '@jest/globals';
import { newUnit } from '../../src/draft/new-unit.ts';
import { type KindName, kindOf } from '../../src/kinds/registry.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { realPack } from '../support/packs.ts';

const BEGUN = {
  kind: 'unit-budget',
  name: '示例市虚构区文化站',
  year: 2025,
  date: null,
  amounts: '万元',
  saidElsewhere: [],
} as const;

async function begun(template: string, more: object = {}): Promise<string> {
  return newUnit({ ...BEGUN, template, ...more }, await realPack(template));
}

/** What stands to be filled in, and what stands behind `#`. */
const fieldsIn = (text: string, mark: '' | '# ') =>
  text.split('\n').flatMap((line) => {
    const found = /^ *(# +)?([A-Za-z0-9]+):/.exec(line);
    return found && (found[1] === undefined ? '' : '# ') === mark ? [found[2]!] : [];
  });

describe('a new file', () => {
  test.each<[string, { kind?: KindName }]>([
    ['xinjiang-2025', {}],
    ['shanghai-unit-2025', {}],
    ['xinjiang-final-2025', { kind: 'unit-final' }],
    ['national-final-2025', { kind: 'unit-final' }],
    ['shanghai-final-2024', { kind: 'unit-final' }],
  ])('demands what the pack demands: %s', async (name, more) => {
    const pack = await realPack(name);
    const text = await begun(name, more);
    const fields = fieldsIn(text, '');
    // Empty, and with what it means.
    expect(text).toMatch(/^ {2}equipmentOver1m: # 单位价值100万元以上大型设备台数：/m);
    expect(/plannedOver1m/.test(text)).toBe(!name.includes('final'));
    for (const need of Object.keys(pack.settings.needs)) expect(fields).toContain(need.split('.').at(-1));
  });

  test('has nothing that the pack never prints', async () => {
    const shanghai = await begun('shanghai-unit-2025');
    for (const field of ['establishment', 'staff', 'furniture', 'buildings', 'plannedOver500k', 'cover'])
      expect(shanghai).not.toMatch(new RegExp(`^ *(# )?${field}:`, 'm'));
    expect(await begun('xinjiang-2025')).not.toMatch(/^ *(# )?(region|introduction|execution):/m);
  });

  test('offers the rest behind #, the options of the pack among it', async () => {
    const offered = fieldsIn(await begun('xinjiang-2025'), '# ');
    for (const field of [
      'glossary',
      'otherMatters',
      'offices',
      'waivers',
      'options',
      'officeWord',
      'projects',
    ])
      expect(offered).toContain(field);
  });

  test('names the kinds of staff that the pack prints', async () => {
    expect(await begun('xinjiang-2025')).toContain('    离休:\n      count:\n      change:\n');
  });

  test.each<[string, { kind?: KindName }]>([
    ['xinjiang-2025', {}],
    ['shanghai-unit-2025', {}],
    ['xinjiang-2025', { kind: 'department-budget' }],
    ['xinjiang-final-2025', { kind: 'unit-final' }],
    ['shanghai-final-2024', { kind: 'unit-final' }],
  ])('of %s %j reads as YAML, with and without the marks before what is offered', async (name, more) => {
    const text = await begun(name, more);
    const { value, findings } = parseYaml({ file: 'a.yaml', text });
    expect(findings).toEqual([]);
    const known = (kindOf({ kind: 'unit-budget', ...more }).schema as unknown as { shape: object }).shape;
    for (const key of Object.keys(value!.value as object)) expect(known).toHaveProperty(key);
    const all = text.replace(/^( *)# (?=[ \w一-鿿-])/gm, '$1');
    const full = parseYaml({ file: 'a.yaml', text: all });
    expect(full.findings).toEqual([]);
    const parsed = kindOf({ kind: 'unit-budget', ...more }).schema.safeParse(full.value!.value);
    const unknown = (parsed.error?.issues ?? []).filter(({ code }) => code === 'unrecognized_keys');
    expect(unknown).toEqual([]);
  });

  test('leaves out what the folder says', async () => {
    const text = await begun('xinjiang-2025', { saidElsewhere: ['template', 'year', 'date'] });
    expect(text).not.toMatch(/^(template|year|date):/m);
  });
});
