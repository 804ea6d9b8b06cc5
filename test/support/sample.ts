import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/render/report.ts';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { packs } from './repository-packs.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const fixture = (name: string): string => readFileSync(join(ROOT, 'test', 'fixtures', name), 'utf8');

const produced = new Map<string, Promise<Production>>();

/** A unit file of the repository, rendered in memory; once for all test files of a process, which change none. */
export function produce(file: string): Promise<Production> {
  const known = produced.get(file) ?? produceReport(join(ROOT, file), file, packs);
  produced.set(file, known);
  return known;
}

/** The report of a unit file that must render. */
export async function reportOf(file: string): Promise<Report> {
  const { report, findings } = await produce(file);
  if (!report) throw new Error(`${file}: ${findings.map((finding) => finding.message).join(' ')}`);
  return report;
}

/** Text without white space, full and half width made equal: how texts of different origin are compared. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

/** The report of a unit file anywhere, which must render. */
export async function produceAt(path: string): Promise<Report> {
  const { report, findings } = await produceReport(path, path, packs);
  if (!report) throw new Error(`${path}: ${findings.map((finding) => finding.message).join(' ')}`);
  return report;
}
