import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { DISTRICT } from '../support/district-unit.ts';
import { produceText } from '../support/produce-text.ts';
import { packs } from '../support/repository-packs.ts';
import { produce, ROOT } from '../support/sample.ts';
import { edited } from '../support/unit-yaml.ts';

/** A unit file of the repository, through another pack than its own. */
function crossed(file: string, template: string): Promise<Production> {
  return inTemporaryFolder(async (folder) => {
    await cp(join(ROOT, 'data'), folder, { recursive: true });
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/^template: .*$/m, `template: ${template}`));
    return produceReport(path, `data/${file}`, packs);
  });
}

describe('units of one province in the form of the other', () => {
  test.each(['kuerle.yaml', 'demo/2024.yaml', 'demo/2025.yaml'])(
    '%s renders in the Shanghai form; what is new are the fields only that form prints',
    async (file) => {
      const { report, findings } = await crossed(file, 'shanghai-unit-2025');
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(report?.text).toContain('年单位预算编制说明');
      const own = new Set((await produce(`data/${file}`)).findings.map(({ message }) => message));
      const added = findings.filter(({ message }) => !own.has(message));
      expect(added.map(({ code, message }) => `${code} ${message}`)).toEqual([
        'L50 没有写“行政区划（unit.region）”，报告中略去相应的内容。',
        'L50 没有写“单位简介（unit.introduction）”，报告中略去相应的内容。',
        'L51 没有填“财政拨款收入”的上年执行数，报告中不写与它的比较。',
      ]);
      expect(report?.text).not.toContain('执行数');
    },
  );

  test('data/putuo-commerce.yaml lacks what only the Xinjiang form prints, and is told each piece', async () => {
    const { report, findings } = await crossed('putuo-commerce.yaml', 'xinjiang-2025');
    expect(report).toBeNull();
    const errors = findings.filter(({ severity }) => severity === 'error');
    // Fields, last year in detail, purposes of the classes, goal tables of the projects: none is published.
    expect([...new Set(errors.map(({ code }) => code))].sort()).toEqual(['A17', 'D05', 'L10', 'L41']);
    expect(errors.every(({ hint, position }) => hint !== '' && position !== null)).toBe(true);
    expect(errors.filter(({ code }) => code === 'L10').map(({ message }) => message)).toEqual([
      '缺少“编制数（unit.establishment）”。',
      '缺少“实有人数（unit.staff）”。',
      '缺少“面向中小企业预留金额（procurement.reservedForSmallMedium）”。',
      '缺少“面向小微企业预留金额（procurement.reservedForMicro）”。',
      '缺少“房屋（assets.buildings）”。',
      '缺少“办公家具价值（assets.furniture）”。',
      '缺少“其他资产价值（assets.other）”。',
      '缺少“单位价值50万元以上大型设备台数（assets.equipmentOver500k）”。',
      '缺少“本年安排购置50万元以上大型设备台数（assets.plannedOver500k）”。',
    ]);
  });

  test('each of them renders in its own form', async () => {
    for (const file of ['kuerle.yaml', 'demo/2024.yaml', 'demo/2025.yaml', 'putuo-commerce.yaml']) {
      const { report, findings } = await produce(`data/${file}`);
      expect([file, findings.filter(({ severity }) => severity === 'error')]).toEqual([file, []]);
      expect(report).not.toBeNull();
    }
  });
});

test("next year's unit in this year's pack is told so", async () => {
  const text = edited(DISTRICT, ['year: 2025', 'year: 2026'], ['date: 2025-02-20', 'date: 2026-02-20']);
  const { findings } = await produceText(text);
  const [told] = findings.filter(({ code }) => code === 'L69');
  expect(told).toMatchObject({ severity: 'warning', position: { line: 1 } });
  expect(told!.hint).toContain('npm run pack new shanghai-unit-2026 -- --from shanghai-unit-2025');
});
