import { basename, dirname, resolve } from 'node:path';
import { maskPrivateData } from '../check/privacy.ts';
import { redactFindings } from '../check/redact.ts';
import { sha256 } from '../files/file-hash.ts';
import type { Gate } from '../files/gate.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import { type Finding, hasErrors, type Outcome } from '../model/finding.ts';
import { findingFromJson, findingJson } from '../model/finding-json.ts';
import type { Attachment } from '../pdf/attachments.ts';
import type { Printer } from '../print/printer.ts';
import type { Report } from '../render/report.ts';
import type { PackStore } from '../report/packs.ts';
import { produceReport } from '../report/produce-report.ts';
import { printWith, reportFiles } from '../report/report-files.ts';
import { belongsTo, FORMATS, type PublishedFile } from '../write/formats.ts';
import type { Fingerprints } from './fingerprint.ts';
import { openReadLog, type ReadLog } from './read-log.ts';
import type { MadeFile, UnitAnswer, UnitMessage } from './unit-message.ts';
import type { OutputRecord, StepSeconds } from './unit-record.ts';

/** What the work on units needs where it is done; opened once for many. */
export interface WorkTools {
  readonly packs: PackStore;
  /** Null where no format needs the browser. */
  readonly printer: Printer | null;
  /** Null where nobody keeps the records. */
  readonly fingerprints: Fingerprints | null;
  /** Units printed at once: waiting is not counted as printing. */
  readonly gate: Gate;
}

/**
 * Does the work on one unit: loads, checks, renders and prints it; writes nothing. A fault of the program becomes a
 * finding of the unit (O05); never throws. After `signal` the unit is finished if it is past printing, else
 * `interrupted`.
 */
export async function workOnUnit(
  message: UnitMessage,
  tools: WorkTools,
  signal?: AbortSignal,
): Promise<UnitAnswer> {
  const work = new UnitWork(message, tools, signal);
  return work.run().catch((error: unknown) => work.brokenOff(error));
}

class UnitWork {
  readonly #message: UnitMessage;
  readonly #tools: WorkTools;
  readonly #signal: AbortSignal | undefined;
  readonly #reads: ReadLog;
  readonly #findings: Finding[] = [];
  readonly #seconds: Record<keyof StepSeconds, number> = { produce: 0, print: 0, write: 0 };
  #sources: ReadonlyMap<string, string> = new Map();
  #template: string | null = null;

  constructor(message: UnitMessage, tools: WorkTools, signal: AbortSignal | undefined) {
    this.#message = message;
    this.#tools = tools;
    this.#signal = signal;
    this.#reads = openReadLog(message.path, message.held);
  }

  async run(): Promise<UnitAnswer> {
    const report = await this.#timed('produce', () => this.#produce());
    const files = report && (await this.#files(report));
    const interrupted = this.#signal?.aborted === true && files === null;
    const changed = await this.#reads.changed();
    // What was found in a half-saved file would only mislead.
    if (changed.length > 0) this.#findings.splice(0, this.#findings.length, ...changed);
    return this.#answer(changed.length > 0 ? null : files, interrupted);
  }

  /** A fault of the program in one unit must not cost the others their reports. */
  brokenOff(error: unknown): Promise<UnitAnswer> {
    const text = String((error as Error)?.message ?? error).split('\n')[0];
    this.#findings.push(
      errorFinding(
        'O05',
        `处理这个单位时程序内部出错（${text}），没有写出文件。`,
        '这不是数据的问题，请把单位文件发给维护人员；其他单位不受影响。',
      ),
    );
    return this.#answer(null, false);
  }

  async #produce(): Promise<Report | null> {
    const { path, label, redact, force, approved = null } = this.#message;
    const told = (this.#message.told ?? []).map(findingFromJson);
    const produced = await produceReport(path, label, this.#tools.packs, this.#reads.read, {
      redact,
      force,
      told,
      isSound: (file) => this.#isSound(file),
      approved,
    });
    for (const finding of produced.findings) this.#findings.push(finding);
    this.#sources = produced.sources;
    const data = produced.loaded?.unit.data;
    this.#template = data?.template ?? null;
    const last = data?.prior.from;
    if (last !== undefined) await this.#reads.note(resolve(dirname(path), last), last);
    return produced.report;
  }

  #isSound(file: string): boolean {
    const known = this.#message.sound?.find(({ label }) => label === file);
    return known?.inputs.every(({ path, sha256: hash }) => this.#reads.has(path, hash)) ?? false;
  }

  /** All files of the report, or null when one cannot be made. */
  async #files(report: Report): Promise<readonly PublishedFile[] | null> {
    const { name, formats, attachesData } = this.#message;
    const { value, findings } = await reportFiles(
      report,
      formats,
      (each, attachments) => this.#print(each, attachments),
      basename(name),
      attachesData,
    );
    addAll(this.#findings, findings);
    return value;
  }

  #print(report: Report, attachments: readonly Attachment[] | undefined): Promise<Outcome<Uint8Array>> {
    const { printer, gate } = this.#tools;
    if (!printer) throw new Error('this format needs a printer');
    // What the HTML is made from is ten times as large, and need not wait for a page.
    void report.html;
    return gate.pass(async () =>
      this.#signal?.aborted
        ? { value: null, findings: [] }
        : this.#timed('print', () => printWith(printer)(report, attachments)),
    );
  }

  async #answer(published: readonly PublishedFile[] | null, interrupted: boolean): Promise<UnitAnswer> {
    const { name, label, redact } = this.#message;
    const { fingerprints } = this.#tools;
    const inputs = this.#reads.inputs();
    const isFingerprinted = fingerprints !== null && this.#template !== null && !interrupted;
    const findings = redact ? redactFindings(this.#findings) : this.#findings;
    const files = published?.map(inBytes) ?? null;
    const pointedAt = new Set(findings.map(({ position }) => position?.file));
    return {
      files,
      record: {
        name,
        file: label,
        status: files === null ? 'failed' : hasErrors(this.#findings) ? 'draft' : 'ok',
        template: this.#template,
        inputs: redact
          ? inputs.map(({ file, sha256: hash }) => ({ file: maskPrivateData(file), sha256: hash }))
          : inputs,
        fingerprint: isFingerprinted ? await fingerprints.of(this.#template!, inputs) : null,
        outputs: (files ?? []).map((file) => this.#outputRecord(file)),
        findings: findings.map(findingJson),
        seconds: this.#seconds,
      },
      asked: this.#reads.asked(),
      sources: [...this.#sources].filter(([file]) => pointedAt.has(file)),
      interrupted,
    };
  }

  #outputRecord({ name, content }: MadeFile): OutputRecord {
    const { printer } = this.#tools;
    const isPrinted = FORMATS.some((format) => format.needsBrowser && belongsTo(name, format));
    return {
      file: this.#message.name + name,
      bytes: content.length,
      sha256: sha256(content),
      ...(isPrinted && printer ? { printer: printer.identity } : {}),
    };
  }

  async #timed<T>(step: keyof StepSeconds, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const value = await work();
    this.#seconds[step] = Math.round(performance.now() - start) / 1000;
    return value;
  }
}

function inBytes({ name, content }: PublishedFile): MadeFile {
  return { name, content: typeof content === 'string' ? Buffer.from(content) : content };
}
