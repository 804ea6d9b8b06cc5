import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedDocument } from '../batch/published-documents.ts';
import type { UnitResult } from '../batch/render-units.ts';
import { sha256, sha256OfFile } from '../files/file-hash.ts';
import { Gate } from '../files/gate.ts';
import type { ApprovedTexts } from '../review/approved-texts.ts';
import type { OutputRecord } from '../work/unit-record.ts';
import { belongsTo, FORMATS, type Format } from '../write/formats.ts';
import { reportPage } from './report-page.ts';
import { REPORTS_FOLDER, type SiteDocument, type SiteFile } from './site.ts';
import type { WantedFile } from './site-files.ts';

/** Why a unit of a run has no new document on the site, and whether that of an earlier run stays. */
export interface HeldBack {
  readonly label: string;
  readonly reason: 'failed' | 'unapproved';
  readonly isKept: boolean;
}

export interface Collected {
  readonly documents: readonly SiteDocument[];
  readonly files: readonly WantedFile[];
  readonly heldBack: readonly HeldBack[];
}

export interface CollectTools {
  /** Where the reports of the run are, absolute. */
  readonly work: string;
  /** The folder of the site, absolute. */
  readonly out: string;
  readonly siteTitle: string;
  /** The texts that were signed; null where everything is published. */
  readonly approved: ApprovedTexts | null;
  /** What the approved text is called, by the name of the outputs. */
  readonly signedAs: ReadonlyMap<string, string>;
  /** The hash of the program, which decides pages as well. */
  readonly program: string;
  /** What the site published up to now. */
  readonly earlier: readonly SiteDocument[];
  /** What each file of the run is a document of, by the name of its outputs. */
  readonly filed: ReadonlyMap<string, Pick<PublishedDocument, 'name' | 'level' | 'document' | 'year'>>;
  /** The department above, by the name of the outputs. */
  readonly departments: ReadonlyMap<string, string>;
}

const FILES_AT_ONCE = 8;
const TEXT = '.txt';

/**
 * What a run publishes: each report made without an error and, where only signed texts are, with the text that was signed.
 * Of another unit that of an earlier run stays, as long as it was signed too: a mistake in a file takes nothing from the
 * public that it has already.
 */
export async function collectDocuments(
  results: readonly UnitResult[],
  tools: CollectTools,
): Promise<Collected> {
  const gate = new Gate(FILES_AT_ONCE);
  const all = await Promise.all(results.map((result) => gate.pass(() => collectOne(result, tools))));
  const found = all.filter((one) => one !== null);
  return {
    documents: found.flatMap(({ documents }) => documents).sort((a, b) => (a.name < b.name ? -1 : 1)),
    files: found.flatMap(({ files }) => files),
    heldBack: found.flatMap(({ heldBack }) => heldBack),
  };
}

async function collectOne(result: UnitResult, tools: CollectTools): Promise<Collected | null> {
  const { name, label, record } = result;
  const signed = tools.approved && (await tools.approved.read(tools.signedAs.get(name) ?? name));
  const isSigned = (text: string | undefined): boolean =>
    tools.approved === null || (signed !== null && text === sha256(signed));
  const isMade = record?.status === 'ok' && tools.filed.has(name);
  const text = record?.outputs.find(({ file }) => file === name + TEXT);
  if (isMade && isSigned(text?.sha256)) return published(name, record.outputs, tools);
  const reason = isMade ? ('unapproved' as const) : ('failed' as const);
  const earlier = tools.earlier.find((document) => document.name === name);
  const isKept =
    earlier !== undefined &&
    isSigned(earlier.files.find(({ format }) => format === 'txt')?.sha256) &&
    (await isWhole(earlier, tools.out));
  if (!isKept) return { documents: [], files: [], heldBack: [{ label, reason, isKept }] };
  const files = earlier.files.map(({ file, sha256: hash }) => ({
    file,
    sha256: hash,
    content: () => readFile(join(tools.out, file)),
  }));
  return { documents: [earlier], files, heldBack: [{ label, reason, isKept }] };
}

