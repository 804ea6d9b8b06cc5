import type { Pack } from '../pack/pack.ts';
import { compilePack } from '../render/compiled-pack.ts';
import { isOfOtherKind, unprintedFields } from './unprinted-fields.ts';

/** What a form wants of a field: it must be written, it may be, or nobody would read it. */
export type Asked = 'demanded' | 'offered' | 'not';

/** What a form asks of the fields of a file. */
export interface AskedFields {
  /** Of a path without numbers of items; `isRequired`: the schema asks for it whatever the form. */
  asked(path: readonly string[], isRequired: boolean): Asked;
}

/** What only checks, other files and the form itself are concerned with; nothing to begin a file with. */
const NOT_BEGUN = ['level', 'document', 'performance.goals', 'assets.asOf'];

/** What may be left out by the schema, and which a file is nothing without; each only where the form prints it. */
const BEGUN: ReadonlySet<string> = new Set([
  'budget',
  'expenditure',
  'income',
  'reasons',
  'purposes',
  'members',
  'performance',
  'performance.unit',
  'performance.department',
]);

/**
 * What a pack asks of the file of a unit: what it demands (the schema and `needs`), what it prints where it is there, and
 * what it never prints.
 *
 * Example: `xinjiang-2025` demands `unit.establishment` and offers `otherMatters`; `shanghai-unit-2025` prints no
 * `unit.staff`.
 */
export function askedFields(pack: Pack): AskedFields {
  const { settings } = pack;
  const unprinted = new Set(unprintedFields(settings, compilePack(pack).value?.unread ?? []));
  const declared = [...Object.values(settings.figures), ...Object.values(settings.lists)];
  const compared = declared.filter(({ compare }) => compare);
  const reasons = [
    ...compared.flatMap(({ reason = [] }) => reason),
    ...declared.flatMap(({ against }) => Object.values(against).flatMap((base) => base?.reason ?? [])),
  ];
  /** Whether a reason is looked for at a path below `reasons`, above it or below it. */
  const isReasonAsked = (at: string): boolean =>
    reasons.some((name) => `${name}.`.startsWith(`${at}.`) || `${at}.`.startsWith(`${name}.`));
  const books = new Set<string>(compared.map(({ base }) => base));
  const isPurposeAsked = Object.values(settings.lists).some(({ purpose }) => purpose !== undefined);
  const isUnused = (path: string): boolean => {
    const [group, part, name] = path.split('.');
    if (group === 'purposes') return !isPurposeAsked;
    if (group === 'reasons')
      return part === undefined ? reasons.length === 0 : !isReasonAsked(path.slice('reasons.'.length));
    if (group !== 'prior' || part === undefined) return false;
    if (part === 'execution' || part === 'settlement') return !books.has(part);
    return part === 'stated' && name !== undefined && settings.figures[name]?.compare !== true;
  };
  return {
    asked(path, isRequired) {
      const whole = path.join('.');
      // A group of which the form demands a part is begun for that part.
      const isNeeded = Object.keys(settings.needs).some((need) => `${need}.`.startsWith(`${whole}.`));
      if (isRequired || isNeeded) return 'demanded';
      const above = path.map((_, index) => path.slice(0, index + 1).join('.'));
      if (NOT_BEGUN.includes(whole) || isOfOtherKind(whole, settings)) return 'not';
      if (above.some((each) => unprinted.has(each)) || isUnused(whole)) return 'not';
      return BEGUN.has(whole) ? 'demanded' : 'offered';
    },
  };
}
