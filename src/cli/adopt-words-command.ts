import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadUnit } from '../books/load-unit.ts';
import { adoptWords } from '../draft/adopt-words.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { readApart } from '../foreign/reader-process.ts';
import { isRawMap } from '../kinds/raw-tree.ts';
import { readText } from '../source/read-text.ts';
import { parseYaml } from '../source/yaml.ts';
import type { TrackedChanges } from '../word/body-reader.ts';
import { type Console, silentConsole } from './console.ts';
import { harmless } from './display-width.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { jsonText } from './json.ts';
import { openPacks } from './open-packs.ts';
import { findUnitInputs } from './unit-inputs.ts';

export interface AdoptWordsOptions {
  readonly changes: TrackedChanges;
  /** Only say what would be taken over. */
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}

/** `adopt-words`: words changed in a document, back into the unit file. Exit code 1 when something was refused. */
export async function adoptWordsCommand(
  [document, file]: readonly [string, string],
  options: AdoptWordsOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findUnitInputs([file]);
  const input = inputs[0];
  if (!input || inputs.length > 1 || !/\.ya?ml$/i.test(input.path)) {
    for (const problem of problems) terminal.err(problem);
    if (problems.length === 0) terminal.err(`${file} 不是一个单位文件（.yaml）。`);
    return EXIT.usage;
  }
  if (!existsSync(document)) {
    terminal.err(`读不到 ${document}，请核对路径。`);
    return EXIT.usage;
  }
  const packs = openPacks(options.templates);
  const read = await readApart({ path: resolve(document), label: document, as: options.changes });
  const { value: loaded, findings, sources } = await loadUnit(input.path, input.label, packs, readText);
  const compiled = loaded && packs.compile(loaded.pack);
  const text = await readText(input.path, input.label);
  const tree = text.value && parseYaml(text.value).value?.value;
  const found = [
    ...read.findings,
    ...(loaded ? [] : findings),
    ...(compiled?.value ? [] : (compiled?.findings ?? [])),
  ];
  if (!read.value || !loaded || !compiled?.value || !text.value || !isRawMap(tree)) {
    console.findings(found, new Map(sources.map((source) => [source.file, source.text])));
    terminal.err('没有改动任何文件。');
    return EXIT.findings;
  }
  const adoption = adoptWords(read.value, loaded, compiled.value, { text: text.value.text, tree });
  if (options.json) {
    const { adopted, refused } = adoption;
    terminal.out(
      jsonText({
        document,
        file: input.label,
        written: !options.dryRun && adopted.length > 0,
        adopted,
        refused,
      }),
    );
  }
  for (const { path, before, after } of adoption.adopted)
    console.out(`采用 ${path.join('.')}\n  - ${harmless(before)}\n  + ${harmless(after)}`);
  for (const { before, after, why } of adoption.refused) {
    const lines = [
      before === null ? '' : `\n  - ${harmless(before)}`,
      after === null ? '' : `\n  + ${harmless(after)}`,
    ];
    console.out(`不采用：${why}${lines.join('')}`);
  }
  if (!options.dryRun && adoption.adopted.length > 0) {
    const written = await writeOutputFiles([{ path: input.path, content: adoption.text }]);
    console.findings(written.findings, new Map());
    if (!written.value) return EXIT.environment;
  }
  const done = options.dryRun ? '可以采用' : '已写入';
  console.out(
    `${input.label}：${done} ${adoption.adopted.length} 处，不采用 ${adoption.refused.length} 处。`,
  );
  return adoption.refused.length > 0 ? EXIT.findings : EXIT.ok;
}
