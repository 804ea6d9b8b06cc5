// @ts-check
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { constants, Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/*
 * Runs a program of one file. What V8 made of its functions is kept beside it, for each command, so that the next start
 * need not compile them: a quarter of the processor time of a command for one unit.
 */

/** Of the runs that may add to what is kept; later ones would find next to nothing and pay for looking. */
const RUNS_THAT_ADD = 4;
/** A checksum of what follows, and how many runs have added to it. */
const HEAD_BYTES = 5;

/** The last line of every program that was put together. */
const END = /\n\/\/# sourceMappingURL=[^\n]*\n?$/;

/**
 * The text of a program of one file. What was cut off may be a program still, which does nothing and says nothing, so a
 * SyntaxError is thrown where the end is not there.
 *
 * @param {string} file
 */
export function readProgram(file) {
  const text = readFileSync(file, 'utf8');
  if (!END.test(text.slice(-200))) throw new SyntaxError(`${file} has no end`);
  return text;
}

/**
 * Runs a program of one file, made for Node's older module format. Throws what loading it throws.
 *
 * @param {string} file
 * @param {string} command what is kept is kept for each command: each runs other functions
 */
export function startProgram(file, command) {
  const source = `(function (exports, require, module, __filename, __dirname) {${readProgram(file)}\n})`;
  // Another version of V8, another processor or another flag cannot use it.
  const name = /^[a-z][a-z-]*$/.test(command) ? command : 'help';
  const place = join(dirname(file), `${name}-${cachedDataVersionTag()}.code`);
  const kept = readCode(place);
  const script = new Script(source, {
    filename: file,
    ...(kept === null ? {} : { cachedData: kept.code }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const usable = script.cachedDataRejected === true ? null : kept;
  if ((usable?.runs ?? 0) < RUNS_THAT_ADD)
    process.once('exit', (code) => addCode(place, script, usable, code));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}

/**
 * What is kept, where it is whole.
 *
 * @param {string} place
 * @returns {{ code: Buffer, runs: number } | null}
 */
function readCode(place) {
  try {
    const bytes = readFileSync(place);
    const checked = bytes.subarray(4);
    if (bytes.length <= HEAD_BYTES || bytes.readUInt32LE(0) !== crc32(checked)) return null;
    return { code: bytes.subarray(HEAD_BYTES), runs: checked[0] ?? 0 };
  } catch {
    return null;
  }
}

/**
 * Keeps what this run has compiled, unless an earlier one kept more; a run that came to nothing has run little. What
 * cannot be written is done without.
 *
 * @param {string} place
 * @param {Script} script
 * @param {{ code: Buffer, runs: number } | null} kept
 * @param {number} exitCode
 */
function addCode(place, script, kept, exitCode) {
  if (exitCode > 1) return;
  const temporary = `${place}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const made = script.createCachedData();
    const code = kept !== null && kept.code.length >= made.length ? kept.code : made;
    const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from([(kept?.runs ?? 0) + 1]), code]);
    bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
    writeFileSync(temporary, bytes, { flag: 'wx', flush: true });
    renameSync(temporary, place);
  } catch {
    rmSync(temporary, { force: true });
  }
}
