import { remembering } from '../model/remembering.ts';

/** Shorter names stand inside too many other words, unless somebody put them in quotation marks. */
const SHORTEST = 4;

/** The labels of a pack's figures are asked for in every unit. */
const MOST_LABELS = 2_000;

/**
 * The short forms under which people write a figure: without 财政拨款 and marks of quotation, without what stands in
 * brackets, 收入 and 支出 for 收支, 总计 for 总预算; and what the name itself puts in quotation marks.
 *
 * Example: 财政拨款“三公”经费 → “三公”经费, 三公经费, 三公; 收支总预算 → 收入总预算, 支出总预算, 收入总计, 支出总计
 */
export const shortForms = remembering(MOST_LABELS, (label): readonly string[] => {
  const names = new Set([label, label.replace(/^财政拨款(?=“)/, '')]);
  for (const name of [...names]) {
    names.add(name.replace(/[“”]/g, ''));
    names.add(name.replace(/（[^）]*）/g, ''));
  }
  for (const name of [...names])
    if (name.startsWith('收支')) for (const side of ['收入', '支出']) names.add(side + name.slice(2));
  for (const name of [...names]) if (name.endsWith('总预算')) names.add(`${name.slice(0, -3)}总计`);
  const quoted = [...label.matchAll(/“([^”]{2,})”/g)].map(([, name]) => name!);
  return [...new Set([...[...names].filter((name) => name.length >= SHORTEST), ...quoted])];
});
