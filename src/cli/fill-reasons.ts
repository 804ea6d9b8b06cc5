import { fillReasons } from '../draft/fill-reasons.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Console } from './console.ts';
import { openPacks } from './open-packs.ts';
import type { UnitInput } from './unit-inputs.ts';

/**
 * Writes an empty line for each missing reason into the unit files; says of each file how many there are. A file whose
 * figures are not known yet stays as it is: the check that follows tells why.
 */
export async function writeEmptyReasons(
  inputs: readonly UnitInput[],
  templates: string,
  console: Console,
): Promise<void> {
  const packs = openPacks(templates);
  for (const input of inputs) {
    const { value, findings } = await fillReasons(input, packs);
    if (!value) {
      const own = findings.filter(({ code }) => code === 'L68');
      console.findings(own, new Map());
      if (own.length === 0) console.err(`${input.label}：数还没有填好，没有补列原因；请先改正下面的错误。`);
      continue;
    }
    if (value.isChanged) {
      const written = await writeOutputFiles([{ path: input.path, content: value.text }]);
      console.findings(written.findings, new Map());
      if (!written.value) continue;
    }
    console.out(
      value.count === 0
        ? `${input.label}：没有要补写的原因。`
        : `${input.label}：有 ${value.count} 条原因要写，已列在 reasons 下，旁边注明了两年的数。`,
    );
  }
}
