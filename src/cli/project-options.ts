import type { Command, Option } from 'commander';
import type { Project } from './project.ts';
import {
  APPROVED_FOLDER,
  approvedFolder,
  DATA_FOLDER,
  dataFolder,
  OUTPUT_FOLDER,
  outputFolder,
  SAMPLE_UNITS_FOLDER,
  sampleUnitsFolder,
  TEMPLATES_FOLDER,
  templatesFolder,
} from './project-folders.ts';

/** Folders that options stand for where they are not given, and where the project has them. */
const FOLDERS: ReadonlyMap<unknown, () => string> = new Map([
  [TEMPLATES_FOLDER, templatesFolder],
  [OUTPUT_FOLDER, outputFolder],
  [APPROVED_FOLDER, approvedFolder],
  [DATA_FOLDER, dataFolder],
  [SAMPLE_UNITS_FOLDER, sampleUnitsFolder],
]);

/** Options beside folders that a project file may say; with others at work each machine counts for itself. */
const SAID: Readonly<
  Record<string, (project: Project, given: Readonly<Record<string, unknown>>) => unknown>
> = {
  fonts: ({ fonts }) => fonts,
  format: ({ formats }) => formats,
  jobs: ({ jobs }, { queue }) => (queue === undefined ? jobs : null),
};

/** Gives a command what the project file says, where its command line does not say it. */
export function applyProject(command: Command, project: Project): void {
  for (const option of command.options) {
    const name = option.attributeName();
    const source = command.getOptionValueSource(name);
    if (source !== undefined && source !== 'default') continue;
    const folder = FOLDERS.get(option.defaultValue)?.();
    const said = folder ?? SAID[name]?.(project, command.opts());
    if (said !== undefined && said !== null) command.setOptionValueWithSource(name, said, 'config');
  }
}

/** Whether a project file may say an option. */
export function isSaidByProject(option: Option): boolean {
  return FOLDERS.has(option.defaultValue) || Object.hasOwn(SAID, option.attributeName());
}
