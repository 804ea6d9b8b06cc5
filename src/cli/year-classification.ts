import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Classification } from '../lists/classification.ts';
import { loadClassification } from '../lists/read-classification.ts';
import { CLASSIFICATION_FOLDER } from './project-folders.ts';

/** The code lists of a year; null where there are none. */
export async function classificationOf(year: number): Promise<Classification | null> {
  const has = existsSync(join(CLASSIFICATION_FOLDER, String(year)));
  return has ? loadClassification(CLASSIFICATION_FOLDER, String(year)) : null;
}
