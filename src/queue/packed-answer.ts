import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { sha256 } from '../files/file-hash.ts';
import { recordSchema } from '../work/record-schema.ts';
import type { MadeFile, UnitAnswer } from '../work/unit-message.ts';
import type { UnitRecord } from '../work/unit-record.ts';
import { belongsTo, FORMATS } from '../write/formats.ts';
import type { SharedFolder } from './shared-folder.ts';

/** The files of one unit weigh less than this, or do not travel. */
export const MOST_ANSWER_BYTES = 48 * 1024 * 1024;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z
  .string()
  .refine((name) => !/\.\.|\\|\0/.test(name) && FORMATS.some((format) => belongsTo(name, format)));

const head = z.object({
  answer: z.object({
    record: recordSchema,
    asked: z.array(z.object({ file: z.string(), sha256: hash.nullable() })),
    sources: z.array(z.tuple([z.string(), z.string()])),
  }),
  worker: z.string(),
  /** Names of the files, which lie one behind the other; each is an output of the record. */
  files: z.array(fileName).nullable(),
  /** They lie in the shared folder under this name; else behind the head. */
  staged: z
    .string()
    .regex(/^[0-9a-f-]{1,80}$/)
    .nullable(),
});

/** An answer as it travels back, as text. */
export interface PackedAnswer {
  readonly answer: string;
}

/** Whether a job holds its answer already: its worker ended between the answer and the word that it is done. */
export function isAnswered(data: unknown): data is PackedAnswer {
  return typeof data === 'object' && data !== null && typeof (data as PackedAnswer).answer === 'string';
}

/**
 * Packs an answer: its files go into the shared folder where there is one, as a single file, which takes a third of the
 * steps of three; else behind the rest. Null for more than the engine should hold; errors of the disk are thrown.
 */
export function packAnswer(
  { files, record, asked, sources }: UnitAnswer,
  worker: string,
  shared: SharedFolder | null,
): PackedAnswer | null {
  const body = Buffer.concat((files ?? []).map(({ content }) => content));
  if (shared === null && body.length > MOST_ANSWER_BYTES) return null;
  const staged = shared && files ? shared.put(body) : null;
  const names = files?.map(({ name }) => name) ?? null;
  const text = Buffer.from(
    JSON.stringify({ answer: { record, asked, sources }, worker, files: names, staged }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const whole = Buffer.concat([length, text, ...(staged === null ? [body] : [])]);
  return { answer: gzipSync(whole, { level: 1 }).toString('base64') };
}

/**
 * Inverse of {@link packAnswer}; the record says who did the work. Null for what is no answer of this make, or whose files
 * are not what they should be. What lay in the shared folder is taken out of it by `taken`.
 */
export function unpackAnswer(
  { answer }: PackedAnswer,
  shared: SharedFolder | null,
): { readonly answer: UnitAnswer; taken(): void } | null {
  try {
    const whole = gunzipSync(Buffer.from(answer, 'base64'), { maxOutputLength: MOST_ANSWER_BYTES * 2 });
    const end = 4 + whole.readUInt32BE(0);
    const read = head.parse(JSON.parse(whole.subarray(4, end).toString('utf8')));
    const { record, asked, sources } = read.answer;
    const { staged } = read;
    const body = staged === null ? whole.subarray(end) : shared?.get(staged);
    if (!body) return null;
    const files: MadeFile[] = [];
    let at = 0;
    for (const [index, name] of (read.files ?? []).entries()) {
      const { file, bytes, sha256: is } = record.outputs[index]!;
      const content = body.subarray(at, at + bytes);
      if (file !== record.name + name || sha256(content) !== is) return null;
      at += bytes;
      files.push({ name, content });
    }
    return {
      answer: {
        files: read.files && files,
        record: { ...(record as UnitRecord), worker: read.worker },
        asked,
        sources,
        interrupted: false,
      },
      taken() {
        if (staged !== null) shared?.remove(staged);
      },
    };
  } catch {
    return null;
  }
}
