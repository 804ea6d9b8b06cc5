import { readDocument } from '../../src/document/read-document.ts';
import { textMutations } from './audit-mutations.ts';
import { audit, auditText } from './audit-text.ts';
import { produce } from './sample.ts';

/*
 * How many of the defects that can be made in the texts of the samples the audit finds: by the rule that a defect breaks
 * and by its kind, found by this rule / found by any / made. `npm run check:audit [n]` makes n of each rule in each sample,
 * spread over it; `--missed` lists those that nothing found. Findings in the samples as they are come first.
 */
const SAMPLES = [
  'data/kuerle.yaml',
  'data/demo/2025.yaml',
  'data/putuo-commerce.yaml',
  'data/finals/demo-final-2025.yaml',
];

interface Count {
  own: number;
  found: number;
  made: number;
}

async function main(): Promise<void> {
  const most = Number(process.argv[2] ?? 8);
  const rules = new Map<string, Count>();
  const kinds = new Map<string, Count>();
  const missed: string[] = [];
  const add = (counts: Map<string, Count>, key: string, own: boolean, found: boolean): void => {
    const count = counts.get(key) ?? { own: 0, found: 0, made: 0 };
    counts.set(key, {
      own: count.own + Number(own),
      found: count.found + Number(found),
      made: count.made + 1,
    });
  };
  for (const file of SAMPLES) {
    const { report } = await produce(file);
    const said = async (text: string): Promise<string[]> =>
      (await auditText(text))
        .filter(({ code }) => code !== 'V03')
        .map(({ code, message }) => `${code} ${message}`);
    const clean = new Set(await said(report!.text));
    const asPage = (await audit(readDocument(report!.html))).filter(({ code }) => code !== 'V03');
    console.log(`${file}：原样 ${clean.size} 个发现（文本）、${asPage.length} 个（网页）`);
    const byRule = new Map<string, ReturnType<typeof textMutations>>();
    for (const each of textMutations(report!.text))
      byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each]);
    for (const [rule, all] of byRule) {
      const step = Math.max(1, all.length / most);
      for (let at = 0; at < all.length; at += step) {
        const { kind, text, what } = all[Math.floor(at)]!;
        const fresh = (await said(text)).filter((each) => !clean.has(each));
        const own = fresh.some((each) => each.startsWith(rule));
        add(rules, rule, own, fresh.length > 0);
        add(kinds, `${rule} ${kind}`, own, fresh.length > 0);
        if (fresh.length === 0) missed.push(`${file} ${rule} ${kind} ${what}`);
      }
    }
  }
  for (const counts of [rules, kinds]) {
    console.log('');
    for (const [key, { own, found, made }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`${key}: ${own} / ${found} / ${made}`);
  }
  if (process.argv.includes('--missed')) for (const each of missed) console.log(each);
}

await main();
