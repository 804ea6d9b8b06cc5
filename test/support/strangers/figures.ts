/*
 * Invented figures of a unit, whole numbers of the last place that its report prints: 12345 is 123.45. Every sum of its
 * tables follows from them, so that nothing is rounded.
 */

export interface Item {
  readonly code: string;
  readonly name: string;
  readonly basic: number;
  readonly project: number;
  /** What the year before had, all together. */
  readonly before: number;
  readonly fund: 'general' | 'fund';
  /** Of the project: paid from 事业收入. */
  readonly own: number;
}

export interface Economic {
  readonly code: string;
  readonly name: string;
  readonly amount: number;
}

export interface Sangong {
  readonly abroad: number;
  readonly reception: number;
  readonly purchase: number;
  readonly running: number;
}

export interface Figures {
  readonly items: readonly Item[];
  readonly economics: readonly Economic[];
  readonly sangong: Sangong;
  readonly sangongBefore: Sangong;
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  201: '一般公共服务支出',
  20103: '政府办公厅（室）及相关机构事务',
  2010301: '行政运行',
  2010302: '一般行政管理事务',
  2010350: '事业运行',
  205: '教育支出',
  20502: '普通教育',
  2050201: '学前教育',
  2050202: '小学教育',
  20508: '进修及培训',
  2050803: '培训支出',
  208: '社会保障和就业支出',
  20805: '行政事业单位养老支出',
  2080501: '行政单位离退休',
  2080505: '机关事业单位基本养老保险缴费支出',
  2080506: '机关事业单位职业年金缴费支出',
  210: '卫生健康支出',
  21011: '行政事业单位医疗',
  2101101: '行政单位医疗',
  2101102: '事业单位医疗',
  212: '城乡社区支出',
  21208: '国有土地使用权出让收入安排的支出',
  2120803: '城市建设支出',
  213: '农林水支出',
  21301: '农业农村',
  2130101: '行政运行',
  2130106: '科技转化与推广服务',
  2130122: '农业生产发展',
  221: '住房保障支出',
  22102: '住房改革支出',
  2210201: '住房公积金',
};

const ECONOMICS: Readonly<Record<string, string>> = {
  301: '工资福利支出',
  30101: '基本工资',
  30102: '津贴补贴',
  30103: '奖金',
  30108: '机关事业单位基本养老保险缴费',
  30113: '住房公积金',
  302: '商品和服务支出',
  30201: '办公费',
  30211: '差旅费',
  30228: '工会经费',
  30231: '公务用车运行维护费',
  303: '对个人和家庭的补助',
  30302: '退休费',
  310: '资本性支出',
  31002: '办公设备购置',
};

/** A code of any level with its name. */
export function nameOf(code: string): string {
  return FUNCTIONS[code] ?? ECONOMICS[code] ?? '';
}

/** A chain of figures that look like none of another unit's. */
function chain(seed: number): (least: number, most: number) => number {
  let state = seed * 2654435761;
  return (least, most) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return least + (state % (most - least + 1));
  };
}

const ITEMS: Readonly<Record<string, readonly string[]>> = {
  office: ['2010301', '2010302', '2010350', '2080501', '2080505', '2080506', '2101101', '2210201'],
  school: ['2050201', '2050202', '2050803', '2080505', '2080506', '2101102', '2210201'],
  farms: ['2080505', '2080506', '2101101', '2120803', '2130101', '2130106', '2130122', '2210201'],
};

export type Trade = keyof typeof ITEMS;

const hasProject = (code: string): boolean => /02$|22$|06$|803$|350$/.test(code) && !/^208|^210/.test(code);

/** The figures of an invented unit. `scale` moves them: 100 for a unit that prints 元. */
export function figuresOf(seed: number, trade: Trade, scale = 1, hasFund = true): Figures {
  const next = chain(seed);
  const amount = (least: number, most: number): number =>
    next(least, most) * scale + (scale > 1 ? next(0, 99) : 0);
  const items = ITEMS[trade]!.filter((code) => hasFund || !code.startsWith('212')).map((code): Item => {
    const isFund = code.startsWith('212');
    const basic = isFund || /02$|22$/.test(code) ? 0 : amount(2_000, 60_000);
    const project = hasProject(code) || isFund ? amount(3_000, 90_000) : 0;
    const own = code.endsWith('350') || code.endsWith('0202') ? Math.floor(project / 3) : 0;
    const before = Math.floor(((basic + project) * next(80, 125)) / 100) + 7;
    return { code, name: nameOf(code), basic, project, before, fund: isFund ? 'fund' : 'general', own };
  });
  const ofGeneral = items.filter(({ fund }) => fund === 'general').reduce((sum, { basic }) => sum + basic, 0);
  // The basic expenditure by economic codes: shares of it, the last takes the rest.
  const shares: readonly (readonly [string, number])[] = [
    ['30101', 24],
    ['30102', 17],
    ['30103', 9],
    ['30108', 11],
    ['30113', 8],
    ['30201', 3],
    ['30211', 4],
    ['30228', 2],
    ['30231', 1],
    ['30302', 12],
    ['31002', 1],
  ];
  let left = ofGeneral;
  const economics = shares.map(([code, share], index): Economic => {
    const own = index === shares.length - 1 ? left : Math.floor((ofGeneral * share) / 100);
    left -= own;
    return { code, name: nameOf(code), amount: own };
  });
  const running = economics.find(({ code }) => code === '30231')!.amount;
  const sangong = { abroad: 0, reception: amount(40, 200), purchase: 0, running };
  return {
    items,
    economics,
    sangong,
    sangongBefore: { abroad: 0, reception: amount(201, 260), purchase: 0, running },
  };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The totals that a report speaks of. */
export interface Totals {
  readonly all: number;
  readonly before: number;
  readonly basic: number;
  readonly project: number;
  readonly general: number;
  readonly fund: number;
  readonly own: number;
  readonly fiscal: number;
}

export function totalsOf({ items }: Figures): Totals {
  const all = sum(items.map(({ basic, project }) => basic + project));
  const own = sum(items.map((item) => item.own));
  const fund = sum(items.filter((item) => item.fund === 'fund').map(({ project }) => project));
  return {
    all,
    before: sum(items.map(({ before }) => before)),
    basic: sum(items.map(({ basic }) => basic)),
    project: sum(items.map(({ project }) => project)),
    general: all - own - fund,
    fund,
    own,
    fiscal: all - own,
  };
}

export interface Level<T> {
  readonly code: string;
  readonly name: string;
  readonly depth: 0 | 1 | 2;
  readonly own: readonly T[];
}

/** Rows of a table by codes: 类, 款 and 项 with what belongs to each; `widths` are the digits of each level. */
export function levelsOf<T extends { readonly code: string }>(
  items: readonly T[],
  widths: readonly number[],
): Level<T>[] {
  const levels: Level<T>[] = [];
  const seen = new Set<string>();
  for (const { code } of items) {
    for (const [depth, width] of widths.entries()) {
      const key = code.slice(0, width);
      if (seen.has(key)) continue;
      seen.add(key);
      levels.push({
        code: key,
        name: nameOf(key),
        depth: depth as 0 | 1 | 2,
        own: items.filter((item) => item.code.startsWith(key)),
      });
    }
  }
  return levels;
}
