/** How a report prints its figures. */
export interface Print {
  readonly unit: '元' | '万元' | '亿元';
  readonly commas?: boolean;
  /** Full-width digits: １２３．４５ */
  readonly wide?: boolean;
  /** What stands for nothing in tables. */
  readonly zero: '' | '0.00' | '—' | '0';
  /** The unit of the sentences; that of the tables where it says none. */
  readonly prose?: '元' | '万元';
  readonly rateDecimals?: 1 | 2;
}

const wideOf = (text: string): string =>
  text.replace(/[\d.]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

const plain = (n: number, commas: boolean): string => {
  const [whole, part] = (Math.abs(n) / 100).toFixed(2).split('.');
  const grouped = commas ? whole!.replace(/\B(?=(\d{3})+$)/g, ',') : whole!;
  return `${n < 0 ? '-' : ''}${grouped}.${part}`;
};

/** An amount of a table. `12345` → 123.45 */
export function cellOf(print: Print): (n: number) => string {
  return (n) => {
    if (n === 0) return print.zero;
    const text = plain(n, print.commas === true);
    return print.wide ? wideOf(text) : text;
  };
}

/** An amount of a sentence with its unit. */
export function moneyOf(print: Print): (n: number) => string {
  const unit = print.prose ?? print.unit;
  return (n) => {
    const scaled = print.unit === '元' && unit === '万元' ? Math.round(n / 10_000) : n;
    const text = plain(scaled, print.commas === true && unit !== '万元');
    return `${print.wide ? wideOf(text) : text}${unit}`;
  };
}

/** A share or a rate in percent, without the sign. */
export function rateOf({ rateDecimals = 2, wide }: Print): (part: number, whole: number) => string {
  return (part, whole) => {
    const text = (
      Math.round((Math.abs(part) / Math.abs(whole)) * 100 * 10 ** rateDecimals) /
      10 ** rateDecimals
    ).toFixed(rateDecimals);
    return wide ? wideOf(text) : text;
  };
}
