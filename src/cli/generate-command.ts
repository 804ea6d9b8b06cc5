import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { sampleUnit } from '../samples/sample-unit.ts';
import { parseVocabulary, type Vocabulary } from '../samples/vocabulary.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { labelOf, VOCABULARY_FILE } from './project-folders.ts';

export interface GenerateOptions {
  readonly units: number;
  readonly seed: number;
  /** Absolute. */
  readonly out: string;
}

/** `generate`: writes invented units. Files that it did not write itself are never replaced. */
export async function generateCommand(options: GenerateOptions, console: Console): Promise<ExitCode> {
  const words = parseVocabulary(await readFile(VOCABULARY_FILE, 'utf8'));
  const foreign = await foreignFiles(options, words);
  if (foreign.length > 0) {
    console.err(
      `${labelOf(options.out)} 中已有同名但不是由本命令生成的文件：${foreign.join('、')}。没有写出文件。`,
    );
    console.err('请移走这些文件，或用 --out 换一个文件夹。');
    return EXIT.findings;
  }
  for (let number = 1; number <= options.units; number++) {
    const files = sampleUnit(options.seed, number, words).map(({ path, text }) => ({
      path: join(options.out, path),
      content: text,
    }));
    const { value, findings } = await writeOutputFiles(files);
    console.findings(findings, new Map());
    if (value === null) return EXIT.findings;
  }
  const folder = labelOf(options.out);
  console.out(`已写出 ${options.units} 个虚构单位：${folder}。下一步：npm run render ${folder}`);
  return EXIT.ok;
}

/** Unit files in the way that somebody else wrote. */
async function foreignFiles({ out, units }: GenerateOptions, words: Vocabulary): Promise<string[]> {
  const there = await readdir(out).catch(() => []);
  const wanted = there.flatMap((file) => {
    const number = /^unit-(\d{4,})\.yaml$/.exec(file)?.[1];
    return number !== undefined && Number.parseInt(number, 10) <= units ? [file] : [];
  });
  const foreign: string[] = [];
  for (const file of wanted.sort()) {
    const text = await readFile(join(out, file), 'utf8');
    if (!text.startsWith(`# ${words.notice}`)) foreign.push(file);
  }
  return foreign;
}
