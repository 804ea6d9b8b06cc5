import { allLines, bookOf } from '../../books/books.ts';
import { blockTexts } from '../../document/text-blocks.ts';
import type { UnitFile } from '../../kinds/unit-file.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { visitTexts } from '../data-texts.ts';
import { placeOf } from '../place.ts';
import { maskPrivateData, type PrivateData, privateDataIn } from '../privacy.ts';
import { checkedRule, type Rule } from '../rule.ts';

type Budget = UnitFile['budget'] | UnitFile['prior']['budget'];

/** F01 个人信息: certain forms anywhere in the data, and what looks like a person's name in the goal tables. */
export const personalData: Rule = checkedRule(
  {
    code: 'F01',
    title: '不公开个人信息',
    meaning:
      '个人手机号、身份证号（核对校验码）、银行账号（核对校验位）、电子邮箱不得出现在数据和报告的任何地方，不论怎样分段、加前缀，不能豁免；像手机号码而不能断定的，“联系人”“项目负责人”像人名的，给出警告。',
    example: '项目负责人：张某 139****0000。',
    remedy: '改为职务和公用固定电话；暂时不能改数据的，用 --redact 遮盖后输出。',
    source: 'OWN（个人信息保护法）SEED',
    severity: 'error',
    needs: ['texts'],
  },
  (context) => {
    const { unit, body } = context;
    const findings: RawFinding[] = [];
    const known = new Set<string>();
    const look = (text: string, position: (found: string) => RawFinding['position']): void => {
      for (const data of privateDataIn(text)) {
        known.add(data.found);
        findings.push({ ...findingOf(data), position: position(data.found) });
      }
    };
    visitTexts(unit.data, (text, path, isKey) =>
      look(text, (found) => placeOf(unit, isKey ? path().slice(0, -1) : path(), found)),
    );
    const told = new Set<string>();
    for (const line of allLines(unit)) {
      if (line.project === null || told.has(line.project)) continue;
      told.add(line.project);
      if (!isWritten([unit.data.budget, unit.data.prior.budget], line.project))
        look(line.project, () => line.position);
    }
    for (const name of Object.values(bookOf(unit, 'prior').from?.codeNames ?? {}))
      look(name, () => unit.locator.positionOf(['prior', 'from']));
    // What several texts say together, or the form itself, stands in no text of the data.
    for (const text of body === null ? [] : blockTexts(body.nodes)) {
      for (const data of privateDataIn(text)) {
        if ([...known].some((found) => found.includes(data.found) || data.found.includes(found))) continue;
        known.add(data.found);
        findings.push({ ...findingOf(data), position: unit.locator.positionOf([]) });
      }
    }
    return [...findings, ...names(context)];
  },
);

function findingOf({ kind, found, isCertain }: PrivateData): Omit<RawFinding, 'position'> {
  const shown = maskPrivateData(found);
  return {
    ...(isCertain
      ? quoting`公开文件中有${kind}“${shown}”。`
      : { severity: 'warning', ...quoting`公开文件中的“${shown}”像是${kind}。` }),
    hint: '删去，或改为单位的公用固定电话、职务；暂时不能改数据的，用 --redact 遮盖后输出。',
  };
}

/** Whether the name of a project stands in the unit file itself, where it is found anyway. */
function isWritten(budgets: readonly Budget[], project: string): boolean {
  return budgets.some((budget) =>
    Object.values(budget ?? {}).some((entry) => Object.hasOwn(entry.project ?? {}, project)),
  );
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
