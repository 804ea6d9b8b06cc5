import type { Outcome } from '../model/finding.ts';
import { type Chosen, chosenOf, patchedSettings } from './options.ts';
import { type Pack, packSchema } from './pack.ts';

/**
 * A pack as a unit with those choices prints it; the pack itself where they are its defaults. `L66` where choices that
 * are right one by one contradict each other.
 */
export function packVariant(pack: Pack, given: Chosen): Outcome<Pack> {
  const { options } = pack.settings;
  const chosen = chosenOf(options, given);
  if (Object.entries(chosen).every(([name, choice]) => pack.chosen[name] === choice))
    return { value: pack, findings: [] };
  const parsed = packSchema.safeParse(patchedSettings(pack.written, options, chosen));
  if (parsed.success) {
    const settings = parsed.data;
    return { value: { ...pack, settings, chosen, namedFilters: settings.filters }, findings: [] };
  }
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  const message = `样式“${pack.name}”的这些选项合在一起不成立：设置 ${path} 不对。`;
  const hint = '换一种选法，或修改 pack.yaml 中这些选项的 choices。';
  return { value: null, findings: [{ code: 'L66', severity: 'error', message, hint, position: null }] };
}
