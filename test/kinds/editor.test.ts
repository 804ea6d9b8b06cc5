import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ROOT_FOLDER } from '../support/folders.ts';

/*
 * What an editor says while a unit file is typed: the language server of the YAML extension itself is asked.
 */

interface Labelled {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}
interface Service {
  configure(settings: object): void;
  doHover(document: TextDocument, position: object): Promise<{ contents: { value: string } } | null>;
  doComplete(document: TextDocument, position: object, isKubernetes: boolean): Promise<{ items: Labelled[] }>;
  doValidation(
    document: TextDocument,
    isKubernetes: boolean,
  ): Promise<{ message: string; range: { start: { line: number } } }[]>;
}

const load = createRequire(import.meta.url);
const { getLanguageService } = load('yaml-language-server') as { getLanguageService(parts: object): Service };
const { SettingsState } = load('yaml-language-server/out/server/src/yamlSettings.js') as {
  SettingsState: new () => object;
};

function service(): Service {
  const yaml = getLanguageService({
    schemaRequestService: (uri: string) => readFile(fileURLToPath(uri), 'utf8'),
    workspaceContext: { resolveRelativePath: (path: string, base: string) => new URL(path, base).href },
    connection: { onRequest() {}, onNotification() {}, sendNotification() {} },
    telemetry: { send() {}, sendError() {}, sendTrack() {} },
    yamlSettings: new SettingsState(),
    clientCapabilities: {},
  });
  yaml.configure({ validate: true, hover: true, completion: true, schemas: [] });
  return yaml;
}

const yaml = service();
const SAMPLE = await readFile(join(ROOT_FOLDER, 'data', 'kuerle.yaml'), 'utf8');
const FILE = new URL('data/kuerle.yaml', `file://${ROOT_FOLDER}/`).href;
let version = 0;
/** Each text is another version of the file: the server keeps what it has read. */
const documentOf = (text: string): TextDocument => {
  version += 1;
  return TextDocument.create(FILE, 'yaml', version, text);
};

/** The place behind a piece of the text. */
function behind(document: TextDocument, piece: string): object {
  const at = document.getText().indexOf(piece);
  expect(at).toBeGreaterThan(0);
  return document.positionAt(at + piece.length);
}

describe('an editor', () => {
  // The server takes a bare code for a number and says nothing of numbers that are keys; of the amount behind it it does.
  test.each([
    ['      30101: 22.974', '30101: 22', '基本工资'],
    ['    basic: { 30108: 8.58 }', '30108: 8', '机关事业单位基本养老保险缴费'],
    ['    2080505: 人员减少，基本养老保险', '2080505: 人', '机关事业单位基本养老保险缴费支出'],
  ])('shows the name of the code in %s', async (line, piece, name) => {
    const document = documentOf(SAMPLE);
    const place = document.positionAt(SAMPLE.indexOf(line) + line.indexOf(piece) + piece.length);
    const hover = await yaml.doHover(document, place);
    expect(hover?.contents.value).toContain(name);
  });

  test('shows the name of a quoted code itself', async () => {
    const document = documentOf(SAMPLE.replace('  2010350: # 事业运行\n', '  "2010350":\n'));
    const hover = await yaml.doHover(document, behind(document, '  "20103'));
    expect(hover?.contents.value).toContain('事业运行');
  });

  test('offers codes with their names', async () => {
    const text = SAMPLE.replace('      30217: 3.00 # 公务接待费\n', '      302\n');
    const document = documentOf(text);
    const { items } = await yaml.doComplete(document, behind(document, '\n      302'), false);
    const said = new Map(
      items.map(({ label, documentation = '' }) => [
        label,
        typeof documentation === 'string' ? documentation : documentation.value,
      ]),
    );
    expect(said.get('30217')).toContain('公务接待费');
    expect(
      [...said].filter(([label, name]) => /^\d{5}$/.test(label) && !/\p{Script=Han}/u.test(name)),
    ).toEqual([]);
  });

  test('is satisfied with the sample', async () => {
    expect(await yaml.doValidation(documentOf(SAMPLE), false)).toEqual([]);
  });

  test.each([
    ['  reservedForMicro: 全额\n', 'reservedForMicro'],
    ['  furniture: 17.30\n', 'furniture'],
    ['  establishment: 5\n', 'establishment'],
  ])('asks for what the pack of the file demands: without %j', async (line, field) => {
    const text = SAMPLE.replace(line, '');
    expect(text).not.toBe(SAMPLE);
    const problems = await yaml.doValidation(documentOf(text), false);
    expect(problems.map(({ message }) => message).join('\n')).toContain(field);
    // Another pack demands other things.
    const other = text.replace('template: xinjiang-2025', 'template: shanghai-unit-2025');
    const others = (await yaml.doValidation(documentOf(other), false)).map(({ message }) => message);
    expect(others.join('\n')).not.toContain(field);
  });
});
