import { PackStore } from '../report/packs.ts';
import { CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';

/** The template packs in a folder (absolute), with the code lists of the project. */
export function openPacks(templates: string): PackStore {
  return new PackStore({
    templates,
    templatesLabel: labelOf(templates),
    classification: CLASSIFICATION_FOLDER,
  });
}
