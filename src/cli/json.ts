export { findingJson } from '../model/finding-json.ts';

/**
 * A document for scripts, two spaces. What could steer a terminal is written as `\u202e`, which means the same to
 * whoever reads it.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
