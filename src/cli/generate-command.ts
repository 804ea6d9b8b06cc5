import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { sampleDepartment } from '../samples/sample-department.ts';
import { sampleDepartmentFinals } from '../samples/sample-department-final.ts';
import { sampleFinals } from '../samples/sample-final.ts';
import { type SampleFile, sampleUnit } from '../samples/sample-unit.ts';
import { parseVocabulary, type Vocabulary } from '../samples/vocabulary.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { labelOf, VOCABULARY_FILE } from './project-folders.ts';

export interface GenerateOptions {
  readonly units: number;
  /** Departments that the units are divided between; 0 for none. */
  readonly departments: number;
  readonly seed: number;
  /** 决算: each unit and department has last year's final and this year's beside its budget. */
  readonly document?: '预算' | '决算';
  /** Absolute. */
  readonly out: string;
}

/** `generate`: writes invented units. Files that it did not write itself are never replaced. */
export async function generateCommand(options: GenerateOptions, console: Console): Promise<ExitCode> {
  if (options.departments > options.units) {
    console.err('部门个数不能多于单位个数：每个部门至少有一个单位（本级）。');
    return EXIT.usage;
  }
  const words = parseVocabulary(await readFile(VOCABULARY_FILE, 'utf8'));
  const foreign = await foreignFiles(options, words);
  if (foreign.length > 0) {
    console.err(
      `${labelOf(options.out)} 中已有同名但不是由本命令生成的文件：${foreign.join('、')}。没有写出文件。`,
    );
    console.err('请移走这些文件，或用 --out 换一个文件夹。');
    return EXIT.findings;
  }
  for (const made of filesOf(options, words)) {
    const files = made.map(({ path, text }) => ({
      path: join(options.out, path),
      content: text,
    }));
    const { value, findings } = await writeOutputFiles(files);
    console.findings(findings, new Map());
    if (value === null) return EXIT.findings;
  }
  const folder = labelOf(options.out);
  const finals = options.document === '决算' ? '和各自两年的决算' : '';
  const above =
    options.departments === 0 ? '' : `${finals === '' ? '和' : '、'} ${options.departments} 个部门`;
  console.out(
    `已写出 ${options.units} 个虚构单位${above}${finals}：${folder}。下一步：npm run render ${folder}`,
  );
  return EXIT.ok;
}

/** Unit by unit, or department by department with its units. */
function* filesOf(
  { units, departments, seed, document }: GenerateOptions,
  words: Vocabulary,
): Generator<readonly SampleFile[]> {
  for (let number = 1; departments === 0 && number <= units; number++)
    yield document === '决算' ? sampleFinals(seed, number, words) : sampleUnit(seed, number, words);
  for (let number = 1; number <= departments; number++) {
    const [from, to] = [number - 1, number].map((share) => Math.floor((share * units) / departments));
    const members = Array.from({ length: to! - from! }, (_, index) => from! + index + 1);
    yield document === '决算'
      ? sampleDepartmentFinals(seed, number, members, words)
      : sampleDepartment(seed, number, members, words);
  }
}

/** Unit files in the way that somebody else wrote. */
async function foreignFiles(
  { out, units, departments }: GenerateOptions,
  words: Vocabulary,
): Promise<string[]> {
  const there = await readdir(out).catch(() => []);
  const wanted = there.flatMap((file) => {
    const [, kind, number] =
      /^(unit|department|final|department-final)-(\d{4,})(?:-\d{4})?\.yaml$/.exec(file) ?? [];
    const made = kind!.startsWith('department') ? departments : units;
    return number !== undefined && Number.parseInt(number, 10) <= made ? [file] : [];
  });
  const foreign: string[] = [];
  for (const file of wanted.sort()) {
    const text = await readFile(join(out, file), 'utf8');
    if (!text.startsWith(`# ${words.notice}`)) foreign.push(file);
  }
  return foreign;
}
