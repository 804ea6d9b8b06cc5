import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { loadUnit } from '../../src/books/load-unit.ts';
import type { CheckContext } from '../../src/check/context.ts';
import { privateDataIn } from '../../src/check/privacy.ts';
import { REDACTED, redactUnit } from '../../src/check/redact.ts';
import { personalData } from '../../src/check/rules/personal-data.ts';
import { runChecks } from '../../src/check/run-checks.ts';
import type { Console } from '../../src/cli/console.ts';
import { formatFindings } from '../../src/cli/format-finding.ts';
import { runProgram } from '../../src/cli/program.ts';
import { textBlocks } from '../../src/document/text-blocks.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import { withNames } from '../../src/lists/classification.ts';
import { openPrinter } from '../../src/print/printer.ts';
import { type Report, renderReport } from '../../src/render/report.ts';
import { FORMATS } from '../../src/write/formats.ts';
import { readPdfContent } from '../print/read-pdf.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packOf } from '../support/packs.ts';
import { packs } from '../support/repository-packs.ts';
import { unitOf } from '../support/unit-of.ts';

interface Node {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly $defs?: Readonly<Record<string, Node>>;
}

const SCHEMA = z.toJSONSchema(unitFileSchema, { io: 'input', unrepresentable: 'any' }) as Node;
const SCALARS: Readonly<Record<string, string>> = {
  amount: '1',
  measure: '1',
  count: '1',
  countChange: '1',
  date: '2025-02-21',
  year: '2025',
};

/** A unit file in which everything that the schema knows is said; `write` gives the next free text. */
function everyField(node: Node, write: () => string, key: string): unknown {
  const name = node.$ref?.replace('#/$defs/', '');
  if (name !== undefined && SCALARS[name] !== undefined) return SCALARS[name];
  if (name !== undefined) return everyField({ ...SCHEMA.$defs![name]! }, write, key);
  // Of several forms the last is the one with the most in it.
  if (node.anyOf) return everyField(node.anyOf.at(-1)!, write, key);
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  if (node.type === 'boolean') return true;
  if (node.type === 'array') return [everyField(node.items!, write, key)];
  if (node.properties || node.additionalProperties || node.type === 'object') {
    const known = Object.entries(node.properties ?? {}).map(([each, child]) => [
      each,
      everyField(child, write, each),
    ]);
    const more = node.additionalProperties;
    const isOpen = typeof more === 'object' && !resolved(node.propertyNames)?.enum;
    return Object.fromEntries([
      ...known,
      ...(isOpen ? [[keyOf(resolved(node.propertyNames), write, key), everyField(more, write, key)]] : []),
    ]);
  }
  if (node.pattern) return key === 'code' ? 'D19' : '2010350';
  return write();
}

const resolved = (node: Node | undefined): Node | undefined =>
  node?.$ref ? SCHEMA.$defs![node.$ref.replace('#/$defs/', '')] : node;

function keyOf(names: Node | undefined, write: () => string, key: string): string {
  if (names?.pattern === undefined) return write();
  return ['2010350', '30101'].find((code) => new RegExp(names.pattern!).test(code)) ?? key;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value].flatMap(stringsIn);
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== 'object' || value === null || 'toDecimalPlaces' in value) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...stringsIn(each)]);
}

