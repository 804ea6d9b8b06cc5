import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { defaultsFileSchema } from '../kinds/defaults-file.ts';
import { fileJsonSchema, type OfferedOption } from '../kinds/file-json-schema.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../kinds/registry.ts';
import { loadClassification } from '../lists/read-classification.ts';
import { loadPack } from '../pack/load-pack.ts';
import { packNames } from '../pack/pack-chain.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { CLASSIFICATION_FOLDER, labelOf, SCHEMA_FOLDER, TEMPLATES_FOLDER } from './project-folders.ts';

/** The year whose code lists the schema offers for completion. */
const SCHEMA_YEAR = '2025';

/** The schemas of `data/schema/`, one for each kind of file: name and text. */
export async function schemaTexts(): Promise<{ readonly name: string; readonly text: string }[]> {
  const classification = await loadClassification(CLASSIFICATION_FOLDER, SCHEMA_YEAR);
  const options = await offeredOptions();
  const defaults = { schemaName: 'defaults', schema: defaultsFileSchema };
  return [...Object.values<Pick<DocumentKind, 'schema' | 'schemaName'>>(DOCUMENT_KINDS), defaults].map(
    (kind) => ({
      name: `${kind.schemaName}.schema.json`,
      text: `${JSON.stringify(fileJsonSchema(kind, classification, options), null, 1)}\n`,
    }),
  );
}

/** The options of every pack of the program, with their choices. */
async function offeredOptions(): Promise<OfferedOption[]> {
  const offered: OfferedOption[] = [];
  for (const pack of await packNames(TEMPLATES_FOLDER)) {
    const { value } = await loadPack(TEMPLATES_FOLDER, pack, labelOf(TEMPLATES_FOLDER));
    for (const [name, { title, choices }] of Object.entries(value?.settings.options ?? {}))
      offered.push({ name, title, choices: Object.keys(choices) });
  }
  return offered;
}

/** `schema`: writes the JSON Schemas that the first lines of data files name. */
export async function schemaCommand(console: Console): Promise<ExitCode> {
  const files = (await schemaTexts()).map(({ name, text }) => ({
    path: join(SCHEMA_FOLDER, name),
    content: text,
  }));
  const { findings } = await writeOutputFiles(files);
  if (findings.length > 0) {
    console.findings(findings, new Map());
    return EXIT.findings;
  }
  for (const { path } of files) console.out(`已写出 ${labelOf(path)}`);
  return EXIT.ok;
}
