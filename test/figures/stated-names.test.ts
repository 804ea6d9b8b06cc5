import { expect, test } from '@jest/globals';
import { DISTRICT } from '../support/district-unit.ts';
import { produceText } from '../support/produce-text.ts';
import { edited } from '../support/unit-yaml.ts';

const EXECUTION = 'execution: { fiscalIncome: 121000 }';
const told = async (text: string) => (await produceText(text)).findings.filter(({ code }) => code === 'L42');

test('the unit itself has no finding', async () => {
  expect((await produceText(DISTRICT)).findings).toEqual([]);
});

test.each([
  ['fiscalIncom', '是不是“fiscalIncome”？'],
  ['乱写', '本模板在这里用到的有：fiscalIncome。'],
])('a misspelt figure of the execution is an error: %s', async (name, hint) => {
  const [finding, ...more] = await told(
    edited(DISTRICT, [EXECUTION, `execution: { fiscalIncome: 121000, ${name}: 1 }`]),
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', position: { line: 15 } });
  expect(finding!.message).toContain(name);
  expect(finding!.hint).toContain(hint);
});

test('what another form asks for may stand there', async () => {
  expect(await told(edited(DISTRICT, [EXECUTION, `${EXECUTION}\n  settlement: { total: 1 }`]))).toEqual([]);
});
