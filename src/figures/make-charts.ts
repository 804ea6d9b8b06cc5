import type { Unit } from '../books/unit.ts';
import type { Chart, ChartRow } from '../model/chart.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { ChartDeclaration } from '../pack/chart-declaration.ts';
import type { Pack } from '../pack/pack.ts';
import type { Analysis } from './analysis.ts';
import { totalFigure } from './figure.ts';
import { wordsFor } from './table-for.ts';

/**
 * The charts of a pack by name, from figures that its tables and sentences print too: amounts stay exact. A chart
 * without money, or one that compares where last year is not known or had nothing, is left out.
 *
 * Example: `income` of the published report → one row, 一般公共预算 7151980 元 of 7151980 元
 */
export function makeCharts(
  { figures, lists }: Pick<Analysis, 'figures' | 'lists'>,
  unit: Unit,
  pack: Pack,
): Readonly<Record<string, Chart>> {
  const fill = titleFiller(unit, pack);
  const { chartWords: words } = pack.settings;
  const charts: Record<string, Chart> = {};
  for (const [name, declared] of Object.entries(pack.settings.charts)) {
    const given: readonly Labelled[] =
      declared.list === undefined
        ? (declared.figures ?? []).map((figure) => ({
            label: figures[figure]!.label,
            figure: figures[figure]!,
          }))
        : lists[declared.list]!;
    const whole = declared.whole === undefined ? null : figures[declared.whole]!;
    const rows = rowsOf(given, whole, declared, words.rest);
    if (rows === null) continue;
    const series = declared.compare ? declared.series.map(fill) : [words.amount];
    charts[name] = { id: `chart-${name}`, title: fill(declared.title), series, rows };
  }
  return charts;
}

interface Labelled {
  readonly label: string;
  readonly figure: Comparison;
}

function rowsOf(
  given: readonly Labelled[],
  whole: Comparison | null,
  { compare, list, most }: ChartDeclaration,
  label: string,
): ChartRow[] | null {
  const rows: ChartRow[] = [];
  for (const { label: name, figure } of given) {
    const figures = bothOf(figure, compare);
    if (figures === null) return null;
    if (figures.some(({ isZero }) => !isZero))
      rows.push({ label: name, figures, whole: whole?.current ?? null });
  }
  const wholes = whole === null ? null : bothOf(whole, compare);
  if (whole !== null && wholes === null) return null;
  if (list !== undefined) rows.sort((a, b) => greatest(b).comparedTo(greatest(a)));
  const shown = rows.length > most ? rows.slice(0, most - 1) : rows;
  const rest = restOf(shown, rows.slice(shown.length), wholes);
  const all = rest === null ? shown : [...shown, { label, figures: rest, whole: whole?.current ?? null }];
  const hasMoney = (series: number) => all.some(({ figures }) => !figures[series]!.isZero);
  return all.length > 0 && (!compare || hasMoney(1)) ? all : null;
}

/** This year's figure, and last year's where it is asked for; null where that is not known. */
function bothOf({ current, prior }: Comparison, compare: boolean): Figure[] | null {
  if (!compare) return [current];
  return prior === null ? null : [current, prior];
}

function greatest({ figures }: ChartRow) {
  return figures.map(({ amount }) => amount.abs()).reduce((a, b) => (a.greaterThan(b) ? a : b));
}

/** What no row shows: of the whole where there is one, else of the rows that are left out; null for nothing. */
function restOf(
  shown: readonly ChartRow[],
  left: readonly ChartRow[],
  wholes: readonly Figure[] | null,
): Figure[] | null {
  const series = shown[0]?.figures.length ?? wholes?.length ?? 0;
  const rest = Array.from({ length: series }, (_, index) =>
    wholes === null
      ? totalFigure(left.map(({ figures }) => figures[index]!))
      : totalFigure(
          [wholes[index]!],
          shown.map(({ figures }) => figures[index]!),
        ),
  );
  return rest.some(({ isZero }) => !isZero) ? rest : null;
}

/** What stands in braces in a title: years, the unit of amounts, words of the pack. */
function titleFiller(unit: Unit, pack: Pack): (title: string) => string {
  const values: Readonly<Record<string, string>> = {
    ...wordsFor(unit, pack),
    year: String(unit.data.year),
    priorYear: String(unit.data.year - 1),
    unit: pack.settings.money.unit,
  };
  return (title) => title.replace(/\{(\w+)\}/g, (written, name: string) => values[name] ?? written);
}
