import type { Phrase } from '../document/report-document.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { cellName, cellParts, rowText } from './print-text.ts';
import {
  type ChangeKind,
  pathOf,
  type ReportDiff,
  type RowDiff,
  type SectionDiff,
  type SentenceDiff,
  type TableDiff,
} from './report-diff.ts';
import type { Part } from './word-diff.ts';

/** What a page adds to a comparison. */
export interface DiffHtmlOptions {
  /** Prefix of the ids on the page, for pages with two comparisons. */
  readonly prefix: string;
  /** Id of a sentence of the new report, so that others can link to it. */
  anchorOf?(phrase: Phrase): string | null;
  /** HTML put below a change: what is known about it. */
  notesOf?(change: SentenceDiff | RowDiff): string;
}

const TAGS: Readonly<Record<ChangeKind, string>> = {
  same: '',
  changed: '改',
  renumbered: '序号',
  moved: '移',
  added: '增',
  removed: '删',
};

/**
 * A comparison as HTML: sections with their headings, changed sentences in one line and side by side (the page
 * decides which is seen), changed cells as rows of a small table, unchanged sentences folded.
 */
export function diffHtml(diff: ReportDiff, options: DiffHtmlOptions): string {
  const writer = new Writer(options);
  return diff.sections.map((section) => writer.section(section)).join('\n');
}

class Writer {
  private readonly options: DiffHtmlOptions;
  private count = 0;

  constructor(options: DiffHtmlOptions) {
    this.options = options;
  }

  section(section: SectionDiff): string {
    const { heading, items } = section;
    const isSame = (heading?.kind ?? 'same') === 'same' && items.every((item) => item.kind === 'same');
    const path = pathOf(section);
    const above = path.slice(0, -1).map((part) => `<span class="path">${escapeHtml(part)} › </span>`);
    const title = `${above.join('')}${escapeHtml(path.at(-1) ?? '正文')}`;
    const changed = heading && heading.kind !== 'same' ? this.sentence(heading) : '';
    const body = isSame ? fold(items.length, this.items(items)) : this.items(items);
    return `<section class="${isSame ? 'unchanged' : 'part'}"><h3>${title}</h3>\n${changed}${body}</section>`;
  }

  private items(items: SectionDiff['items']): string {
    const html: string[] = [];
    let run: string[] = [];
    const flush = (): void => {
      // One or two sentences give the change its context; more would bury it.
      if (run.length <= 2) html.push(...run);
      else html.push(fold(run.length, run.join('\n')));
      run = [];
    };
    for (const item of items) {
      const made = item.type === 'table' ? this.table(item) : this.sentence(item);
      if (item.kind === 'same') run.push(made);
      else {
        flush();
        html.push(made);
      }
    }
    flush();
    return html.join('\n');
  }

  private sentence(sentence: SentenceDiff): string {
    const { kind, before, after, parts, movedFrom } = sentence;
    const anchor = after && this.options.anchorOf?.(after);
    const id = anchor ? ` id="${this.options.prefix}${anchor}"` : '';
    if (kind === 'same') return `<div class="item same"${id}><p>${partsHtml(parts, after)}</p></div>`;
    const from = movedFrom ? `<li class="quiet">原在“${escapeHtml(movedFrom.at(-1) ?? '')}”</li>` : '';
    const notes = from + (this.options.notesOf?.(sentence) ?? '');
    const old = before
      ? partsHtml(
          parts.filter((part) => part.kind !== 'added'),
          null,
        )
      : '';
    const fresh = after
      ? partsHtml(
          parts.filter((part) => part.kind !== 'removed'),
          after,
        )
      : '';
    return `<div class="item ${kind}"${id} ${this.change()}><span class="tag">${TAGS[kind]}</span>
<p class="inline">${partsHtml(parts, after)}</p>
<div class="sides"><p>${old}</p><p>${fresh}</p></div>${notes === '' ? '' : `<ul class="notes">${notes}</ul>`}</div>`;
  }

  private table(table: TableDiff): string {
    const name = (table.caption.after ?? table.caption.before)?.text ?? '';
    if (table.kind === 'same') return `<div class="item same"><p>〔${escapeHtml(name)}〕</p></div>`;
    const caption =
      table.caption.kind === 'same' ? escapeHtml(name) : partsHtml(table.caption.parts, table.caption.after);
    const rows = table.rows.filter((row) => row.kind !== 'same').map((row) => this.row(row));
    return `<div class="table"><h4>〔${caption}〕</h4>
<table><thead><tr><th scope="col">行和栏</th><th scope="col" class="number">原</th><th scope="col" class="number">现</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
  }

  private row(row: RowDiff): string {
    const notes = this.options.notesOf?.(row) ?? '';
    const after = notes === '' ? '' : `<ul class="notes">${notes}</ul>`;
    if (row.kind !== 'changed') {
      const tag = row.kind === 'removed' ? 'del' : 'ins';
      return `<tr ${this.change()}><td colspan="3">${TAGS[row.kind]} <${tag}>${escapeHtml(rowText(row))}</${tag}>${after}</td></tr>`;
    }
    return row.cells
      .filter((cell) => cell.kind !== 'same')
      .map((cell, index) => {
        const [old, fresh] = cellParts(cell) as [Part, Part];
        const now =
          cell.after && cell.after.text !== '' ? partsHtml([fresh], cell.after) : `<ins>${fresh.text}</ins>`;
        return `<tr ${this.change()}><td>${escapeHtml(cellName(row, cell))}${index === 0 ? after : ''}</td><td class="number">${partsHtml([old], null)}</td><td class="number">${now}</td></tr>`;
      })
      .join('\n');
  }

  private change(): string {
    this.count++;
    return `tabindex="-1" data-change="${this.options.prefix}${this.count}"`;
  }
}

function fold(count: number, html: string): string {
  if (count === 0) return '';
  return `<details class="same"><summary class="quiet">${count} 处没有变化</summary>\n${html}</details>`;
}

/** Parts of a sentence as HTML. `phrase` is the new sentence, whose numbers open their provenance. */
export function partsHtml(parts: readonly Part[], phrase: Phrase | null): string {
  let at = 0;
  return parts
    .map(({ kind, text }) => {
      const html = kind === 'removed' || phrase === null ? escapeHtml(text) : numbersHtml(text, at, phrase);
      if (kind !== 'removed') at += text.length;
      if (kind === 'same') return html;
      return kind === 'removed' ? `<del>${html}</del>` : `<ins>${html}</ins>`;
    })
    .join('');
}

function numbersHtml(text: string, offset: number, { numbers }: Phrase): string {
  let html = '';
  let last = 0;
  for (const { start, end, id } of numbers) {
    if (start < offset || end > offset + text.length) continue;
    html += escapeHtml(text.slice(last, start - offset));
    html += `<span data-figure="${id}">${escapeHtml(text.slice(start - offset, end - offset))}</span>`;
    last = end - offset;
  }
  return html + escapeHtml(text.slice(last));
}

/** The bar that stays at the top of a comparison: views, and the way from change to change. */
export function diffBar(onlyChanged: boolean): string {
  return `<div class="bar screen" role="toolbar" aria-label="比较">
<button type="button" data-go="-1">上一处（p）</button>
<button type="button" data-go="1">下一处（n）</button>
<span id="place" role="status"></span>
<label><input type="checkbox" data-toggle="view-sides" autocomplete="off"> 左右对照</label>
<label><input type="checkbox" data-toggle="only-changed" autocomplete="off"${onlyChanged ? ' checked' : ''}> 只看有差别的</label>
</div>`;
}
