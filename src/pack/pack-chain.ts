import { join } from 'node:path';
import { glob } from 'tinyglobby';
import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import type { Locator } from '../model/locator.ts';
import { nearest } from '../model/nearest.ts';
import { layeredLocator } from '../source/layers.ts';
import { mergeSettings } from '../source/merge-settings.ts';
import { readText } from '../source/read-text.ts';
import { parseYaml, type YamlDocument } from '../source/yaml.ts';

const PACK_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** One folder that a pack is made of. */
export interface PackLayer {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** The folder as findings show it. */
  readonly label: string;
}

/** A pack and those it extends, with their settings merged. */
export interface PackChain {
  /** The pack itself first. */
  readonly layers: readonly PackLayer[];
  /** `pack.yaml` as if written in one file. */
  readonly settings: unknown;
  readonly locator: Locator;
}

/** A chain, with every `pack.yaml` that was read. */
export interface PackChainOutcome extends Outcome<PackChain> {
  readonly sources: readonly SourceText[];
}

/** Names of the packs in a templates folder, in order. */
export async function packNames(folder: string): Promise<string[]> {
  const files = await glob('*/pack.yaml', { cwd: folder });
  return files.map((file) => file.split('/')[0]!).sort();
}

/** Whether a word may name a pack: letters, digits, `-` and `_`. */
export function isPackName(name: string): boolean {
  return PACK_NAME.test(name);
}

/**
 * Reads `pack.yaml` of a pack and, along `extends`, of the packs it builds on. Mappings are merged key by
 * key, what is nearer to the pack wins; lists and values are replaced whole; a key without a value (`~`)
 * takes away what was inherited. Errors: `L46` no such pack, `L52` a pack that extends itself.
 *
 * Example: `{money: {decimals: 4}}` over `{money: {unit: 万元, decimals: 2}}` → `{unit: 万元, decimals: 4}`
 */
export async function readPackChain(folder: string, name: string, label: string): Promise<PackChainOutcome> {
  const names = await packNames(folder);
  const layers: PackLayer[] = [];
  const documents: YamlDocument[] = [];
  const sources: SourceText[] = [];
  const failed = (finding: Finding): PackChainOutcome => ({ value: null, findings: [finding], sources });
  let next: string | null = name;
  let namedAt: Position | null = null;
  while (next !== null) {
    if (!isPackName(next) || !names.includes(next)) return failed(noSuchPack(next, names, namedAt));
    if (layers.some((layer) => layer.name === next)) return failed(circle(layers, next, namedAt));
    const layer: PackLayer = { name: next, folder: join(folder, next), label: `${label}/${next}` };
    const source = await readText(join(layer.folder, 'pack.yaml'), `${layer.label}/pack.yaml`);
    const document = source.value === null ? source : parseYaml(source.value);
    if (source.value) sources.push(source.value);
    if (document.value === null) return { value: null, findings: document.findings, sources };
    layers.push(layer);
    documents.push(document.value as YamlDocument);
    const base: unknown = (document.value as YamlDocument & { value: { extends?: unknown } }).value.extends;
    next = typeof base === 'string' ? base : null;
    namedAt = documents.at(-1)!.positionOf(['extends']);
  }
  const settings = documents.map((document) => document.value).reduceRight(mergeSettings);
  return { value: { layers, settings, locator: layeredLocator(documents) }, findings: [], sources };
}

function noSuchPack(name: string, names: readonly string[], position: Position | null): Finding {
  const close = nearest(name, names);
  const hint = close ? `是不是“${close}”？` : `现有的模板：${names.join('、')}。`;
  return { code: 'L46', severity: 'error', message: `没有名为“${name}”的模板。`, hint, position };
}

function circle(layers: readonly PackLayer[], name: string, position: Position | null): Finding {
  const chain = [...layers.map((layer) => layer.name), name].join(' → ');
  return {
    code: 'L52',
    severity: 'error',
    message: `模板绕了一圈又继承自己：${chain}。`,
    hint: '改掉其中一个 extends。',
    position,
  };
}
