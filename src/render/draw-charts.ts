import { printedChart } from '../document/chart-rows.ts';
import { extentOf, type HtmlEdit, insertion } from '../document/html-edits.ts';
import { classesOf, findElement, findElements } from '../document/html-tree.ts';
import type { ParsedHtml } from '../document/parsed-html.ts';
import { chartOf } from '../document/read-document.ts';
import { chartSvg } from './chart-svg.ts';

/**
 * Draws every chart of a report behind its title, from the table that stands in it.
 *
 * Example: `<figure class="chart"><figcaption>图1 …</figcaption>` → the same, and `<svg role="img" …>` behind it
 */
export function drawCharts(body: ParsedHtml): HtmlEdit[] {
  return findElements(body.nodes, 'figure')
    .filter((figure) => classesOf(figure).includes('chart'))
    .flatMap((figure) => {
      const title = findElement(figure.children, 'figcaption');
      const chart = chartOf(figure);
      if (title === null || chart === null) return [];
      return [insertion(extentOf(title).to, `\n${chartSvg(printedChart(chart))}`)];
    });
}
