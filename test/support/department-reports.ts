import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Unit } from '../../src/books/unit.ts';
import { PackStore } from '../../src/report/packs.ts';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { sampleDepartment } from '../../src/samples/sample-department.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { ReportReader } from './report-reader.ts';
import { produce, ROOT } from './sample.ts';

const SAMPLES = ['data/demo/education/department.yaml', 'data/departments/putuo-commerce-2025.yaml'];
const SEED = 41;
/** The units of each invented department. */
const INVENTED = [[1, 2, 3, 4], [5], [6, 7, 8], [9, 10, 11, 12, 13], [14, 15]];

const packs = new PackStore({
  templates: join(ROOT, 'templates'),
  templatesLabel: 'templates',
  classification: join(ROOT, 'data', 'classification'),
});
const words = parseVocabulary(readFileSync(join(ROOT, 'data', 'generator', 'vocabulary.json'), 'utf8'));

export interface DepartmentReport {
  readonly name: string;
  readonly production: Production;
  readonly unit: Unit;
  readonly reader: ReportReader;
  /** The report of a member, by its file. */
  member(unit: Unit): Promise<ReportReader>;
}

/** An invented department or one of its members, produced in memory. */
function inventedIn(number: number, units: readonly number[]) {
  const files = sampleDepartment(SEED, number, units, words);
  const read = async (path: string, label: string) => {
    const file = files.find((each) => basename(each.path) === basename(path))!;
    return { value: { file: label, text: file.text }, findings: [] };
  };
  const of = (path: string) => produceReport(join('/invented', path), path, packs, read);
  return { department: () => of(files.at(-1)!.path), of };
}

/** The reports of the sample departments and of invented ones with transfers, read back from their text. */
export async function departmentReports(): Promise<DepartmentReport[]> {
  const invented = INVENTED.map((units, index) => inventedIn(index + 1, units));
  const reports: DepartmentReport[] = [];
  for (const file of SAMPLES) reports.push(read(file, await produce(file), (unit) => produce(unit.file)));
  for (const [index, { department, of }] of invented.entries())
    reports.push(read(`invented ${index + 1}`, await department(), (unit) => of(unit.file)));
  return reports;
}

function read(
  name: string,
  production: Production,
  produceMember: (unit: Unit) => Promise<Production>,
): DepartmentReport {
  if (!production.report || !production.loaded)
    throw new Error(`${name} has no report: ${JSON.stringify(production.findings.slice(0, 3))}`);
  return {
    name,
    production,
    unit: production.loaded.unit,
    reader: new ReportReader(production.report.text),
    async member(unit) {
      const { report } = await produceMember(unit);
      if (!report) throw new Error(`${unit.file} has no report`);
      return new ReportReader(report.text);
    },
  };
}
