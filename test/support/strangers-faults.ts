import { openForeign } from '../../src/foreign/open-foreign.ts';
import { audit, faultsOf } from './audit-text.ts';
import { strangers } from './strangers/documents.ts';
import { faultsIn } from './strangers/faults.ts';
import type { Stranger } from './strangers/model.ts';
import { htmlOf } from './strangers/writers.ts';

/*
 * `npm run check:stranger-faults`: one fault of every kind planted into each document of other offices: found / planted.
 * `--missed` lists those that nothing found.
 */

const said = async (stranger: Stranger): Promise<string[]> => {
  const { value } = await openForeign(Buffer.from(htmlOf(stranger)), 'a.html');
  return faultsOf(await audit(value!));
};

async function main(): Promise<void> {
  const counts = new Map<string, [number, number]>();
  for (const { stranger } of strangers()) {
    const clean = new Set(await said(stranger));
    for (const each of clean) console.log(`${stranger.name} 原样：${each}`);
    for (const fault of faultsIn(stranger)) {
      const fresh = (await said(fault.stranger)).filter((each) => !clean.has(each));
      const [found, all] = counts.get(fault.kind) ?? [0, 0];
      counts.set(fault.kind, [found + Number(fresh.length > 0), all + 1]);
      if (fresh.length === 0 && process.argv.includes('--missed'))
        console.log(`没有找到：${stranger.name} ${fault.kind}`);
    }
  }
  let [found, all] = [0, 0];
  for (const [kind, [one, other]] of counts) {
    console.log(`${kind}：${one} / ${other}`);
    found += one;
    all += other;
  }
  console.log(`共 ${found} / ${all}`);
}

await main();
