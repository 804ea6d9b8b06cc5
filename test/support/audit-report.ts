import { textMutations } from './audit-mutations.ts';
import { auditText, faultsOf } from './audit-text.ts';
import { produce } from './sample.ts';

/*
 * How many of the defects that can be made in the texts of the samples the audit finds, by kind of defect: found / applied.
 * `npm run check:audit [step]` takes every step-th defect.
 */
const SAMPLES = [
  'data/kuerle.yaml',
  'data/demo/2025.yaml',
  'data/putuo-commerce.yaml',
  'data/finals/demo-final-2025.yaml',
];

async function main(): Promise<void> {
  const step = Number(process.argv[2] ?? 5);
  const counts = new Map<string, { found: number; applied: number }>();
  const missed: string[] = [];
  for (const file of SAMPLES) {
    const { report } = await produce(file);
    const clean = new Set(faultsOf(await auditText(report!.text)));
    for (const [index, { kind, text, what }] of textMutations(report!.text).entries()) {
      if (index % step !== 0) continue;
      const faults = faultsOf(await auditText(text));
      const count = counts.get(kind) ?? { found: 0, applied: 0 };
      count.applied++;
      if (faults.some((fault) => !clean.has(fault))) count.found++;
      else missed.push(`${file} ${kind} ${what}`);
      counts.set(kind, count);
    }
  }
  for (const [kind, { found, applied }] of counts) console.log(`${kind}: ${found} / ${applied}`);
  if (process.argv.includes('--missed')) for (const each of missed) console.log(each);
}

await main();
