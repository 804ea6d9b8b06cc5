import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Unit } from '../../src/books/unit.ts';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { sampleDepartment } from '../../src/samples/sample-department.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { ReportReader } from './report-reader.ts';
import { packs } from './repository-packs.ts';
import { produce, ROOT } from './sample.ts';

const SAMPLES = ['data/demo/education/department.yaml', 'data/departments/putuo-commerce-2025.yaml'];
const SEED = 41;
/** The units of each invented department. */
const INVENTED = [[1, 2, 3, 4], [5], [6, 7, 8], [9, 10, 11, 12, 13], [14, 15]];

const words = parseVocabulary(readFileSync(join(ROOT, 'data', 'generator', 'vocabulary.json'), 'utf8'));

export interface DepartmentReport {
  readonly name: string;
  readonly production: Production;
  readonly unit: Unit;
  readonly reader: ReportReader;
  /** The report of a member, by its file. */
  member(unit: Unit): Promise<ReportReader>;
  /** The report with the members named in the opposite order; null for files on the disk. */
  readonly reversed: (() => Promise<ReportReader>) | null;
}

/** An invented department or one of its members, produced in memory. */
function inventedIn(number: number, units: readonly number[]) {
  const files = sampleDepartment(SEED, number, units, words);
  const read = async (path: string, label: string) => {
    const file = files.find((each) => basename(each.path) === basename(path))!;
    return { value: { file: label, text: file.text }, findings: [] };
  };
  const of = (path: string) => produceReport(join('/invented', path), path, packs, read);
  const { path: department, text } = files.at(-1)!;
  const list = /(?<=^members:\n)(?: {2}.*\n)+/m;
  const reversed = text.replace(list, (members) =>
    members
      .split(/(?<=\n)(?= {2}- )/)
      .reverse()
      .join(''),
  );
  const readReversed = async (path: string, label: string) =>
    path.endsWith(department) ? { value: { file: label, text: reversed }, findings: [] } : read(path, label);
  return {
    department: () => of(department),
    of,
    reversed: async () => {
      const { report } = await produceReport(join('/invented', department), department, packs, readReversed);
      return new ReportReader(report!.text);
    },
  };
}

/** The reports of the sample departments and of invented ones with transfers, read back from their text. */
export async function departmentReports(): Promise<DepartmentReport[]> {
  const invented = INVENTED.map((units, index) => inventedIn(index + 1, units));
  const reports: DepartmentReport[] = [];
  for (const file of SAMPLES)
    reports.push(read(file, await produce(file), (unit) => produce(unit.file), null));
  for (const [index, { department, of, reversed }] of invented.entries())
    reports.push(read(`invented ${index + 1}`, await department(), (unit) => of(unit.file), reversed));
  return reports;
}

function read(
  name: string,
  production: Production,
  produceMember: (unit: Unit) => Promise<Production>,
  reversed: DepartmentReport['reversed'],
): DepartmentReport {
  if (!production.report || !production.loaded)
    throw new Error(`${name} has no report: ${JSON.stringify(production.findings.slice(0, 3))}`);
  return {
    name,
    production,
    unit: production.loaded.unit,
    reader: new ReportReader(production.report.text),
    reversed,
    async member(unit) {
      const { report } = await produceMember(unit);
      if (!report) throw new Error(`${unit.file} has no report`);
      return new ReportReader(report.text);
    },
  };
}
