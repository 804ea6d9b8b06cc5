import { expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { documentText } from '../../src/document/text.ts';
import { asDraft } from '../../src/render/draft.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { readWord } from '../../src/word/read-word.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { produceVariant } from '../support/variant.ts';
import { orderFaults } from '../support/word-order.ts';

const filled = (text: string) => text.split('\n').filter((line) => line !== '');

test('a draft with cover and contents: marked on every page, numbers in the contents, counted from the body', async () => {
  const { report } = await produceVariant('data/kuerle.yaml', [
    'year: 2025',
    'year: 2025\ncover: true\ncontents: true',
  ]);
  const draft = asDraft(report!, { mark: '草稿', notice: '草稿：检查发现 2 个错误。' });
  const plan = planDocument(draft);
  const bytes = writeWord(plan);
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)] as const);
  for (const [name, xml] of parts) {
    if (/^word\/\w+\.xml$/.test(name)) expect([name, orderFaults(xml)]).toEqual([name, []]);
  }
  expect(parts.find(([name]) => name === 'word/header1.xml')![1]).toContain('string="草稿"');
  const { value } = await readWord(Buffer.from(bytes), '草稿.docx');
  expect(filled(documentText(value!))).toEqual(filled(draft.text));
  // The pages of the cover are not counted, the body begins with 1.
  expect(plan.sections.map(({ restarts }) => restarts).filter(Boolean)).toHaveLength(1);
  const contents = plan.sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'contents');
  if (contents?.kind !== 'contents') throw new Error('no contents');
  // Behind the cover they begin a page of their own.
  expect(contents.title.map(({ breaks }) => breaks)).toEqual([true]);
  const lines = contents.lines.map(({ runs }) => runs.map(({ text }) => text).join(''));
  expect(lines.slice(0, 6)).toEqual([
    '第一部分 2025年单位概况\t1',
    '一、主要职能\t1',
    '二、机构设置及人员情况\t2',
    '第二部分 2025年单位预算公开表\t3',
    '表1 单位收支总体情况表\t3',
    '表2 单位收入总体情况表\t4',
  ]);
});
