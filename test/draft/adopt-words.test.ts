import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type Adoption, adoptWords } from '../../src/draft/adopt-words.ts';
import type { RawMap } from '../../src/kinds/raw-tree.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { readWord } from '../../src/word/read-word.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { packs } from '../support/repository-packs.ts';
import { ROOT } from '../support/sample.ts';

const FILE = 'data/demo/2025.yaml';
const text = readFileSync(join(ROOT, FILE), 'utf8');
let production: Awaited<ReturnType<typeof produceReport>>;
let bytes: Uint8Array;

beforeAll(async () => {
  production = await produceReport(join(ROOT, FILE), FILE, packs);
  bytes = writeWord(planDocument(production.report!));
});

/** The document with words replaced as a secretary replaces them, and what is brought back. */
async function adopted(...edits: readonly (readonly [string, string])[]): Promise<Adoption> {
  const parts = unzipSync(bytes);
  let xml = strFromU8(parts['word/document.xml']!);
  for (const [from, to] of edits) {
    if (!xml.includes(from)) throw new Error(`not found: ${from}`);
    xml = xml.replaceAll(from, to);
  }
  const edited = zipSync({ ...parts, 'word/document.xml': strToU8(xml) });
  const { value } = await readWord(Buffer.from(edited), '改过.docx');
  const loaded = production.loaded!;
  const tree = parseYaml({ file: FILE, text }).value!.value as RawMap;
  return adoptWords(value!, loaded, packs.compile(loaded.pack).value!, { text, tree });
}

const changedLines = (after: string) => {
  const [old, fresh] = [text.split('\n'), after.split('\n')];
  expect(fresh).toHaveLength(old.length);
  return fresh.filter((line, index) => line !== old[index]);
};

describe('words of a document', () => {
  test('an unchanged one changes nothing', async () => {
    expect(await adopted()).toEqual({ adopted: [], refused: [], text });
  });

  test('a function and a reason go into the file, and nothing else of it changes', async () => {
    const {
      adopted: taken,
      refused,
      text: after,
    } = await adopted(
      ['承担国有企业退休人员社区学习服务工作', '承担退休人员学习服务工作'],
      ['学员人数增加，教育收费收入预计增加', '学员增多'],
    );
    expect(refused).toEqual([]);
    expect(taken.map(({ path }) => path[0]).sort()).toEqual(['reasons', 'unit']);
    const lines = changedLines(after);
    expect(lines).toHaveLength(2);
    expect(lines.join('\n')).toContain('承担退休人员学习服务工作');
    expect(lines.join('\n')).toContain('学员增多');
  });

  test.each<[string, [string, string], string]>([
    ['a figure', ['占70.72%', '占71.72%'], '这里改了数字'],
    ['a phrase of the pack', ['均纳入单位预算管理', '统一纳入单位预算管理'], '由样式写出'],
  ])('%s is refused with the reason', async (_, edit, why) => {
    const { adopted: taken, refused, text: after } = await adopted(edit);
    expect(taken).toEqual([]);
    expect(after).toBe(text);
    expect(refused).toHaveLength(1);
    expect(refused[0]!.why).toContain(why);
  });
});
