import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeOutputFiles } from '../files/output-files.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { ProgramVersion } from '../work/fingerprint.ts';
import { recordSchema } from '../work/record-schema.ts';
import { byName, type UnitRecord } from '../work/unit-record.ts';

export const MANIFEST_FORMAT = 1;

/** What `output/manifest.json` holds; docs/manifest.md explains every field. */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly program: ProgramVersion;
  readonly node: string;
  /** Null when no PDF was asked for. */
  readonly browser: string | null;
  readonly fonts: string | null;
  /** `2/8`, or null for a run of all units. */
  readonly shard: string | null;
  readonly units: readonly UnitRecord[];
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.object({
  format: z.literal(MANIFEST_FORMAT),
  program: z.object({ version: z.string(), fingerprint: hash }),
  node: z.string(),
  browser: z.string().nullable(),
  fonts: z.string().nullable(),
  shard: z.string().nullable(),
  units: z.array(recordSchema),
});

/** The text of a manifest: units by name, two spaces, a line break at the end. */
export function manifestText(manifest: Manifest): string {
  const units = [...manifest.units].sort(byName);
  return `${JSON.stringify({ ...manifest, units }, null, 2)}\n`;
}

/** Reads a manifest; `O04` when there is none at `path` or it is something else. */
export async function readManifest(path: string, label: string): Promise<Outcome<Manifest>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { value: null, findings: [unusable(`找不到清单 ${label}`)] };
  }
  const parsed = manifestSchema.safeParse(jsonOf(text));
  if (parsed.success) return { value: parsed.data as Manifest, findings: [] };
  return { value: null, findings: [unusable(`${label} 不是本程序写的清单，或已损坏`)] };
}

/**
 * The records of an output folder while a batch runs: what earlier batches left, and a journal to which each unit
 * is added as it is done, so that a batch that is killed has lost nothing.
 */
export class RecordBook {
  readonly records = new Map<string, UnitRecord>();
  readonly manifestPath: string;
  readonly #journalPath: string;

  constructor(folder: string, shard: string | null) {
    const suffix = shard === null ? '' : `-${shard.replace('/', '-of-')}`;
    this.manifestPath = join(folder, `manifest${suffix}.json`);
    this.#journalPath = join(folder, `.yugong-journal${suffix}.jsonl`);
  }

  /** Reads what earlier batches left. A manifest that cannot be used counts as none: everything is made anew. */
  async open(): Promise<void> {
    const { value } = await readManifest(this.manifestPath, '');
    for (const record of value?.units ?? []) this.records.set(record.name, record);
    const journal = await readFile(this.#journalPath, 'utf8').catch(() => '');
    for (const line of journal.split('\n')) {
      // The last line may be half written.
      const parsed = recordSchema.safeParse(jsonOf(line));
      if (parsed.success) this.records.set(parsed.data.name, parsed.data as UnitRecord);
    }
  }

  /** Notes what became of a unit. A disk that is full must not stop the batch: the manifest comes at the end. */
  async add(record: UnitRecord): Promise<void> {
    this.records.set(record.name, record);
    await appendFile(this.#journalPath, `${JSON.stringify(record)}\n`).catch(() => {});
  }

  /** Writes the manifest and ends the journal. Errors: O01. */
  async close(facts: Omit<Manifest, 'format' | 'units'>): Promise<readonly Finding[]> {
    const text = manifestText({ format: MANIFEST_FORMAT, ...facts, units: [...this.records.values()] });
    const { value, findings } = await writeOutputFiles([{ path: this.manifestPath, content: text }]);
    if (value !== null) await rm(this.#journalPath, { force: true }).catch(() => {});
    return findings;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unusable(message: string): Finding {
  return errorFinding('O04', `${message}。`, '写 npm run render 留在输出文件夹中的 manifest*.json。');
}
