import { writeOutputFiles } from '../files/output-files.ts';
import { unitJsonSchema } from '../kinds/unit-json-schema.ts';
import { loadClassification } from '../lists/read-classification.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { CLASSIFICATION_FOLDER, labelOf, SCHEMA_FILE } from './project-folders.ts';

/** The year whose code lists the schema offers for completion. */
const SCHEMA_YEAR = '2025';

/** The text of `data/schema/unit.schema.json`. */
export async function schemaText(): Promise<string> {
  const classification = await loadClassification(CLASSIFICATION_FOLDER, SCHEMA_YEAR);
  return `${JSON.stringify(unitJsonSchema(classification), null, 1)}\n`;
}

/** `schema`: writes the JSON Schema that the first line of a unit file names. */
export async function schemaCommand(console: Console): Promise<ExitCode> {
  const { findings } = await writeOutputFiles([{ path: SCHEMA_FILE, content: await schemaText() }]);
  if (findings.length > 0) {
    console.findings(findings, new Map());
    return EXIT.findings;
  }
  console.out(`已写出 ${labelOf(SCHEMA_FILE)}`);
  return EXIT.ok;
}
