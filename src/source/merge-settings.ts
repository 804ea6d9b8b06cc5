/**
 * `nearer` over `base`: mappings key by key, lists and values replaced whole, a key without a value (`~`) takes away.
 *
 * Example: `{money: {decimals: 4}}` over `{money: {unit: 万元, decimals: 2}}` → `{unit: 万元, decimals: 4}`
 */
export function mergeSettings(base: unknown, nearer: unknown): unknown {
  if (!isMapping(base) || !isMapping(nearer)) return nearer;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(nearer)) {
    if (value === null && Object.hasOwn(base, key)) delete merged[key];
    else merged[key] = Object.hasOwn(base, key) ? mergeSettings(base[key], value) : value;
  }
  return merged;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
