import { resolve } from 'node:path';
import { manifestText, readManifest } from '../batch/manifest.ts';
import { mergeManifests } from '../batch/manifest-merge.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { labelOf } from './project-folders.ts';

/** `manifest merge`: one manifest from those of several shards, printed or written to `out`. */
export async function manifestCommand(
  action: string,
  files: readonly string[],
  out: string | null,
  console: Console,
): Promise<ExitCode> {
  if (action !== 'merge') {
    console.err(`没有“${action}”这个动作，只有 merge。例如：npm run manifest merge a.json b.json`);
    return EXIT.usage;
  }
  const read = await Promise.all(
    files.map(async (file) => ({ label: file, outcome: await readManifest(resolve(file), file) })),
  );
  const parts = read.flatMap(({ label, outcome }) =>
    outcome.value ? [{ label, manifest: outcome.value }] : [],
  );
  const unreadable = read.flatMap(({ outcome }) => outcome.findings);
  const merged = unreadable.length > 0 ? { value: null, findings: unreadable } : mergeManifests(parts);
  console.findings(merged.findings, new Map());
  if (!merged.value) return EXIT.findings;
  const text = manifestText(merged.value);
  const failed = merged.value.units.filter(({ status }) => status === 'failed').length;
  if (out === null) {
    console.out(text.trimEnd());
  } else {
    const written = await writeOutputFiles([{ path: out, content: text }]);
    console.findings(written.findings, new Map());
    if (!written.value) return EXIT.findings;
    console.out(
      `已合并 ${parts.length} 份清单：共 ${merged.value.units.length} 个单位，失败 ${failed} 个。${labelOf(out)}`,
    );
  }
  return failed > 0 ? EXIT.findings : EXIT.ok;
}