async function published(
  name: string,
  outputs: readonly OutputRecord[],
  tools: CollectTools,
): Promise<Collected> {
  const { work, filed, departments } = tools;
  const { level, document, year, name: written } = filed.get(name)!;
  const about = await aboutOf(join(work, `${name}-csv`, 'datapackage.json'));
  const facts = {
    ...{ name, level, document, year: year ?? Number.parseInt(about.date, 10) },
    ...{ title: about.title, publisher: about.publisher ?? written, date: about.date },
    department: departments.get(name) ?? null,
  };
  const files: SiteFile[] = [];
  const wanted: WantedFile[] = [];
  for (const format of FORMATS as readonly Format[]) {
    for (const output of outputs) {
      const suffix = output.file.startsWith(name) ? output.file.slice(name.length) : '';
      if (!belongsTo(suffix, format)) continue;
      const file = `${REPORTS_FOLDER}/${output.file}`;
      const path = join(work, output.file);
      const own =
        format.name === 'html'
          ? await pageBytes(path, output, facts, tools)
          : { bytes: output.bytes, sha256: output.sha256, content: () => readFile(path) };
      const title = format.suffix.endsWith('/')
        ? about.titleOf(suffix.slice(format.suffix.length))
        : titleOf(format);
      const { content, ...known } = own;
      files.push({ file, format: format.name, title, ...known });
      wanted.push({ file, sha256: own.sha256, content });
    }
  }
  return { documents: [{ ...facts, files }], files: wanted, heldBack: [] };
}

/** On the site HTML is what people read on a page. */
function titleOf({ name, title }: Format): string {
  return name === 'html' ? '网页' : title;
}

interface SiteBytes extends Pick<SiteFile, 'bytes' | 'sha256' | 'madeFrom'> {
  readonly content: WantedFile['content'];
}

/** The page of a report as the site has it, with the way back; what an earlier run made from the same is not made again. */
async function pageBytes(
  path: string,
  { sha256: hash }: OutputRecord,
  facts: Omit<SiteDocument, 'files'>,
  { siteTitle, earlier, program }: CollectTools,
): Promise<SiteBytes> {
  const { name, level, publisher, year, document } = facts;
  const madeFrom = sha256(JSON.stringify([program, hash, siteTitle, name, level, publisher, year, document]));
  const page = async (): Promise<string> => reportPage(await readFile(path, 'utf8'), facts, siteTitle);
  const known = earlier.find((one) => one.name === name)?.files.find(({ format }) => format === 'html');
  if (known?.madeFrom === madeFrom)
    return { bytes: known.bytes, sha256: known.sha256, madeFrom, content: page };
  const made = await page();
  // Made again where it is asked for: the pages of a thousand units together weigh.
  return { bytes: Buffer.byteLength(made), sha256: sha256(made), madeFrom, content: page };
}

interface About {
  readonly title: string;
  readonly publisher: string | null;
  readonly date: string;
  /** What a file of the data is called. */
  titleOf(file: string): string;
}

interface DataPackage {
  readonly title: string;
  readonly created: string;
  readonly contributors: readonly { readonly title: string }[];
  readonly resources: readonly { readonly path: string; readonly title: string }[];
}

/** What the data of a report says of it; the program wrote it itself, in this run or with the same bytes before. */
async function aboutOf(path: string): Promise<About> {
  const { title, created, contributors, resources } = JSON.parse(await readFile(path, 'utf8')) as DataPackage;
  const titles = new Map(resources.map((resource) => [resource.path, resource.title]));
  return {
    title,
    publisher: contributors[0]?.title ?? null,
    date: created,
    titleOf: (file) =>
      file.endsWith('.json') ? `${file}（各表的说明）` : `${titles.get(file) ?? ''} ${file}`.trim(),
  };
}

/** Whether all files of a document are on the site as they were written. */
async function isWhole({ files }: SiteDocument, out: string): Promise<boolean> {
  for (const { file, sha256: hash } of files)
    if ((await sha256OfFile(join(out, file))) !== hash) return false;
  return true;
}
