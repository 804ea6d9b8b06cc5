import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readReportText } from '../document/read-text.ts';
import type { ReportDocument } from '../document/report-document.ts';
import { hasErrors, type Outcome, type Position } from '../model/finding.ts';
import type { Provenance } from '../model/provenance.ts';
import type { Report } from '../render/report.ts';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { produceReviewCopy, type ReviewProduction } from '../report/review-copy.ts';
import { type LinkedFinding, linkFindings } from '../review/linked-findings.ts';
import { FORMATS, formatOf, type OutputFormat, type PublishedFile } from '../write/formats.ts';
import { type PreviewExcerpt, type ShownFinding, showFinding } from './shown-finding.ts';
import { diffLines, type TextDiffLine } from './text-diff.ts';
import { type WatchedReader, watchedReader } from './watched-reader.ts';

export interface PreviewUnit {
  readonly path: string;
  /** The path as findings show it. */
  readonly label: string;
  /** The text that was signed off last; it need not be there. */
  readonly approved: string;
  readonly approvedLabel: string;
}

export interface PreviewTools {
  readonly folders: PackFolders;
  /** The folder that the names of files in findings start from, absolute. */
  readonly root: string;
  /** Prints the pages; called only when somebody looks at them. */
  print(report: Report): Promise<Outcome<Uint8Array>>;
  excerpt(text: string, position: Position): PreviewExcerpt | null;
}

/** A format that can be taken home as one file. */
export interface Download {
  readonly name: OutputFormat;
  readonly title: string;
}

/** All of them; a format of several files is what `render` is for. */
export const DOWNLOADS: readonly Download[] = FORMATS.filter(({ suffix }) => !suffix.endsWith('/')).map(
  ({ name, title }) => ({ name, title }),
);

/** What the page knows of the last build. */
export interface PreviewState {
  /** Counts the builds. */
  readonly version: number;
  readonly unit: string;
  readonly title: string;
  /** The report shown is older than the files: they have errors. */
  readonly isStale: boolean;
  readonly hasReport: boolean;
  readonly findings: readonly ShownFinding[];
}

/** One unit under the eyes of its author: builds it anew on demand and keeps the last good report. */
export class PreviewSession {
  private readonly unit: PreviewUnit;
  private readonly tools: PreviewTools;
  private current: PreviewState;
  private good: Report | null = null;
  private shownReport: ShownReport | null = null;
  private pdf: { readonly report: Report; readonly pages: Promise<Outcome<Uint8Array>> } | null = null;
  private read: WatchedReader = watchedReader();
  private building: Promise<void> = Promise.resolve();

  constructor(unit: PreviewUnit, tools: PreviewTools) {
    this.unit = unit;
    this.tools = tools;
    this.current = {
      version: 0,
      unit: unit.label,
      title: '',
      isStale: false,
      hasReport: false,
      findings: [],
    };
  }

  get state(): PreviewState {
    return this.current;
  }

  /** The last report without errors; null before there was one. */
  get report(): Report | null {
    return this.good;
  }

  /** The last good report as a page for the eye: the published one, with every number in an element that can be found. */
  get html(): string | null {
    return this.shownReport?.html ?? null;
  }

  /**
   * What the last build looked at, absolute: the unit file and those it names, wherever they lie and whether they are
   * there or not, and the folders of patterns, in which a new file may be a member.
   */
  get dataFiles(): readonly string[] {
    return [...this.read.looked];
  }

  /** Reads all files again, packs too where none are given. Builds follow each other; a failure leaves the last good report. */
  rebuild(packs?: PackStore): Promise<PreviewState> {
    const build = this.building.then(() =>
      this.build(packs ?? new PackStore(this.tools.folders)).catch((error: unknown) => this.broken(error)),
    );
    this.building = build.then(
      () => undefined,
      () => undefined,
    );
    return build;
  }

