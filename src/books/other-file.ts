import { WORKBOOK_EXTENSION } from '../form/workbook-file.ts';
import { type DocumentName, type FileData, kindOf } from '../kinds/registry.ts';
import type { DataPath } from '../model/locator.ts';
import type { Entity, ReadEntity } from './entity.ts';
import type { EntityFile, EntityFiles } from './entity-file.ts';

/** Another file that a file names, read once; null after telling why it cannot be. */
export async function otherEntity(
  file: EntityFile,
  from: DataPath,
  document: DocumentName,
  files: EntityFiles,
  readOther: ReadEntity,
): Promise<Entity | null> {
  const name = valueAt(file.data, from) as string;
  const target = files.beside(name, ['.yaml', '.yml', WORKBOOK_EXTENSION], file, from);
  if (!target) return null;
  if (files.isOpen(target.path)) {
    const hint = `${from.join('.')} 应指上一年的文件。`;
    files.report('L62', `${target.label} 又回到了自己。`, hint, file.locator, from);
    return null;
  }
  const other = await files.once(target.path, () =>
    readOther(target.path, target.label, files, [target.path]),
  );
  if (!other || kindOf(other.file).document === document) return other;
  const hint = `${from.join('.')} 应指${document}的文件。`;
  files.report('L66', `${target.label} 是${kindOf(other.file).document}的文件。`, hint, file.locator, from);
  return null;
}

/** What a file says at a path; undefined where it says nothing. */
export function valueAt(data: FileData, path: DataPath): unknown {
  let here: unknown = data;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}
