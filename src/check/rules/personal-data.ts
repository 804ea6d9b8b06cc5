import { allLines } from '../../books/books.ts';
import type { UnitFile } from '../../kinds/unit-file.ts';
import type { DataPath } from '../../model/locator.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { placeOf } from '../place.ts';
import { maskPrivateData, privateDataIn } from '../privacy.ts';
import { checkedRule, type Rule } from '../rule.ts';

type Budget = UnitFile['budget'] | UnitFile['prior']['budget'];

/** F01 个人信息: certain forms anywhere in the data, and what looks like a person's name in the goal tables. */
export const personalData: Rule = checkedRule(
  {
    code: 'F01',
    title: '不公开个人信息',
    meaning:
      '个人手机号、身份证号（核对校验码）、银行账号（核对校验位）、电子邮箱不得出现在数据的任何地方，不能豁免；“联系人”“项目负责人”像人名的，给出警告。',
    example: '项目负责人：张某 139****0000。',
    remedy: '改为职务和公用固定电话；暂时不能改数据的，用 --redact 遮盖后输出。',
    source: 'OWN（个人信息保护法）SEED',
    severity: 'error',
    needs: ['texts'],
  },
  (context) => {
    const findings: RawFinding[] = [];
    const look = (text: string, position: (found: string) => RawFinding['position']): void => {
      for (const { kind, found } of privateDataIn(text)) {
        findings.push({
          ...quoting`公开文件中有${kind}“${maskPrivateData(found)}”。`,
          hint: '删去，或改为单位的公用固定电话、职务；暂时不能改数据的，用 --redact 遮盖后输出。',
          position: position(found),
        });
      }
    };
    walk(context.unit.data, [], (text, path) => look(text, (found) => placeOf(context.unit, path, found)));
    const told = new Set<string>();
    const { data } = context.unit;
    for (const line of allLines(context.unit)) {
      if (line.project === null || told.has(line.project)) continue;
      told.add(line.project);
      if (!isWritten([data.budget, data.prior.budget], line.project)) look(line.project, () => line.position);
    }
    return [...findings, ...names(context)];
  },
);

/** Whether the name of a project stands in the unit file itself, where it is found anyway. */
function isWritten(budgets: readonly Budget[], project: string): boolean {
  return budgets.some((budget) =>
    Object.values(budget ?? {}).some((entry) => Object.hasOwn(entry.project ?? {}, project)),
  );
}

function walk(value: unknown, path: DataPath, visit: (text: string, path: DataPath) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) walk(each, [...path, index], visit);
  } else if (typeof value === 'object' && value !== null && !('toDecimalPlaces' in value)) {
    for (const [key, each] of Object.entries(value)) {
      visit(key, path);
      walk(each, [...path, key], visit);
    }
  }
}

function names({ humanTexts, unit, words }: CheckContext): RawFinding[] {
  const { surnames, roleWords } = words.names;
  return humanTexts.flatMap((text) => {
    if (text.field !== 'leader' && text.field !== 'contact') return [];
    const name = /^[\p{Script=Han}]{2,4}/u.exec(text.text)?.[0];
    if (name === undefined || name.length > 3 || !surnames.includes(name[0]!)) return [];
    if (roleWords.some((word) => name.includes(word))) return [];
    return [
      {
        severity: 'warning' as const,
        ...quoting`“${name}”像是个人姓名。`,
        hint: '公开文本只写职务或科室，例如“业务科负责人”。',
        position: placeOf(unit, text.path, name),
      },
    ];
  });
}
