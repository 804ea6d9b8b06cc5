import { errorFinding } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { UnitRecord } from '../work/unit-record.ts';
import type { Manifest } from './manifest.ts';

/**
 * One manifest for what several machines did. The same unit may be in several: a good record wins over a failed
 * one; two good ones that differ in their outputs, or manifests of different programs, are `O04`.
 *
 * Example: `mergeManifests([{ label: 'a.json', manifest: a }, { label: 'b.json', manifest: b }]).value?.units.length`
 */
export function mergeManifests(
  parts: readonly { readonly label: string; readonly manifest: Manifest }[],
): Outcome<Manifest> {
  const [first, ...others] = parts;
  if (!first) throw new Error('nothing to merge');
  const findings = others
    .filter(({ manifest }) => manifest.program.fingerprint !== first.manifest.program.fingerprint)
    .map(({ label }) =>
      errorFinding(
        'O04',
        `${label} 与 ${first.label} 不是同一版程序生成的。`,
        '各台机器换成同一版程序，重新运行后再合并。',
      ),
    );
  const units = new Map<string, { readonly label: string; readonly record: UnitRecord }>();
  for (const { label, manifest } of parts) {
    for (const record of manifest.units) {
      const other = units.get(record.name);
      if (!other || (other.record.status === 'failed' && record.status !== 'failed')) {
        units.set(record.name, { label, record });
      } else if (record.status !== 'failed' && !sameOutputs(other.record, record)) {
        findings.push(
          errorFinding(
            'O04',
            `${other.label} 和 ${label} 都有单位 ${record.name}，输出内容却不同。`,
            '同一单位只应由一台机器生成：核对 --shard 的写法和各台机器上的数据。',
          ),
        );
      }
    }
  }
  if (findings.length > 0) return { value: null, findings };
  const merged = [...units.values()].map(({ record }) => record);
  return { value: { ...first.manifest, shard: null, units: merged }, findings: [] };
}

function sameOutputs(a: UnitRecord, b: UnitRecord): boolean {
  const hashes = (record: UnitRecord) => record.outputs.map(({ file, sha256 }) => `${file} ${sha256}`).sort();
  return hashes(a).join() === hashes(b).join();
}