const SPELLINGS = [
  (n: string) => n,
  (n: string) => `李甲乙-${n}`,
  (n: string) => `0086${n}`,
  (n: string) => `+86 ${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
  (n: string) => `(${n.slice(0, 3)})${n.slice(3)}`,
  (n: string) => `${n.slice(0, 3)}.${n.slice(3, 7)}.${n.slice(7)}`,
  (n: string) => `${n.slice(0, 5)}_${n.slice(5)}`,
  (n: string) => `0996-2024567 ${n}`,
  (n: string) => `2025${n}`,
  (n: string) => n.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
];

const mobileOf = (index: number) => `139${String(11110000 + index)}`;

describe('a number in every text that the schema knows', () => {
  test('is found where it stands, and masked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SPELLINGS), { minLength: 7, maxLength: 7 }), (spellings) => {
        const written: string[] = [];
        const tree = everyField(
          SCHEMA,
          () => {
            const number = mobileOf(written.length);
            written.push(number);
            return `甲${spellings[written.length % spellings.length]!(number)}`;
          },
          '',
        );
        const { data, error } = unitFileSchema.safeParse(tree);
        expect(error?.issues ?? []).toEqual([]);
        expect(written.length).toBeGreaterThan(60);
        const base = unitOf();
        const unit = {
          ...base,
          data: data!,
          classification: withNames(base.classification, data!.codeNames),
        };
        const words = { names: { surnames: '', roleWords: [] } };
        const context = {
          unit,
          body: null,
          prose: '',
          humanTexts: [],
          unread: [],
          words,
          pack: packOf({}),
        } as unknown as CheckContext;
        expect(stringsIn(unit.data).flatMap(privateDataIn)).toHaveLength(written.length);
        expect(runChecks(context, [personalData])).toHaveLength(written.length);
        const masked = redactUnit(unit);
        expect(stringsIn([masked.data, masked.books, masked.classification]).flatMap(privateDataIn)).toEqual(
          [],
        );
      }),
      { numRuns: 20 },
    );
  });
});

/** The demo unit with a number behind every text of its data, its ledgers and its codes, as `--redact` prints it. */
async function redactedDemo() {
  const { value } = await loadUnit(join(DATA_FOLDER, 'demo', '2025.yaml'), '2025.yaml', packs);
  const { unit, pack } = value!;
  const kept = new Set(['kind', 'template', 'from', 'ledgerFile', 'amounts', 'code', 'document', 'level']);
  const numbers = new Map<string, string>();
  const add = (text: string): string => {
    const spell = SPELLINGS[numbers.size % SPELLINGS.length]!;
    if (!numbers.has(text)) numbers.set(text, `${text}甲${spell(mobileOf(numbers.size))}`);
    return numbers.get(text)!;
  };
  const spoil = <T>(given: T): T => {
    if (typeof given === 'string') return add(given) as T;
    if (Array.isArray(given)) return given.map(spoil) as T;
    if (typeof given !== 'object' || given === null || 'toDecimalPlaces' in given) return given;
    return Object.fromEntries(
      Object.entries(given).map(([key, each]) => [key, kept.has(key) ? each : spoil(each)]),
    ) as T;
  };
  const data = spoil({ ...unit.data, cover: true, contents: true });
  const books = Object.fromEntries(
    Object.entries(unit.books).map(([book, { ledger, ...rest }]) => [
      book,
      { ...rest, ledger: ledger.map((line) => ({ ...line, project: line.project && add(line.project) })) },
    ]),
  );
  const classification = withNames(unit.classification, {
    '2010350': add('事业运行'),
    '30101': add('基本工资'),
  });
  const spoilt = { ...unit, data, books, classification };
  const { value: report } = renderReport(redactUnit(spoilt), packs.compile(pack).value!, REDACTED);
  expect(numbers.size).toBeGreaterThan(200);
  return { report: report!, numbers: [...numbers.values()] };
}

describe('a number in every text of the demo unit', () => {
  let report: Report;
  let numbers: readonly string[];

  beforeAll(async () => {
    ({ report, numbers } = await redactedDemo());
  });

  test.each(FORMATS.filter(({ needsBrowser }) => !needsBrowser).map(({ name }) => [name] as const))(
    'is in nothing that is written as %s',
    async (name) => {
      const { value: files } = await FORMATS.find((format) => format.name === name)!.write(
        report,
        async () => {
          throw new Error('no browser here');
        },
      );
      let masked = 0;
      for (const { content } of files!) {
        const texts =
          name === 'html'
            ? textBlocks(String(content)).map(({ text }) => text)
            : name === 'docx'
              ? paragraphsOf(content as Uint8Array)
              : name === 'xlsx'
                ? cellsOf(content as Uint8Array)
                : String(content).split(name === 'csv' ? /[",\n]/ : /[\n\t]/);
        expect(texts.flatMap(privateDataIn)).toEqual([]);
        masked += texts.filter((text) => text.includes('****')).length;
        for (const number of numbers) {
          expect(
            (typeof content === 'string' ? [content] : texts).some((text) => text.includes(number)),
          ).toBe(false);
        }
      }
      // The texts were read, not passed over.
      expect(masked).toBeGreaterThan(5);
      expect([report.title, report.author].flatMap(privateDataIn)).toEqual([]);
    },
  );

  test('is on no page of the PDF, nor in what it says of itself', async () => {
    const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 60_000 });
    try {
      const { html, title, author, date } = report;
      const { value: pdf } = await printer!.print({ html, title, author, date });
      const content = await readPdfContent(pdf!);
      const texts = [...content.pages, ...content.outline, content.title, content.author];
      expect(content.pages.length).toBeGreaterThan(20);
      expect(content.pages.join('').match(/\*{4}/g)!.length).toBeGreaterThan(200);
      // Whatever stands between its digits, in whatever width.
      const digits = texts.map((text) => text.normalize('NFKC').replace(/\D/g, ''));
      for (const text of digits) expect(text).not.toMatch(/1391111\d{4}/);
    } finally {
      await printer!.close();
    }
  });
});

/** Texts of the cells of a workbook. */
function cellsOf(bytes: Uint8Array): string[] {
  return Object.values(unzipSync(Buffer.from(bytes))).flatMap((part) =>
    [
      ...Buffer.from(part)
        .toString('utf8')
        .matchAll(/<t[^>]*>([^<]*)</g),
    ].map(([, text]) => text!),
  );
}

/** What each paragraph of a Word document says, its properties and hidden titles too. */
function paragraphsOf(bytes: Uint8Array): string[] {
  return Object.entries(unzipSync(Buffer.from(bytes))).flatMap(([part, content]) => {
    const xml = Buffer.from(content).toString('utf8');
    const told = [...xml.matchAll(/w:val="([^"]*)"|<(?:dc|cp):\w+[^>]*>([^<]*)</g)].map(
      ([, a, b]) => a ?? b!,
    );
    const written = xml.split('</w:p>').map((paragraph) => {
      return [...paragraph.matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, text]) => text!).join('');
    });
    return part.endsWith('.xml') ? [...told, ...written] : [];
  });
}

describe('a number in the names of files', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  test('is in no output, no name, no manifest and no line of the log', async () => {
    const name = '李甲乙-13911112222';
    const units = join(folder.path, 'units');
    const out = join(folder.path, 'out');
    mkdirSync(units);
    const sample = readFileSync(join(DATA_FOLDER, 'kuerle.yaml'), 'utf8');
    expect(sample).toContain('[办公室,');
    writeFileSync(join(units, `${name}.yaml`), sample.replace('[办公室,', '[办公室李甲乙139-1111-2222,'));
    let said = '';
    const say = (text: string): void => {
      said += text;
    };
    const console: Console = {
      out: say,
      err: say,
      findings: (findings, sources) => say(formatFindings(findings, sources, { color: false })),
    };
    const options = ['--format', 'html,txt,docx,csv,xlsx', '--redact', '--force', '--out', out];
    await runProgram(['render', units, ...options], console);
    await runProgram(['check', units, '--redact'], console);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
    expect(files).toContain('李甲乙-139xxxx2222.txt');
    const contents = files
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => readFileSync(join(out, file), 'latin1'));
    for (const text of [said, ...files, ...contents]) expect(text).not.toMatch(/139-?1111-?2222/);
    expect(said).toContain('139****2222');
  });
});
