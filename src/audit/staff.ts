import type { Origin } from '../document/tree.ts';
import { paragraphsOf, type Reading } from './reading.ts';

export interface StaffGroup {
  readonly name: string;
  readonly count: number;
  /** Against last year; null where the report does not say it. */
  readonly change: number | null;
}

/** What a report says of its people and offices; what it does not say plainly is left out. */
export interface ReadStaff {
  readonly establishment: { readonly count: number; readonly at: Origin | null } | null;
  readonly actual: { readonly count: number; readonly at: Origin | null } | null;
  readonly groups: readonly StaffGroup[];
  readonly offices: {
    readonly count: number | null;
    readonly names: readonly string[];
    readonly at: Origin | null;
  };
  /** Where the people are told. */
  readonly at: Origin | null;
}

const ESTABLISHMENT = /编制(?:人数|总数|数)?[为共是有]*\s*(\d{1,5})/;
const ACTUAL = /实有(?:人数|人员|在编人数)?(?:总数)?[为共是有]*\s*(\d{1,5})\s*人/;
const GROUP =
  /^(?:其中[：:])?(?:实有)?([\p{Script=Han}（）]{2,10}?)(?:人员|人数|职工)?(?:为|共|有)?\s*(\d{1,5})\s*[人名]/u;
const CHANGE = /^(?:[^增减]{0,8})(增加|减少)(?:了)?\s*(\d{1,5})\s*[人名]|^(?:与上年)?(?:持平|无变化)/;
const OFFICES =
  /(?:下设|内设|设有|设置|设)(\d{1,3})?个?(?:内设)?(?:职能)?(?:机构|科室|处室|科|股室|部门)[^。：:；]{0,12}[：:]([^。；]+)[。；]/;

/**
 * The people and offices that a report tells of: 编制数5，实有人数31人，其中：在职31人，减少1人；退休0人 → establishment 5,
 * actual 31, 在职 31 (−1), 退休 0.
 */
export function staffOf(reading: Reading): ReadStaff {
  let establishment: ReadStaff['establishment'] = null;
  let actual: ReadStaff['actual'] = null;
  let groups: StaffGroup[] = [];
  let at: Origin | null = null;
  const texts = paragraphsOf(reading);
  for (const { text, at: place } of texts) {
    const posts = ESTABLISHMENT.exec(text);
    establishment ??= posts && { count: Number(posts[1]), at: place };
    const found = ACTUAL.exec(text);
    if (actual !== null || found === null) continue;
    actual = { count: Number(found[1]), at: place };
    at = place;
    groups = groupsIn(text.slice(found.index + found[0].length));
  }
  const listed = texts.flatMap(({ text, at: place }) => {
    const found = OFFICES.exec(text);
    return found ? [{ found, place }] : [];
  })[0];
  const names = (listed?.found[2] ?? '')
    .split(/[，、,]|(?<=[科室处部股办])和(?=\p{Script=Han})/u)
    .map((name) => name.replace(/^(?:分别[是为]|以及|及)|[等共].{0,6}$/g, '').trim())
    .filter((name) => name !== '');
  return {
    establishment,
    actual,
    groups,
    offices: {
      count: listed?.found[1] === undefined ? null : Number(listed.found[1]),
      names,
      at: listed?.place ?? null,
    },
    at,
  };
}

/** The kinds of people behind 其中, one after the other, up to the first words that are none. */
function groupsIn(text: string): StaffGroup[] {
  const list = /^[^。]{0,6}其中[：:]?([^。]+)/.exec(text)?.[1];
  if (list === undefined) return [];
  const groups: { name: string; count: number; change: number | null }[] = [];
  for (const piece of list.split(/[，；、;,]/)) {
    const words = piece.trim();
    const change = CHANGE.exec(words);
    const last = groups.at(-1);
    if (change && last) {
      last.change = change[1] === undefined ? 0 : Number(change[2]) * (change[1] === '增加' ? 1 : -1);
      continue;
    }
    const group = GROUP.exec(words);
    if (!group) break;
    groups.push({ name: group[1]!, count: Number(group[2]), change: null });
  }
  return groups;
}
