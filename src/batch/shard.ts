import { sha256 } from '../files/file-hash.ts';

/** The `index`th of `count` parts, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Whether a unit belongs to a shard. It depends on the name of the unit alone: adding or removing others moves
 * nothing.
 *
 * Example: of `demo/2024` and eight shards exactly one is true
 */
export function isInShard(name: string, { index, count }: Shard): boolean {
  return Number.parseInt(sha256(name).slice(0, 12), 16) % count === index - 1;
}

/** `2/8` */
export function shardText({ index, count }: Shard): string {
  return `${index}/${count}`;
}
