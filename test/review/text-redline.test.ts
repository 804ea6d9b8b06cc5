import { expect, test } from '@jest/globals';
import { textRedline } from '../../src/review/text-redline.ts';
import { reportOf } from '../support/sample.ts';

type Edit = (text: string) => string;
const swap =
  (from: string | RegExp, to: string): Edit =>
  (text) => {
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`not found: ${from}`);
    return edited;
  };

// The document is given only where it says both texts to the letter.
test.each<[string, string, Edit]>([
  ['nothing', 'data/kuerle.yaml', (text) => text],
  ['amounts in sentences and cells', 'data/kuerle.yaml', (text) => text.replaceAll('508.18', '1509.18')],
  ['a sentence less', 'data/kuerle.yaml', swap(/\n[^\t\n　〔]+。(?=\n　　)/, '')],
  ['another heading', 'data/kuerle.yaml', swap(/第四部分\s+名词/, '第四部分 有关名词的')],
  ['a paragraph more', 'data/kuerle.yaml', swap(/\n　　/, '\n　　承担原来的职能；负责原来的解释。\n　　')],
  ['a row more', 'data/kuerle.yaml', swap(/\n(301\t02\t.*)/, '\n301\t03\t奖金\t1.00\t1.00\n$1')],
  ['a row less', 'data/kuerle.yaml', swap(/\n301\t02\t.*/, '')],
  [
    'amounts of a final account',
    'data/finals/putuo-finance-2024.yaml',
    (text) => text.replaceAll('2,995.39', '2,995.40'),
  ],
  ['amounts of a department', 'data/demo/education/department.yaml', swap(/\d+\.\d\d(?=万元)/, '0.07')],
])('%s: accepted the report, rejected the earlier text (%s)', async (_, file, edit) => {
  const report = await reportOf(file);
  const bytes = await textRedline(report, edit(report.text));
  expect(bytes).not.toBeNull();
});

test('what cannot be said whole is not given', async () => {
  const report = await reportOf('data/kuerle.yaml');
  expect(await textRedline(report, report.text.replace(/〔(.*?)〕/, '〔$1（旧）〕'))).toBeNull();
});
