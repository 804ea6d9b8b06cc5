import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { sha256 } from '../files/file-hash.ts';
import { recordSchema } from '../work/record-schema.ts';
import type { UnitAnswer } from '../work/unit-message.ts';
import type { UnitRecord } from '../work/unit-record.ts';
import { belongsTo, FORMATS, type PublishedFile } from '../write/formats.ts';
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
  files: z
    .array(
      z.object({
        name: fileName,
        bytes: z.number().int().nonnegative(),
        sha256: hash,
        /** In the shared folder under this name; else behind the head. */
        staged: z
          .string()
          .regex(/^[0-9a-f-]{1,80}$/)
          .nullable(),
      }),
    )
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

/** An answer whose files are too big to travel. */
export class AnswerTooBig extends Error {}

/**
 * Packs an answer: its files go into the shared folder where there is one, else behind the rest. Throws
 * {@link AnswerTooBig} for more than the engine should hold, and errors of the disk.
 */
export async function packAnswer(
  { files, record, asked, sources }: UnitAnswer,
  worker: string,
  shared: SharedFolder | null,
): Promise<PackedAnswer> {
  const contents = (files ?? []).map(({ content }) => Buffer.from(content));
  const all = contents.reduce((sum, content) => sum + content.length, 0);
  if (shared === null && all > MOST_ANSWER_BYTES) throw new AnswerTooBig();
  const staged = await Promise.all(contents.map((content) => shared?.put(content) ?? null));
  const told = files?.map(({ name }, index) => ({
    name,
    bytes: contents[index]!.length,
    sha256: sha256(contents[index]!),
    staged: staged[index]!,
  }));
  const text = Buffer.from(
    JSON.stringify({ answer: { record, asked, sources }, worker, files: told ?? null }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const whole = Buffer.concat([length, text, ...(shared === null ? contents : [])]);
  return { answer: gzipSync(whole, { level: 1 }).toString('base64') };
}

/**
 * Inverse of {@link packAnswer}; the record says who did the work. Null for what is no answer of this make, or whose files
 * are not what they should be. What lay in the shared folder is taken out of it by `taken`.
 */
export async function unpackAnswer(
  { answer }: PackedAnswer,
  shared: SharedFolder | null,
): Promise<{ readonly answer: UnitAnswer; taken(): Promise<void> } | null> {
  try {
    const whole = gunzipSync(Buffer.from(answer, 'base64'), { maxOutputLength: MOST_ANSWER_BYTES * 2 });
    const end = 4 + whole.readUInt32BE(0);
    const read = head.parse(JSON.parse(whole.subarray(4, end).toString('utf8')));
    const files: PublishedFile[] = [];
    let at = end;
    for (const { name, bytes, sha256: is, staged } of read.files ?? []) {
      const content = staged === null ? whole.subarray(at, at + bytes) : await shared?.get(staged);
      if (staged === null) at += bytes;
      if (!content || sha256(content) !== is) return null;
      files.push({ name, content });
    }
    const { record, asked, sources } = read.answer;
    return {
      answer: {
        files: read.files && files,
        record: { ...(record as UnitRecord), worker: read.worker },
        asked,
        sources,
        interrupted: false,
      },
      async taken() {
        await Promise.all((read.files ?? []).map(({ staged }) => staged && shared?.remove(staged)));
      },
    };
  } catch {
    return null;
  }
}
