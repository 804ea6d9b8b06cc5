import { escapeHtml } from '../template/safe-html.ts';
import { SEEN_HEAD } from './seen-list.ts';
import type { UnitSummary } from './unit-review.ts';

/** The box that says a text was seen; empty for a unit without a text. `words`: its label, hidden in the list. */
export function seenBox({ digest, name, label, unitName }: UnitSummary, isInList: boolean): string {
  if (digest === null) return isInList ? '—' : '';
  const words = isInList ? ` aria-label="看过 ${escapeHtml(unitName)}"` : '';
  const box = `<input type="checkbox" autocomplete="off" data-seen="${digest}" data-name="${escapeHtml(name)}" data-label="${escapeHtml(label)}"${words}>`;
  return isInList
    ? box
    : `<label class="screen">${box} 这份文字已经看过</label> <span class="seen-note quiet" role="status"></span>`;
}

/** The command that approves a unit, ready to be copied. */
export function commandHtml(command: string): string {
  const shown = escapeHtml(command);
  return `<span class="command"><code>${shown}</code> <button type="button" class="screen" data-copy="${shown}">复制命令</button></span>`;
}

/** The list of what was seen, to be kept as a file; the script of the page fills it. */
export function seenPart(listCommand: string): string {
  return `<section class="seen screen"><h2 id="seen">看过的单位</h2>
<p>勾选保存在这个浏览器里，文字一变就不再算数。<span id="seen-count" role="status"></span></p>
<p><button type="button" id="seen-save">导出清单</button> <button type="button" id="seen-copy">复制清单</button>　导出后记下批准稿：${commandHtml(listCommand)}</p>
<label for="seen-list">清单</label>
<textarea id="seen-list" readonly rows="4" data-head="${escapeHtml(SEEN_HEAD)}"></textarea></section>`;
}
