import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { defaultsFileSchema } from '../kinds/defaults-file.ts';
import { fileJsonSchema, type OfferedOption, type PackDemands } from '../kinds/file-json-schema.ts';
import { projectFileSchema } from '../kinds/project-file.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../kinds/registry.ts';
import { unitFilePage } from '../kit/unit-file-page.ts';
import { loadClassification } from '../lists/read-classification.ts';
import { loadPack } from '../pack/load-pack.ts';
import type { Pack } from '../pack/pack.ts';
import { packNames } from '../pack/pack-chain.ts';
import { FORMATS } from '../write/formats.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import {
  CLASSIFICATION_FOLDER,
  labelOf,
  SCHEMA_FOLDER,
  TEMPLATES_FOLDER,
  UNIT_FILE_PAGE,
} from './project-folders.ts';

/** The year whose code lists the schema offers for completion. */
const SCHEMA_YEAR = '2025';

/** The schemas of `data/schema/`, one for each kind of file: name and text. */
export async function schemaTexts(): Promise<{ readonly name: string; readonly text: string }[]> {
  const classification = await loadClassification(CLASSIFICATION_FOLDER, SCHEMA_YEAR);
  const packs = await offeredPacks();
  const defaults = { schemaName: 'defaults', schema: defaultsFileSchema };
  const project = { schemaName: 'project', schema: projectFileSchema(FORMATS.map(({ name }) => name)) };
  return [
    ...Object.values<Pick<DocumentKind, 'schema' | 'schemaName'>>(DOCUMENT_KINDS),
    defaults,
    project,
  ].map((kind) => ({
    name: `${kind.schemaName}.schema.json`,
    text: `${JSON.stringify(fileJsonSchema(kind, classification, optionsOf(kind, packs), demandsOn(kind, packs)), null, 1)}\n`,
  }));
}

interface OfferedPack {
  readonly document: string;
  readonly offered: readonly OfferedOption[];
  readonly demands: PackDemands;
}

/** Every pack of the program: what it prints, its options with their choices, what it demands. */
async function offeredPacks(): Promise<OfferedPack[]> {
  const packs: OfferedPack[] = [];
  for (const name of await packNames(TEMPLATES_FOLDER)) {
    const { value } = await loadPack(TEMPLATES_FOLDER, name, labelOf(TEMPLATES_FOLDER));
    if (!value) continue;
    const { document, options, needs } = value.settings;
    const offered = Object.entries(options).map(([option, { title, choices, default: usual }]) => ({
      name: option,
      title,
      choices: Object.keys(choices),
      usual,
    }));
    const demanded = Object.entries(needs).flatMap(([field, severity]) =>
      severity === 'error' ? [field] : [],
    );
    const choices = Object.fromEntries(offered.map((option) => [option.name, option.choices]));
    packs.push({ document, offered, demands: { name, needs: demanded, options: choices } });
  }
  return packs;
}

/** The options of the packs that print files of a kind; for other files those of all packs. */
function optionsOf(kind: object, packs: readonly OfferedPack[]): OfferedOption[] {
  const document = 'document' in kind ? kind.document : null;
  return packs
    .filter((pack) => document === null || pack.document === document)
    .flatMap(({ offered }) => offered);
}

/** What packs demand of the files of a kind; of a defaults file none, whose files may say the rest. */
function demandsOn(kind: object, packs: readonly OfferedPack[]): PackDemands[] {
  const document = 'document' in kind ? kind.document : null;
  return packs.filter((pack) => pack.document === document).map(({ demands }) => demands);
}

/** The page of the fields of a unit file, from the schema and the packs that print budgets. */
export async function unitFileText(): Promise<string> {
  const packs: Pack[] = [];
  for (const name of await packNames(TEMPLATES_FOLDER)) {
    const { value } = await loadPack(TEMPLATES_FOLDER, name, labelOf(TEMPLATES_FOLDER));
    if (value?.settings.document === '预算') packs.push(value);
  }
  return unitFilePage(packs);
}

/** `schema`: writes the JSON Schemas that the first lines of data files name. */
export async function schemaCommand(console: Console): Promise<ExitCode> {
  const files = [
    ...(await schemaTexts()).map(({ name, text }) => ({ path: join(SCHEMA_FOLDER, name), content: text })),
    { path: UNIT_FILE_PAGE, content: await unitFileText() },
  ];
  const { findings } = await writeOutputFiles(files);
  if (findings.length > 0) {
    console.findings(findings, new Map());
    return EXIT.findings;
  }
  for (const { path } of files) console.out(`已写出 ${labelOf(path)}`);
  return EXIT.ok;
}
