import { extname, resolve } from 'node:path';
import { type OutputFile, writeOutputFiles } from '../files/output-files.ts';
import { planUnitWorkbook } from '../import/unit-workbook.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import { PackStore } from '../report/packs.ts';
import { readBytes } from '../source/read-text.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';
import { findUnitInputs, outputBase, type UnitInput } from './unit-inputs.ts';

export interface WorkbookOptions {
  /** Name of the template pack; null to take that of the unit file. */
  readonly template: string | null;
  /** Unit file, folder or glob to fill the workbook from; null for an empty one. */
  readonly from: string | null;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
  /** Whose an empty workbook is; a unit's where nothing is said. */
  readonly level?: Level;
  /** Put it in place of another one of that name, which somebody may have filled in. */
  readonly force?: boolean;
}

/** `workbook`: the workbook to fill in, empty or filled from unit files. Gives the exit code. */
export async function workbookCommand(
  target: string,
  { template, from, templates, level, force = false }: WorkbookOptions,
  console: Console,
): Promise<ExitCode> {
  const isFile = extname(target).toLowerCase() === '.xlsx';
  const { inputs, problems } = from === null ? { inputs: [], problems: [] } : await findUnitInputs([from]);
  const usage = [...problems];
  if (from === null && template === null)
    usage.push('请用 --template 指明模板，例如 --template xinjiang-2025。');
  if (!isFile && inputs.length < 2) usage.push(`${target} 应是以 .xlsx 结尾的文件名。`);
  if (isFile && inputs.length > 1) {
    usage.push(`${from} 有 ${inputs.length} 个单位文件，请写一个文件夹来存放各单位的工作簿，例如 填报/。`);
  }
  if (usage.length > 0) {
    for (const problem of usage) console.err(problem);
    return EXIT.usage;
  }
  const folders = { templates, templatesLabel: labelOf(templates), classification: CLASSIFICATION_FOLDER };
  const packs = new PackStore(folders);
  const sources: (UnitInput | null)[] = from === null ? [null] : [...inputs];
  let failed = 0;
  for (const source of sources) {
    const path =
      isFile || source === null ? resolve(target) : `${outputBase(resolve(target), source.name)}.xlsx`;
    const planned = await planUnitWorkbook(source, template, packs, level);
    const findings: Finding[] = [...planned.findings];
    if (planned.value && !force && (await isAnother(path, planned.value))) {
      failed += 1;
      console.err(
        `${labelOf(path)} 已经有了，内容不同，可能已经填过，没有改动。要换掉它，加 --force；或者换一个文件名。`,
      );
      continue;
    }
    if (planned.value) {
      const files: OutputFile[] = [{ path, content: planned.value }];
      addAll(findings, (await writeOutputFiles(files)).findings);
    }
    console.findings(findings, planned.sources);
    if (hasErrors(findings)) {
      failed += 1;
      console.err(`${source?.label ?? target} ✗ 没有写出工作簿。`);
    } else console.out(`已写出 ${labelOf(path)}`);
  }
  return failed > 0 ? EXIT.findings : EXIT.ok;
}

/** Whether there is a file of another content already. */
async function isAnother(path: string, content: Uint8Array): Promise<boolean> {
  const { bytes } = await readBytes(path);
  return bytes !== null && !Buffer.from(bytes).equals(content);
}
