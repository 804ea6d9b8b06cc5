import { type PackFolders, PackStore } from '../report/packs.ts';
import { CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';

/** Where the template packs of a folder (absolute) and the code lists of the project are. */
export function packFolders(templates: string): PackFolders {
  return { templates, templatesLabel: labelOf(templates), classification: CLASSIFICATION_FOLDER };
}

/** The template packs in a folder (absolute), with the code lists of the project. */
export function openPacks(templates: string): PackStore {
  return new PackStore(packFolders(templates));
}
