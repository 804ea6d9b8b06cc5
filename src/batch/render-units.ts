import { dirname, resolve } from 'node:path';
import { sha256 } from '../files/file-hash.ts';
import { Gate } from '../files/gate.ts';
import { type OutputFile, writeOutputFiles } from '../files/output-files.ts';
import { errorFinding } from '../model/error-finding.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { findingJson } from '../model/finding-json.ts';
import { writeWorkbook } from '../ooxml/write-workbook.ts';
import type { Printer } from '../print/printer.ts';
import type { Report } from '../render/report.ts';
import type { PackStore } from '../report/packs.ts';
import { type ProductionOptions, produceReport } from '../report/produce-report.ts';
import type { OutputFormat } from '../write/output-formats.ts';
import { publicationCsv } from '../write/publication-csv.ts';
import { publicationWorkbook } from '../write/publication-sheets.ts';
import type { Fingerprints } from './fingerprint.ts';
import { openReadLog, type ReadLog } from './read-log.ts';
import type { OutputRecord, StepSeconds, UnitRecord } from './unit-record.ts';

/** One unit to render. */
export interface RenderJob {
  readonly path: string;
  readonly label: string;
  /** Name of the outputs without extension, relative to the output folder: `demo/2025`. */
  readonly name: string;
  /** Path of the outputs without extension. */
  readonly base: string;
}

export interface RenderTools {
  readonly packs: PackStore;
  /** Null when no PDF is wanted. */
  readonly printer: Printer | null;
  readonly formats: readonly OutputFormat[];
  /** Drafts and masking, as asked for on the command line. */
  readonly production: ProductionOptions;
  readonly fingerprints: Fingerprints;
  /** Units printed at once. */
  readonly concurrency: number;
  /**
   * Settles when the browser has started. Until then only the first unit is loaded: all at once would keep this
   * program too busy to answer the browser, and nothing would be printed sooner.
   */
  readonly started: Promise<unknown> | null;
}

export type UnitStatus = UnitRecord['status'] | 'unchanged' | 'interrupted';

/** What became of one unit. */
export interface UnitResult {
  readonly name: string;
  readonly label: string;
  readonly status: UnitStatus;
  /** Paths of the outputs; null when there are none or they are those of an earlier run. */
  readonly outputs: readonly string[] | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  readonly milliseconds: number;
  /** For the manifest; null for a unit that was interrupted. */
  readonly record: UnitRecord | null;
}

// While all pages print, this many more units are loaded and rendered and wait for a page.
const UNITS_AHEAD = 2;

/**
 * Renders units, several at once, and tells of each as it is done; `done` is awaited. An error in one unit never
 * stops the others. After `signal` no unit is begun; those in hand are finished if they are past printing, else
 * `interrupted`, without a trace.
 */
export async function renderUnits(
  jobs: readonly RenderJob[],
  tools: RenderTools,
  done: (result: UnitResult) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = [...jobs];
  const gate = new Gate(tools.concurrency);
  const worker = async (index: number): Promise<void> => {
    if (index > 0) await tools.started;
    for (let job = waiting.shift(); job && !signal?.aborted; job = waiting.shift()) {
      const unit = new UnitRun(job, tools, gate, signal);
      await done(await unit.run().catch((error: unknown) => unit.brokenOff(error)));
    }
  };
  await Promise.all(Array.from({ length: tools.concurrency + UNITS_AHEAD }, (_, index) => worker(index)));
}

class UnitRun {
  readonly #job: RenderJob;
  readonly #tools: RenderTools;
  readonly #gate: Gate;
  readonly #signal: AbortSignal | undefined;
  readonly #reads: ReadLog;
  readonly #findings: Finding[] = [];
  readonly #seconds: Record<keyof StepSeconds, number> = { produce: 0, print: 0, write: 0 };
  #sources: ReadonlyMap<string, string> = new Map();
  #template: string | null = null;

  constructor(job: RenderJob, tools: RenderTools, gate: Gate, signal: AbortSignal | undefined) {
    this.#job = job;
    this.#tools = tools;
    this.#gate = gate;
    this.#signal = signal;
    this.#reads = openReadLog(job.path);
  }

