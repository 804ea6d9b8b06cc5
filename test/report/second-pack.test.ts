import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PackStore } from '../../src/report/packs.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { ROOT } from '../support/sample.ts';

// The same unit file through a pack that shares nothing with the first: a second office needs no change in src/.
describe('a pack with other tables, other order, 元 and other verbs', () => {
  let title = '';
  let text = '';

  beforeAll(async () => {
    const packs = new PackStore({
      templates: join(ROOT, 'test', 'fixtures', 'packs'),
      templatesLabel: 'packs',
      classification: join(ROOT, 'data', 'classification'),
    });
    await inTemporaryFolder(async (folder) => {
      const sample = await readFile(join(ROOT, 'data', 'kuerle.yaml'), 'utf8');
      const file = join(folder, 'unit.yaml');
      await writeFile(file, sample.replace('template: xinjiang-2025', 'template: tiny'));
      const { report, findings } = await produceReport(file, 'unit.yaml', packs);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      ({ title, text } = report!);
    });
  });

  test('title', () => {
    expect(title).toBe('2025年度库尔勒经济技术开发区政务服务中心预算说明书');
  });

  test('the whole text', () => {
    expect(text).toBe(`一、名词
　　人员支出是付给人的钱。

二、说明
　　总支出7,151,980元，较上年提高9.0%（590,200元）；人员支出占54.5%。
　　职业年金0元，较上年全部压减（49,500元）。
　　事业运行占65.8%，较上年压减2.9%（141,460元）。
　　其他政府办公厅（室）及相关机构事务支出占28.9%，较上年提高64.3%（810,000元）。
　　机关事业单位基本养老保险缴费支出占1.2%，较上年压减13.2%（13,100元）。
　　机关事业单位职业年金缴费支出占0.0%，较上年全部压减（49,500元）。
　　事业单位医疗占0.5%，较上年压减13.1%（5,900元）。
　　住房公积金占3.5%，较上年压减3.8%（9,840元）。

三、表

〔表甲 支出分类表（元）〕
科目	本年/人员	本年/其余	本年/全部
一般公共服务支出	3,521,380.00	3,253,500.00	6,774,880.00
社会保障和就业支出	85,800.00	—	85,800.00
卫生健康支出	39,000.00	—	39,000.00
住房保障支出	252,300.00	—	252,300.00
合计	3,898,480.00	3,253,500.00	7,151,980.00

〔表乙 教育收费表（元）〕
科目	金额

　　库尔勒经济技术开发区政务服务中心没有教育收费。
`);
  });
});
