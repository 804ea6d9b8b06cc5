import { stat } from 'node:fs/promises';
import type { ReturnedWords } from '../review/returned-words.ts';
import { labelOf } from './project-folders.ts';

/** Why Word documents that came back cannot stand for so many units; null where they can. */
export async function returnedProblem(returned: ReturnedWords | null, units: number): Promise<string | null> {
  if (returned === null) return null;
  const label = labelOf(returned.path);
  const found = await stat(returned.path).catch(() => null);
  if (found === null) return `找不到收回的 Word 文档：${label}。`;
  if (found.isDirectory() || units === 1) return null;
  return `${label} 是一份文档，单位有 ${units} 个：请给出文件夹，其中的文档与单位文件同名。`;
}
