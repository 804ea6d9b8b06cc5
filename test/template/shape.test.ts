import { describe, expect, test } from '@jest/globals';
import {
  boolean,
  list,
  map,
  nullable,
  number,
  object,
  opaque,
  opaqueObject,
  type ShapeOf,
  text,
} from '../../src/template/shape.ts';

interface Figure {
  readonly yuan: bigint;
  readonly digits: string;
}
type Code = string & { readonly brand: 'code' };
interface Row {
  readonly code: Code;
  readonly amount: Figure;
  readonly note: string | null;
}
interface View {
  readonly year: number;
  readonly draft: boolean;
  readonly kind: 'unit' | 'department';
  readonly rows: readonly Row[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly goal: { readonly text: string } | null;
  readonly total: Figure;
}
type Opaque = { Figure: Figure };

const rowShape: ShapeOf<Row, Opaque> = object({
  code: text(),
  amount: opaque('Figure'),
  note: nullable(text()),
});
const good: ShapeOf<View, Opaque> = object({
  year: number(),
  draft: boolean(),
  kind: text(),
  rows: list(rowShape),
  reasons: map(text()),
  goal: nullable(object({ text: text() })),
  total: opaqueObject('Figure', { digits: text() }),
});

// The compiler is the test here: each of these lines must stay an error.
const goal: ShapeOf<{ readonly text: string; readonly count: number }> = object({
  text: text(),
  count: number(),
});
// @ts-expect-error a missing field
const missing: ShapeOf<{ readonly text: string; readonly count: number }> = object({ text: text() });
// @ts-expect-error a surplus field
const surplus: ShapeOf<{ readonly text: string }> = object({ text: text(), other: text() });
// @ts-expect-error the wrong kind
const wrong: ShapeOf<{ readonly text: string }> = object({ text: number() });
// @ts-expect-error null not said
const silent: ShapeOf<{ readonly text: string | null }> = object({ text: text() });
// @ts-expect-error undefined has no shape
const absent: ShapeOf<{ readonly text?: string }> = object({ text: text() });
// @ts-expect-error another opaque type
const other: ShapeOf<{ readonly total: Figure }, Opaque> = object({ total: opaque('Comparison') });
const opaqueWith = opaqueObject('Figure', { cents: text() });
// @ts-expect-error an opened field the type does not have
const opened: ShapeOf<{ readonly total: Figure }, Opaque> = object({ total: opaqueWith });

describe('shapes', () => {
  test('are plain values', () => {
    expect(good).toMatchObject({ kind: 'object', fields: { rows: { kind: 'list', of: rowShape } } });
    expect(goal.fields.count.kind).toBe('number');
    expect([missing, surplus, wrong, silent, absent, other, opened]).toHaveLength(7);
  });
});
