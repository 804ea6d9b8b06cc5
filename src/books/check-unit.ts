import { kindOf } from '../kinds/registry.ts';
import type { Finding } from '../model/finding.ts';
import { KINDS } from '../model/ledger.ts';
import { nearest } from '../model/nearest.ts';
import { quoting } from '../model/quoting.ts';
import { ledgerOf } from './books.ts';
import { isTransfer } from './consolidate.ts';
import type { Unit } from './unit.ts';

/**
 * Whether the parts of a unit file fit together: projects are paid and
 * described (D10), what is handed to another body is no money of the budget (L64), the projects that a department
 * explains are paid (H13).
 */
export function checkUnit(unit: Unit): Finding[] {
  return [
    ...fiscalTransfers(unit),
    // A final account says nothing of its projects but what they cost.
    ...(kindOf(unit).document === '预算'
      ? [...projectsWithoutMoney(unit), ...projectsWithoutText(unit)]
      : []),
    ...notesWithoutMoney(unit),
  ];
}

/** What one body hands to another is by definition no money of the budget (上级补助收入, 附属单位上缴收入). */
function fiscalTransfers(unit: Unit): Finding[] {
  return ledgerOf(unit)
    .filter(isTransfer)
    .filter(({ side }) => side === 'expenditure')
    .filter((line) => line.fund.level !== 'own')
    .map((line) => ({
      code: 'L64',
      severity: 'error',
      ...quoting`${KINDS[line.kind]}给“${line.counterpart ?? ''}”用的是${line.fund.name}。`,
      hint: '只能用非财政拨款的资金；写明资金来源，例如 {其他收入: 5.00}。财政拨款由财政直接拨给用款单位。',
      position: line.position,
    }));
}

function projectsWithoutMoney(unit: Unit): Finding[] {
  const { data, locator } = unit;
  const paid = [...new Set(ledgerOf(unit).flatMap((line) => line.project ?? []))];
  return data.projects.flatMap((project, index) => {
    if (paid.includes(project.name)) return [];
    const close = nearest(project.name, paid);
    return [
      {
        code: 'D10',
        severity: 'error' as const,
        ...quoting`项目“${project.name}”在预算明细中没有金额。`,
        hint: close ? `是不是“${close}”？两处的项目名称必须一致。` : '在预算明细中补上金额，或删去这个项目。',
        position: locator.positionOf(['projects', index, 'name']),
      },
    ];
  });
}

function projectsWithoutText(unit: Unit): Finding[] {
  const described = unit.data.projects.map((project) => project.name);
  const told = new Set<string>();
  return ledgerOf(unit).flatMap((line) => {
    const name = line.project;
    if (name === null || described.includes(name) || told.has(name)) return [];
    told.add(name);
    const close = nearest(name, described);
    return [
      {
        code: 'D10',
        severity: 'error' as const,
        ...quoting`预算明细中的项目“${name}”没有说明。`,
        hint: close
          ? `是不是“${close}”？两处的项目名称必须一致。`
          : '在 projects 下补写这个项目的依据、资金分配等。',
        position: line.position,
      },
    ];
  });
}

function notesWithoutMoney(unit: Unit): Finding[] {
  const paid = [...new Set(ledgerOf(unit).flatMap(({ project }) => project ?? []))];
  return (unit.data.department?.projectNotes ?? []).flatMap(({ project }, index) => {
    if (paid.includes(project)) return [];
    const close = nearest(project, paid);
    return [
      {
        code: 'H13',
        severity: 'error' as const,
        ...quoting`项目经费情况说明中的“${project}”在成员单位的明细中没有金额。`,
        hint: close ? `是不是“${close}”？要与成员单位的写法一致。` : '核对项目名称，或删去这一项说明。',
        position: unit.locator.positionOf(['projectNotes', index, 'project']),
      },
    ];
  });
}