  async run(): Promise<UnitResult> {
    const report = await this.#timed('produce', () => this.#produce());
    const files = report && (await this.#files(report));
    if (this.#signal?.aborted && files === null) return this.#result('interrupted', null, null);
    const changed = await this.#reads.changed();
    // What was found in a half-saved file would only mislead.
    if (changed.length > 0) this.#findings.splice(0, this.#findings.length, ...changed);
    if (files === null || changed.length > 0) return this.#finish(null);
    const written = await this.#timed('write', () => writeOutputFiles(files));
    this.#findings.push(...written.findings);
    return this.#finish(written.value === null ? null : files);
  }

  /** A fault of the program in one unit must not cost the others their reports. */
  brokenOff(error: unknown): Promise<UnitResult> {
    const text = String((error as Error)?.message ?? error).split('\n')[0];
    this.#findings.push(
      errorFinding(
        'O05',
        `处理这个单位时程序内部出错（${text}），没有写出文件。`,
        '这不是数据的问题，请把单位文件发给维护人员；其他单位不受影响。',
      ),
    );
    return this.#finish(null);
  }

  async #produce(): Promise<Report | null> {
    const { path, label } = this.#job;
    const { packs, production } = this.#tools;
    await this.#reads.note(path, label);
    const produced = await produceReport(path, label, packs, this.#reads.read, production);
    this.#findings.push(...produced.findings);
    this.#sources = produced.sources;
    const data = produced.loaded?.unit.data;
    this.#template = data?.template ?? null;
    const last = data?.prior.from;
    if (last !== undefined) await this.#reads.note(resolve(dirname(path), last), last);
    return produced.report;
  }

  /** All files of the report, or null when one cannot be made. */
  async #files(report: Report): Promise<OutputFile[] | null> {
    const files: OutputFile[] = [];
    for (const format of this.#tools.formats) {
      if (format === 'csv') {
        files.push(
          ...publicationCsv(report).map(({ name, content }) => ({ path: this.#job.base + name, content })),
        );
        continue;
      }
      const content = await this.#content(report, format);
      if (content === null) return null;
      files.push({ path: `${this.#job.base}.${format}`, content });
    }
    return files;
  }

  async #content(report: Report, format: Exclude<OutputFormat, 'csv'>): Promise<string | Uint8Array | null> {
    if (format === 'html') return report.html;
    if (format === 'txt') return report.text;
    if (format === 'xlsx') return writeWorkbook(publicationWorkbook(report));
    const { printer } = this.#tools;
    if (!printer) throw new Error('a PDF needs a printer');
    const { html, title, author, date } = report;
    const printed = await this.#gate.pass(() =>
      this.#signal?.aborted
        ? Promise.resolve({ value: null, findings: [] })
        : this.#timed('print', () => printer.print({ html, title, author, date })),
    );
    this.#findings.push(...printed.findings);
    return printed.value;
  }

  async #finish(files: readonly OutputFile[] | null): Promise<UnitResult> {
    const { name, label } = this.#job;
    const inputs = this.#reads.inputs();
    const status = files === null ? 'failed' : hasErrors(this.#findings) ? 'draft' : 'ok';
    const record: UnitRecord = {
      name,
      file: label,
      status,
      template: this.#template,
      inputs,
      fingerprint: this.#template && (await this.#tools.fingerprints.of(this.#template, inputs)),
      outputs: (files ?? []).map((file) => this.#outputRecord(file)),
      findings: this.#findings.map(findingJson),
      seconds: this.#seconds,
    };
    return this.#result(status, files?.map(({ path }) => path) ?? null, record);
  }

  #outputRecord({ path, content }: OutputFile): OutputRecord {
    const extension = path.slice(this.#job.base.length);
    const printer = extension === '.pdf' ? this.#tools.printer : null;
    return {
      file: this.#job.name + extension,
      bytes: Buffer.byteLength(content),
      sha256: sha256(content),
      ...(printer ? { printer: printer.identity } : {}),
    };
  }

  #result(status: UnitStatus, outputs: readonly string[] | null, record: UnitRecord | null): UnitResult {
    const { produce, print, write } = this.#seconds;
    return {
      name: this.#job.name,
      label: this.#job.label,
      status,
      outputs,
      findings: this.#findings,
      sources: this.#sources,
      milliseconds: (produce + print + write) * 1000,
      record,
    };
  }

  async #timed<T>(step: keyof StepSeconds, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const value = await work();
    this.#seconds[step] = Math.round(performance.now() - start) / 1000;
    return value;
  }
}
