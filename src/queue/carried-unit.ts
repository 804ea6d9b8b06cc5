import { rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { sha256 } from '../files/file-hash.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { FindingJson } from '../model/finding-json.ts';
import type { UnitMessage } from '../work/unit-message.ts';
import { isFormat, type OutputFormat } from '../write/formats.ts';
import type { FilesByPath } from './needed-files.ts';

/** More than this of files, unpacked, is not carried: the engine is no file server. */
export const MOST_CARRIED_BYTES = 64 * 1024 * 1024;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Below the folder of the unit's files, whatever a name may say. */
const place = z
  .string()
  .refine((path) => !/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\0/i.test(path), 'outside of its folder');

const carriedUnit = z.object({
  /** The mark of the program that it is for. */
  mark: hash,
  /** The unit file among the files. */
  unit: place,
  label: z.string(),
  name: place,
  formats: z.array(z.string().refine(isFormat)),
  redact: z.boolean(),
  attachesData: z.boolean(),
  force: z.boolean(),
  told: z.array(z.custom<FindingJson>((value) => typeof value === 'object' && value !== null)),
  sound: z.array(z.object({ label: z.string(), inputs: z.array(z.object({ path: place, sha256: hash })) })),
  /** Everything that it is made of. */
  files: z.array(z.object({ path: place, sha256: hash, bytes: z.int().nonnegative() })),
  /** These files, one behind the other, packed: their hashes tell whether it is them. */
  packed: z.string(),
});

/** A unit with everything that it is made of, as it travels to another machine. */
export type CarriedUnit = z.infer<typeof carriedUnit>;

/** A unit as a job carries it. Paths are relative to the folder that holds all of its files. */
export function carryUnit(message: UnitMessage, files: FilesByPath, mark: string): CarriedUnit {
  const folder = commonFolder([message.path, ...files.keys()]);
  const within = (path: string): string => relative(folder, path).replaceAll(sep, '/');
  const { label, name, formats, redact, force, told, sound, attachesData = false } = message;
  const sorted = [...files]
    .map(([path, content]) => ({ path: within(path), content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    mark,
    unit: within(message.path),
    label,
    name,
    formats: [...formats],
    redact,
    attachesData,
    force,
    told: [...(told ?? [])],
    sound: (sound ?? []).flatMap(({ label: of, inputs }) =>
      inputs.every(({ path }) => files.has(path))
        ? [{ label: of, inputs: inputs.map(({ path, sha256: is }) => ({ path: within(path), sha256: is })) }]
        : [],
    ),
    files: sorted.map(({ path, content }) => ({ path, sha256: sha256(content), bytes: content.length })),
    packed: gzipSync(Buffer.concat(sorted.map(({ content }) => content)), { level: 1 }).toString('base64'),
  };
}

/** What names a job: the same unit made of the same files in the same run is the same job. */
export function jobIdOf(run: string, { files, packed: _, ...unit }: CarriedUnit): string {
  return sha256(JSON.stringify([run, unit, files.map(({ path, sha256: is }) => [path, is])]));
}

/** A carried unit on the disk of the machine that works on it. */
export interface UnpackedUnit {
  readonly message: UnitMessage;
  /** Removes it. Never throws. */
  remove(): Promise<void>;
}

/**
 * Takes out what a job carries: texts stay in memory, a unit that has others is put into a folder, which is made.
 * Throws for a job of another make, for files that are not what their hash says, and for errors of the disk.
 */
export async function unpackUnit(job: unknown, folder: string): Promise<UnpackedUnit> {
  const unit = carriedUnit.parse(job);
  const pathOf = (path: string): string => resolve(folder, ...path.split('/'));
  const files = contentsOf(unit, pathOf);
  if (staysInMemory(files))
    return { message: { ...messageOf(unit, pathOf), held: files }, remove: async () => {} };
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  try {
    await makeFolder(dirname(pathOf(unit.unit)));
    for (const [path, bytes] of files) {
      await makeFolder(dirname(path));
      await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { message: messageOf(unit, pathOf), remove };
}

function contentsOf(
  { files, packed }: CarriedUnit,
  pathOf: (path: string) => string,
): Map<string, Uint8Array> {
  const whole = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_CARRIED_BYTES });
  let at = 0;
  const contents = new Map<string, Uint8Array>();
  for (const { path, sha256: is, bytes } of files) {
    const content = whole.subarray(at, at + bytes);
    at += bytes;
    if (content.length !== bytes || sha256(content) !== is)
      throw new Error(`${path} is not what its hash says`);
    if (contents.has(pathOf(path))) throw new Error(`${path} stands twice`);
    contents.set(pathOf(path), content);
  }
  return contents;
}

/** Workbooks are read from the disk, and the members of a department may be named by a pattern of files. */
function staysInMemory(files: ReadonlyMap<string, Uint8Array>): boolean {
  return [...files].every(
    ([path, bytes]) =>
      /\.(?:ya?ml|csv)$/i.test(path) &&
      !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('members'),
  );
}

function messageOf(unit: CarriedUnit, pathOf: (path: string) => string): UnitMessage {
  const { label, name, formats, redact, force, told, sound, attachesData } = unit;
  return {
    path: pathOf(unit.unit),
    label,
    name,
    formats: formats as OutputFormat[],
    redact,
    attachesData,
    force,
    ...(told.length > 0 && { told }),
    ...(sound.length > 0 && {
      sound: sound.map((each) => ({
        ...each,
        inputs: each.inputs.map(({ path, sha256: is }) => ({ path: pathOf(path), sha256: is })),
      })),
    }),
  };
}

/** Whether files are too much to be carried. */
export function isTooMuch(files: FilesByPath): boolean {
  return [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0) > MOST_CARRIED_BYTES;
}

/** `['/a/b/c.yaml', '/a/d/e.csv']` → `/a` */
function commonFolder(paths: readonly string[]): string {
  return paths
    .map((path) => dirname(path))
    .reduce((common, folder) => {
      let shared = common;
      while (folder !== shared && !folder.startsWith(shared.endsWith(sep) ? shared : shared + sep))
        shared = dirname(shared);
      return shared;
    });
}

/** Where a worker unpacks: `<folder>/<job>`. */
export function unpackedPlace(folder: string, job: string, attempt: number): string {
  return join(folder, `${job.slice(0, 32)}-${attempt}`);
}
