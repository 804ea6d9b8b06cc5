import type { Comparison } from './figure.ts';

/** One entry of a list that prose goes through: an income source, a 类, an 项, an economic code, a project. */
export interface ListEntry {
  /** The code, the project, or the key given by the pack. */
  readonly key: string;
  readonly label: string;
  readonly figure: Comparison;
  /** Names of 类, 款 and 项, for entries by functional code. */
  readonly className: string | null;
  readonly sectionName: string | null;
  readonly itemName: string | null;
  /** 主要用于…, where the pack asks for it. */
  readonly purpose: string | null;
}
