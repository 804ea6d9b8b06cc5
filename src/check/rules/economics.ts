import { spendingOf } from '../../books/books.ts';
import { economicName, functionName } from '../../lists/classification.ts';
import { quoting } from '../../model/quoting.ts';
import { startsWith, total, wan } from '../amounts.ts';
import { isUnread, type RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/**
 * C10 对应科目: the same payments under both classifications, 30108 = 2080505 and so on. Compared within basic
 * expenditure, where such payments are made.
 */
export const correspondences: Rule = checkedRule(
  {
    code: 'C10',
    title: '两种分类的对应科目',
    meaning:
      '同一笔支出在两种分类下金额相同：30108 与 2080505，30109 与 2080506，30110、30111 与 21011，30113 与 2210201（在基本支出内比较）。',
    example: '30113 住房公积金 25.23，2210201 住房公积金 24.00。',
    remedy: '核对有关明细的功能科目和经济科目。',
    source: 'OWN SEED',
    severity: 'warning',
    needs: ['data'],
  },
  ({ unit, words }) => {
    const basic = spendingOf(unit).filter((line) => line.kind === 'basic');
    return words.economics.correspondences.flatMap(({ economics, functions }): RawFinding[] => {
      const byEconomic = basic.filter((line) => startsWith(line.economicCode, economics));
      const byFunction = basic.filter((line) => startsWith(line.functionCode, functions));
      const left = total(byEconomic);
      const right = total(byFunction);
      if (left.equals(right)) return [];
      const stray =
        byEconomic.find((line) => !byFunction.includes(line)) ??
        byFunction.find((line) => !byEconomic.includes(line));
      const names = {
        economic: economics.map((code) => `${code} ${economicName(unit.classification, code)}`).join('、'),
        functional: functions.map((code) => `${code} ${functionName(unit.classification, code)}`).join('、'),
      };
      return [
        {
          message: `经济科目${names.economic}合计${wan(left)}，功能科目${names.functional}的基本支出合计${wan(right)}，两者应为同一笔钱。`,
          hint: '核对这一行的功能科目和经济科目；确有其他资金安排的，在 waivers 中写明。',
          position: (stray ?? byEconomic[0] ?? byFunction[0])!.position,
        },
      ];
    });
  },
);

/** D16 车辆与费用: vehicles and their running cost, planned vehicles and money for buying them. */
export const vehicles: Rule = checkedRule(
  {
    code: 'D16',
    title: '车辆与费用',
    meaning: '无车则不应有运行费，有车则应有运行费；计划购车与购置费同有同无；辆数与价值同有同无。',
    example: '没有车辆，却安排运行维护费 7.60 万元。',
    remedy: '补全 assets.vehicles、plannedVehicles，或核对经济科目。',
    source: 'OWN',
    severity: 'warning',
    needs: ['data'],
  },
  ({ unit, words, unread }) => {
    const { vehicles: owned, plannedVehicles } = unit.data.assets;
    const prints = (...fields: readonly string[]) =>
      fields.some((field) => !isUnread(`assets.${field}`, unread));
    const count = Object.values(owned).reduce((sum, each) => sum + each.count, 0);
    const planned = Object.values(plannedVehicles).reduce((sum, each) => sum + each, 0);
    const spent = (code: string) =>
      spendingOf(unit).filter((line) => line.economicCode === code && !line.amount.isZero());
    const running = spent(words.economics.vehicleRunning);
    const purchase = spent(words.economics.vehiclePurchase);
    const assets = unit.locator.positionOf(['assets']);
    const findings: RawFinding[] = [];
    if (count === 0 && planned === 0 && running.length > 0 && prints('vehicles', 'vehicleCount')) {
      findings.push({
        message: `没有车辆，却安排公务用车运行维护费${wan(total(running))}。`,
        hint: '在 assets.vehicles 中填写车辆，或核对经济科目。',
        position: running[0]!.position,
      });
    }
    if (count > 0 && running.length === 0 && prints('vehicles', 'vehicleCount')) {
      findings.push({
        message: `有车辆${count}辆，却没有安排公务用车运行维护费。`,
        hint: '核对车辆数；运行维护费由其他单位负担的，在 waivers 中写明。',
        path: ['assets', 'vehicles'],
      });
    }
    if (planned === 0 && purchase.length > 0 && prints('plannedVehicles', 'plannedVehicleCount')) {
      findings.push({
        message: `安排公务用车购置${wan(total(purchase))}，计划购置车辆却是0辆。`,
        hint: '在 assets.plannedVehicles 中填写计划购置的辆数。',
        position: purchase[0]!.position,
      });
    }
    if (planned > 0 && purchase.length === 0) {
      findings.push({
        message: `计划购置车辆${planned}辆，却没有安排公务用车购置费。`,
        hint: '核对 assets.plannedVehicles 与预算明细（31013）。',
        position:
          unit.data.assets.plannedVehicles === undefined
            ? assets
            : unit.locator.positionOf(['assets', 'plannedVehicles']),
      });
    }
    for (const [kind, { count: number, value }] of prints('vehicles[].value') ? Object.entries(owned) : []) {
      if ((number === 0) === value.isZero()) continue;
      findings.push({
        ...quoting`“${kind}”${number}辆，价值${value.toFixed()}${unit.data.amounts}，数量和价值不能只有一个。`,
        hint: '补上辆数或价值。',
        path: ['assets', 'vehicles', kind],
      });
    }
    return findings;
  },
);
