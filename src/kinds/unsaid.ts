/** Groups of texts of which a file may keep the names with nothing behind them. */
const GROUPS = ['reasons', 'purposes'];

/**
 * A file as written, without the names in its groups of texts that have nothing behind them: such a text is not yet
 * written, and whether one is needed the figures say, not the form.
 *
 * Example: `{ reasons: { basic: null, project: '新增设备' } }` → `{ reasons: { project: '新增设备' } }`
 */
export function withoutUnsaid(written: unknown): unknown {
  if (!isMap(written)) return written;
  return Object.fromEntries(
    Object.entries(written).flatMap(([key, value]) => {
      if (!GROUPS.includes(key)) return [[key, value]];
      return value === null ? [] : [[key, withoutEmpty(value)]];
    }),
  );
}

function withoutEmpty(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, below]) => (below === null ? [] : [[key, withoutEmpty(below)]])),
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
