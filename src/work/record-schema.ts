import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const input = z.object({ file: z.string(), sha256: hash });
const output = z.object({
  file: z.string(),
  bytes: z.number(),
  sha256: hash,
  printer: z.string().optional(),
});
const subject = z.object({
  path: z.array(z.union([z.string(), z.number()])).optional(),
  figures: z.array(z.string()).optional(),
  quotes: z.array(z.string()).optional(),
});
const finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
  hint: z.string(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  length: z.number().nullable(),
  waived: z.string().nullable(),
  place: z.string().optional(),
  subject: subject.optional(),
});
/** A {@link UnitRecord} as it is written; what else stands in one is left out. */
export const recordSchema = z.object({
  name: z.string(),
  file: z.string(),
  status: z.enum(['ok', 'draft', 'failed']),
  template: z.string().nullable(),
  inputs: z.array(input),
  fingerprint: hash.nullable(),
  outputs: z.array(output),
  findings: z.array(finding),
  seconds: z.object({ produce: z.number(), print: z.number(), write: z.number() }),
  worker: z.string().optional(),
});
