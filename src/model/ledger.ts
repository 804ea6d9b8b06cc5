import type { Position } from './finding.ts';
import type { Fund } from './fund.ts';
import type { Money } from './money.ts';

/** 基本支出 / 项目支出: what an entity spends itself. */
export const OWN_KINDS = { basic: '基本支出', project: '项目支出' } as const;
/** What it hands on to another: to the body above it, to one below it. */
export const TRANSFER_KINDS = { remittedUp: '上缴上级支出', subsidyDown: '对附属单位补助支出' } as const;
/** What a budget plans: spent by itself or handed on. */
export const BUDGET_KINDS = { ...OWN_KINDS, ...TRANSFER_KINDS } as const;
/** What it spends on business beside its duties; known from a final account. */
export const OPERATING_KINDS = { operating: '经营支出' } as const;
export const KINDS = { ...OWN_KINDS, ...TRANSFER_KINDS, ...OPERATING_KINDS } as const;
export type Kind = keyof typeof KINDS;

/**
 * What a line is: money that comes in, that is spent, that the year begins with, that corrects what it begins with, that
 * is taken from earlier surplus or handed out of this year's. A budget states what is spent.
 */
export const SIDES = {
  income: '收入',
  expenditure: '支出',
  opening: '年初结转和结余',
  correction: '年初结转和结余调整',
  surplusUsed: '使用非财政拨款结余',
  distribution: '结余分配',
} as const;
export type Side = keyof typeof SIDES;

/** What is left at the end of the year; never a line, always the balance of {@link BALANCE}. */
export const CLOSING = 'closing';
export const CLOSING_TITLE = '年末结转和结余';

/** What raises the closing balance and what lowers it. */
export const BALANCE = {
  raises: ['opening', 'correction', 'income', 'surplusUsed'],
  lowers: ['expenditure', 'distribution'],
} as const satisfies Readonly<Record<string, readonly Side[]>>;

/** The step of the year that a line belongs to. */
export const PHASES = { budget: '年初预算', adjustment: '预算调整', final: '决算' } as const;
export type Phase = keyof typeof PHASES;

/** A budget unit inside a department. */
export interface MemberName {
  readonly name: string;
  /** 行政单位, 参公事业单位, 事业单位. */
  readonly kind: string;
}

/**
 * One line of the ledger: who pays how much for what. Everything printed is a sum of such lines.
 *
 * Example: 2010350 事业运行, 30101 基本工资, basic, 一般公共预算, 229740 元
 */
export interface LedgerLine {
  /** 功能分类科目, 7 digits 类款项; empty where only the fund of a balance is known. */
  readonly functionCode: string;
  /** 部门经济分类科目, 5 digits 类款; null only in last year's lump sums. */
  readonly economicCode: string | null;
  /** Null where it is not spent and nothing is said of its use. */
  readonly kind: Kind | null;
  /** 项目名称, for project lines; last year's lump sums may lack it. */
  readonly project: string | null;
  readonly fund: Fund;
  /** Paid from 上年结转结余. */
  readonly carriedOver: boolean;
  readonly side: Side;
  readonly phase: Phase;
  /** To whom money is handed on; null for what is spent. */
  readonly counterpart: string | null;
  /** The member whose line it is, in the ledger of a department; null in an entity's own ledger. */
  readonly member: MemberName | null;
  /** In 元, exact. */
  readonly amount: Money;
  /** Where the amount is written. */
  readonly position: Position;
}

/** A line as its file writes it, before it is known which book it stands in and whose it is. */
export type UnplacedLine = Omit<LedgerLine, 'kind' | 'side' | 'phase' | 'member'> & { readonly kind: Kind };

export type Ledger = readonly LedgerLine[];

/** 类 / 款 / 项 of a functional code: `2010350` → 201, 20103, 2010350. */
export const functionClass = (code: string): string => code.slice(0, 3);
export const functionSection = (code: string): string => code.slice(0, 5);

/** 类 of an economic code: `30101` → 301. */
export const economicClass = (code: string): string => code.slice(0, 3);
