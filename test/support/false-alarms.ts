import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { isBlocking, type Severity } from '../../src/model/finding.ts';
import type { Pack } from '../../src/pack/pack.ts';
import { type Production, produceReport } from '../../src/report/produce-report.ts';
import { sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { DATA_FOLDER } from './folders.ts';
import { packs } from './repository-packs.ts';

/*
 * What the checks say of correct units is a false alarm, or one that nobody can avoid. Invented units are correct, and they
 * say what one form prints; the rest is added here.
 */

/** Packs that print the budget of a unit. */
export const PACKS = ['xinjiang-2025', 'shanghai-unit-2025'];
const SEED = 7;

const vocabulary = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
/** An invented unit with what other forms print of a unit. */
function complete(text: string, { name, settings: { figures } }: Pack): string {
  const unit = parseDocument(text);
  unit.setIn(['template'], name);
  unit.setIn(['unit', 'region'], '某市某区');
  unit.setIn(['unit', 'introduction'], '本单位是财政拨款的预算单位。');
  unit.setIn(['prior', 'execution'], { fiscalIncome: unit.get('amounts') === '元' ? '5000000' : '500' });
  if (Object.values(figures).some(({ reason }) => reason?.includes('total')))
    unit.setIn(['reasons', 'total'], '人员和工作任务有变动');
  return String(unit);
}

/** A correct invented unit in the form of a pack, produced in memory. */
export async function produceCorrect(
  pack: Pack,
  number: number,
): Promise<{ readonly path: string; readonly production: Production }> {
  const files = sampleUnit(SEED, number, vocabulary).map(({ path, text }) => ({
    path,
    text: path.endsWith('.yaml') ? complete(text, pack) : text,
  }));
  const read = async (path: string, label: string) => {
    const { text } = files.find((each) => basename(each.path) === basename(path))!;
    return { value: { file: label, text }, findings: [] };
  };
  const { path } = files[0]!;
  return { path, production: await produceReport(join('/invented', path), path, packs, read) };
}

/** What was said of units of one pack, one entry for each code. */
export interface Alarm {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
  /** Units of which it was said. */
  readonly units: number;
  /** The first one, in its words. */
  readonly example: string;
}

/** Errors and warnings on the invented units from `first` on, in the form of a pack, the most frequent first. */
export async function falseAlarms(template: string, count: number, first = 1): Promise<Alarm[]> {
  const { value: pack } = await packs.pack(template);
  const alarms = new Map<string, { alarm: Alarm; units: Set<number> }>();
  for (let number = first; number < first + count; number++) {
    const { path, production } = await produceCorrect(pack!, number);
    const { findings } = production;
    for (const finding of findings) {
      if (finding.severity === 'note') continue;
      const { code, severity, message } = finding;
      const key = `${severity} ${code}${isBlocking(finding) ? ' !' : ''}`;
      const known = alarms.get(key) ?? {
        alarm: { code, severity, count: 0, units: 0, example: `${path}：${message}` },
        units: new Set<number>(),
      };
      known.units.add(number);
      alarms.set(key, {
        units: known.units,
        alarm: { ...known.alarm, count: known.alarm.count + 1, units: known.units.size },
      });
    }
  }
  return [...alarms.values()].map(({ alarm }) => alarm).sort((a, b) => b.count - a.count);
}
