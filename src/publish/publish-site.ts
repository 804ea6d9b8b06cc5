import { join } from 'node:path';
import { lockOutput } from '../batch/output-lock.ts';
import { publishedDocuments } from '../batch/published-documents.ts';
import { type OwedDocument, readRegister } from '../batch/read-register.ts';
import type { UnitResult } from '../batch/render-units.ts';
import { type BatchListener, type BatchOptions, type BatchOutcome, runBatch } from '../batch/run-batch.ts';
import { maskPrivateData } from '../check/privacy.ts';
import { sha256 } from '../files/file-hash.ts';
import type { CalendarDate } from '../kinds/field.ts';
import type { Finding } from '../model/finding.ts';
import type { PackStore } from '../report/packs.ts';
import type { ApprovedTexts } from '../review/approved-texts.ts';
import { readText } from '../source/read-text.ts';
import { type Job, planDepartments } from '../work/departments.ts';
import { programVersion } from '../work/fingerprint.ts';
import { FORMATS } from '../write/formats.ts';
import { collectDocuments, type HeldBack } from './collect-documents.ts';
import { registerRows } from './register-rows.ts';
import type { Site } from './site.ts';
import { type SiteChanges, writeSiteFiles } from './site-files.ts';
import { readSiteManifest } from './site-manifest.ts';
import { sitePages } from './site-pages.ts';

/** A unit to publish. */
export interface PublishJob extends Job {
  /** Name of its files without extension, below the folder of reports. */
  readonly name: string;
  /** What its approved text is called. */
  readonly signedAs: string;
}

export interface PublishOptions {
  /** The folder of the site, absolute. */
  readonly out: string;
  /** Where the reports are made, absolute; nothing of it is published but the reports. */
  readonly work: string;
  readonly title: string;
  readonly baseUrl: string | null;
  /** Only what was signed is published; null publishes everything. */
  readonly approved: ApprovedTexts | null;
  /** The office's list of who owes which document, absolute; null for none. */
  readonly register: string | null;
  /** The day of approval of what neither its file nor the list says one of. */
  readonly approvedOn: CalendarDate | null;
  readonly batch: Omit<BatchOptions, 'out' | 'formats' | 'shard'>;
}

/** What came of a run. */
export interface PublishOutcome {
  /** Why no unit was begun. */
  readonly failure: BatchOutcome['failure'];
  readonly findings: readonly Finding[];
  /** Null where the site was not touched. */
  readonly site: Site | null;
  readonly changes: SiteChanges | null;
  readonly heldBack: readonly HeldBack[];
}

const UNTOUCHED = { site: null, changes: null, heldBack: [] } as const;

/**
 * Makes the reports of all units, what is unchanged left alone, and brings the site to what there is. A run that is ended
 * early, or cannot begin, leaves the site as it was.
 */
export async function publishSite(
  jobs: readonly PublishJob[],
  options: PublishOptions,
  packs: PackStore,
  listener: BatchListener,
  signal?: AbortSignal,
): Promise<PublishOutcome> {
  const owed = await owedDocuments(options.register);
  if (owed === 'unreadable') return { failure: null, findings: [], ...UNTOUCHED };
  const lock = await lockOutput(options.out, null);
  if (!lock.value)
    return { failure: { kind: 'outputs', findings: lock.findings }, findings: [], ...UNTOUCHED };
  try {
    const results: UnitResult[] = [];
    const heard: BatchListener = {
      begun: (total) => listener.begun(total),
      done: (result) => {
        // The texts are not needed after this, and a thousand of them weigh.
        results.push({ ...result, sources: new Map() });
        listener.done(result);
      },
      waiting: (labels) => listener.waiting(labels),
    };
    const { work } = options;
    const formats = FORMATS.map(({ name }) => name);
    const based = jobs.map((job) => ({ ...job, base: join(work, job.name) }));
    const batch = { ...options.batch, out: work, formats, shard: null };
    const { failure, findings } = await runBatch(based, batch, packs, heard, signal);
    if (failure || signal?.aborted || findings.length > 0) return { failure, findings, ...UNTOUCHED };
    return { failure, findings, ...(await writeSite(jobs, results, owed, options)) };
  } finally {
    await lock.value.release();
  }
}

async function writeSite(
  jobs: readonly PublishJob[],
  results: readonly UnitResult[],
  owed: readonly OwedDocument[] | null,
  options: PublishOptions,
): Promise<Pick<PublishOutcome, 'site' | 'changes' | 'heldBack'>> {
  const { out, work, title, baseUrl, approved, approvedOn } = options;
  const shown = options.batch.production.redact === true ? maskPrivateData : (text: string) => text;
  const nameOf = new Map(jobs.map(({ path, name }) => [path, name]));
  const { documents: read } = await publishedDocuments(jobs);
  const filed = new Map(read.map((file) => [nameOf.get(file.path)!, { ...file, name: shown(file.name) }]));
  const { members, names } = await planDepartments(jobs);
  const departments = new Map<string, string>();
  for (const [path, below] of members) {
    const department = names.get(path);
    for (const member of department === undefined ? [] : below) {
      const name = nameOf.get(member);
      if (name !== undefined) departments.set(name, shown(department!));
    }
  }
  const manifest = await readSiteManifest(out);
  const { documents, files, heldBack } = await collectDocuments(results, {
    ...{ work, out, siteTitle: title, approved, filed, departments },
    signedAs: new Map(jobs.map(({ name, signedAs }) => [name, signedAs])),
    program: (await programVersion()).fingerprint,
    earlier: manifest?.documents ?? [],
  });
  const rows = registerRows(
    owed?.map((one) => ({
      ...one,
      name: shown(one.name),
      department: one.department && shown(one.department),
    })) ?? null,
    [...filed].map(([name, file]) => ({ ...file, department: departments.get(name) ?? null })),
    documents,
    approvedOn,
  );
  const site: Site = { title, baseUrl, documents, register: rows, isListed: owed !== null };
  const pages = sitePages(site).map(({ file, content }) => ({
    file,
    sha256: sha256(content),
    content: async () => content,
  }));
  return { site, heldBack, changes: await writeSiteFiles(out, [...files, ...pages], documents) };
}

/** The office's list; null where there is none. What is wrong with it is told with the comparison of files and list. */
async function owedDocuments(path: string | null): Promise<readonly OwedDocument[] | null | 'unreadable'> {
  if (path === null) return null;
  const { value: source } = await readText(path, path);
  return (source && readRegister(source).value) ?? 'unreadable';
}
