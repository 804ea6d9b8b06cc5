import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../files/program-folder.ts';
import { readText } from '../source/read-text.ts';
import { parseYaml } from '../source/yaml.ts';
import { CHECK_WORD_FILES, type CheckWords } from './check-words.ts';

/** Word lists are part of the program, like its templates. */
export const CHECKS_FOLDER = join(PROGRAM_FOLDER, 'checks');

/**
 * Reads the word lists of the checks. They are part of the program: a list that is missing or broken is a
 * fault of the installation, so it throws, naming the file.
 *
 * Example: `(await loadCheckWords()).wording.departmentWords[0]` → 本部门
 */
export async function loadCheckWords(folder = CHECKS_FOLDER): Promise<CheckWords> {
  const entries = await Promise.all(
    Object.entries(CHECK_WORD_FILES).map(async ([name, schema]) => {
      const file = join(folder, `${name}.yaml`);
      const source = await readText(file, file);
      const document = source.value && parseYaml(source.value);
      const problem = [...source.findings, ...(document?.findings ?? [])][0];
      if (!document?.value) throw new Error(`${file}: ${problem?.message ?? 'unreadable'}`);
      return [name, schema.parse(document.value.value)] as const;
    }),
  );
  return Object.fromEntries(entries) as unknown as CheckWords;
}
