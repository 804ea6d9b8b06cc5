import type { UnitResult } from '../batch/render-units.ts';
import { type Finding, hasErrors, isBlocking, isDisclosureFinding } from '../model/finding.ts';
import type { Console } from './console.ts';
import { formatSummary } from './format-finding.ts';
import { labelOf } from './project-folders.ts';

/** A batch of more units than this is followed on the status line, not unit by unit. */
const FEW = 10;
const MILLISECONDS_BETWEEN_UPDATES = 100;
const SHOWN_WAITING = 5;

/** Tells how a batch goes on: one line per unit in a log, on a terminal a line that moves. */
export class BatchReport {
  readonly results: UnitResult[] = [];
  readonly #console: Console;
  readonly #clock: () => number;
  readonly #start: number;
  #total = 0;
  #renderedFrom: number | null = null;
  #updated = 0;

  /** `clock` in milliseconds. */
  constructor(console: Console, clock: () => number) {
    this.#console = console;
    this.#clock = clock;
    this.#start = clock();
  }

  begun(total: number): void {
    this.#total = total;
  }

  done(result: UnitResult): void {
    // The texts are not needed after this, and a thousand of them weigh.
    this.results.push({ ...result, sources: new Map() });
    if (result.status !== 'interrupted') this.#tell(result);
    if (result.status !== 'unchanged') this.#renderedFrom ??= this.#clock() - result.milliseconds;
    this.#update(result);
  }

  /** What is waited for, where nothing was done for a while. */
  waiting(labels: readonly string[]): void {
    if (labels.length === 0) {
      this.#console.err('正在等浏览器启动……');
      return;
    }
    const more = labels.length > SHOWN_WAITING ? `等 ${labels.length} 个单位` : '';
    this.#console.err(`有一段时间没有进展，正在等：${labels.slice(0, SHOWN_WAITING).join('、')}${more}。`);
  }

  /** The table at the end; one unit needs none. */
  summary(manifest: string | null): void {
    this.#console.status?.(null);
    if (this.#total === 1 && this.results[0]?.status !== 'interrupted') return;
    const seconds = (this.#clock() - this.#start) / 1000;
    const rate = this.#rate();
    const speed = rate === null ? '' : `（每秒 ${rate.toFixed(1)} 个）`;
    const lines = [`共 ${this.#total} 个单位，用时 ${duration(seconds)}${speed}：${this.#counts()}。`];
    const failed = this.#with('failed').sort((a, b) => (a.label < b.label ? -1 : 1));
    if (failed.length > 0) lines.push('失败的单位：');
    for (const { label, findings } of failed) {
      const first = findings.find(({ severity }) => severity === 'error');
      lines.push(`  ${label}  ${first ? `${first.code} ${first.message}` : '原因不明'}`);
    }
    const open = this.#total - this.results.length + this.#with('interrupted').length;
    if (open > 0) lines.push('已按要求提前结束。再次运行同一命令，会从没有处理的单位接着做。');
    if (manifest !== null) lines.push(`清单：${labelOf(manifest)}`);
    this.#console.err(lines.join('\n'));
  }

  #counts(): string {
    const ok = this.#with('ok');
    const warned = [...ok, ...this.#with('unchanged')].filter(({ findings }) =>
      findings.some(({ severity }) => severity === 'warning'),
    );
    const drafts = this.#with('draft').length;
    const open = this.#total - this.results.length + this.#with('interrupted').length;
    return [
      `成功 ${ok.length} 个`,
      ...(drafts > 0 ? [`草稿 ${drafts} 个`] : []),
      `失败 ${this.#with('failed').length} 个`,
      `没有变化而跳过 ${this.#with('unchanged').length} 个`,
      ...(open > 0 ? [`没有处理 ${open} 个`] : []),
      ...(warned.length > 0 ? [`其中有警告 ${warned.length} 个`] : []),
    ].join('，');
  }

  #tell(result: UnitResult): void {
    const { label, status, findings, sources } = result;
    const counter = this.#total > 1 ? `[${this.results.length}/${this.#total}] ` : '';
    if (status === 'failed') {
      this.#console.findings(findings.filter(isShown), sources);
      this.#console.err(
        `${counter}${label} ✗ ${formatSummary(findings)}，没有写出文件，原有文件没有改动。${draftHint(findings)}`,
      );
      return;
    }
    if (this.#console.status && this.#total > FEW) return;
    const passed = !hasErrors(findings);
    // A batch would drown in what a passing check found; `check` tells it in full.
    this.#console.findings(findings.filter(isShown), sources);
    const files = (result.outputs ?? []).map(labelOf).join('、');
    const draft = passed ? '' : `（草稿，${formatSummary(findings)}）`;
    const seconds = `${(result.milliseconds / 1000).toFixed(1)} 秒`;
    this.#console.out(
      status === 'unchanged'
        ? `${counter}${label} ＝ 没有变化，跳过：${files}`
        : `${counter}${label} ✓${draft} ${seconds}：${files}`,
    );
    const left = findings.filter((finding) => !isShown(finding));
    if (left.length > 0) this.#console.err(`   检查${formatSummary(left)}，详见 npm run check ${label}`);
  }

  #update({ label }: UnitResult): void {
    const now = this.#clock();
    if (!this.#console.status || this.#total < 2 || now - this.#updated < MILLISECONDS_BETWEEN_UPDATES)
      return;
    this.#updated = now;
    const rate = this.#rate();
    const left = this.#total - this.results.length;
    const failed = this.#with('failed').length;
    this.#console.status(
      [
        `${this.results.length}/${this.#total}`,
        ...(failed > 0 ? [`失败 ${failed}`] : []),
        ...(rate === null ? [] : [`每秒 ${rate.toFixed(1)} 个`, `还需 ${duration(left / rate)}`]),
        label,
      ].join(' · '),
    );
  }

  /** Units rendered per second; those that were skipped do not count. */
  #rate(): number | null {
    if (this.#renderedFrom === null) return null;
    const rendered = this.results.filter(({ status }) => status !== 'unchanged' && status !== 'interrupted');
    const seconds = (this.#clock() - this.#renderedFrom) / 1000;
    return seconds > 0 && rendered.length > 0 ? rendered.length / seconds : null;
  }

  #with(status: UnitResult['status']): UnitResult[] {
    return this.results.filter((result) => result.status === status);
  }
}

function isShown(finding: Finding): boolean {
  return finding.severity === 'error' || !isDisclosureFinding(finding);
}

/** The way to a draft, where only disclosure rules are broken. */
function draftHint(findings: readonly Finding[]): string {
  return findings.some(isBlocking) ? '' : '要先看看样子，可加 --force 生成带“草稿”水印的报告。';
}

/** `75` → `1 分 15 秒` */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} 秒`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} 分 ${whole % 60} 秒`;
  return `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}
