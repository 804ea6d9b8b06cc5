import { expect, test } from '@jest/globals';
import { falseAlarms, PACKS } from '../support/false-alarms.ts';

/* `npm run check:alarms` counts them over two hundred units of each pack. */

test.each(PACKS)('correct units in the form %s: no error and no warning', async (pack) => {
  expect(await falseAlarms(pack, 12)).toEqual([]);
});