  /** A fault of the program must not end the preview: the author may still mend what caused it. */
  private broken(error: unknown): PreviewState {
    const reason = error instanceof Error ? error.message : String(error);
    const finding: ShownFinding = {
      code: 'V01',
      severity: 'error',
      message: `程序内部出错，没有完成（程序给出的原因：${reason}）。`,
      hint: '改动后会再试；仍不行时，请把这条信息和数据文件发给维护人员。',
      place: '',
      file: null,
      spots: [],
      excerpt: null,
    };
    this.current = {
      ...this.current,
      version: this.current.version + 1,
      isStale: true,
      findings: [finding],
    };
    return this.current;
  }

  private async build(packs: PackStore): Promise<PreviewState> {
    this.read = watchedReader();
    const { path, label } = this.unit;
    const production = await produceReviewCopy(path, label, packs, this.read);
    const { report, copy, findings, sources } = production;
    if (report) {
      this.good = report;
      const document = readReportText(copy?.markedText ?? report.text);
      this.shownReport = { html: copy?.html ?? report.html, document, figures: copy?.figures ?? [] };
    }
    const linked = linkedTo(this.shownReport, production);
    this.current = {
      version: this.current.version + 1,
      unit: this.unit.label,
      title: this.good?.title ?? '',
      isStale: report === null && hasErrors(findings),
      hasReport: this.good !== null,
      findings: await Promise.all(linked.map((finding) => this.shown(finding, sources))),
    };
    return this.current;
  }

  private async shown(found: LinkedFinding, sources: ReadonlyMap<string, string>): Promise<ShownFinding> {
    const { position } = found.finding;
    const text = position && (sources.get(position.file) ?? (await this.templateText(position.file)));
    const excerpt = position && text ? this.tools.excerpt(text, position) : null;
    return showFinding(found, this.tools.root, excerpt);
  }

  /** The text of a file of a pack that could not be loaded. */
  private async templateText(label: string): Promise<string | null> {
    const { templates, templatesLabel } = this.tools.folders;
    if (!label.startsWith(`${templatesLabel}/`)) return null;
    return readFile(join(templates, label.slice(templatesLabel.length)), 'utf8').catch(() => null);
  }

  /** The pages of the last good report, printed once however often they are asked for. */
  pages(): Promise<Outcome<Uint8Array>> | null {
    if (this.good === null) return null;
    if (this.pdf?.report !== this.good) this.pdf = { report: this.good, pages: this.tools.print(this.good) };
    return this.pdf.pages;
  }

  /** The last good report as a file of a format; null before there was one. */
  async file(format: OutputFormat): Promise<Outcome<PublishedFile> | null> {
    if (this.good === null) return null;
    const { value, findings } = await formatOf(format).write(this.good, async () => this.pages()!);
    return { value: value?.[0] ?? null, findings };
  }

  /** The lines of the last good text against the text signed off last; null where none was. */
  async approvedDiff(): Promise<readonly TextDiffLine[] | null> {
    const approved = await readFile(this.unit.approved, 'utf8').catch(() => null);
    return approved === null || this.good === null ? null : diffLines(approved, this.good.text);
  }

  get approvedLabel(): string {
    return this.unit.approvedLabel;
  }
}

/** What the page shows of the last good report. */
interface ShownReport {
  readonly html: string;
  readonly document: ReportDocument;
  readonly figures: readonly Provenance[];
}

/** The findings with what they concern in the report that is shown. */
function linkedTo(
  shown: ShownReport | null,
  { report, findings, sources, loaded }: ReviewProduction,
): readonly LinkedFinding[] {
  if (!shown) return findings.map((finding) => ({ finding, spots: [] }));
  // The lines of a file that was changed since are no longer those of the report.
  const asked = report ? findings : findings.map((finding) => ({ ...finding, position: null }));
  const linked = linkFindings(asked, shown.document, shown.figures, sources, loaded?.unit.data);
  return linked.map(({ spots }, index) => ({ finding: findings[index]!, spots }));
}
