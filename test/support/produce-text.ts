import { join } from 'node:path';
import type { Finding } from '../../src/model/finding.ts';
import { type Production, type ProductionOptions, produceReport } from '../../src/report/produce-report.ts';
import { TEMPLATES_FOLDER } from './folders.ts';
import { packs } from './repository-packs.ts';

/** A unit file that stands nowhere, produced in memory. */
export function produceText(text: string, options: ProductionOptions = {}): Promise<Production> {
  const read = async (_: string, label: string) => ({ value: { file: label, text }, findings: [] });
  return produceReport(join(TEMPLATES_FOLDER, 'unit.yaml'), 'unit.yaml', packs, read, options);
}

/** The findings of one code, each as its message. */
export function messagesOf(findings: readonly Finding[], code: string): string[] {
  return findings.filter((finding) => finding.code === code).map(({ message }) => message);
}
