import { PackStore } from '../../src/report/packs.ts';
import { CLASSIFICATION_FOLDER, TEMPLATES_FOLDER } from './folders.ts';

/** The packs of the repository, each read and compiled once for all test files of a process. */
export const packs = new PackStore({
  templates: TEMPLATES_FOLDER,
  templatesLabel: 'templates',
  classification: CLASSIFICATION_FOLDER,
});
