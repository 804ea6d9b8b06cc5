import type { CheckWords } from '../lists/check-words.ts';
import type { AdoptedText } from './adopt-texts.ts';
import { paragraphsOf, type Reading, type ReadParagraph } from './reading.ts';
import { type ReadStaff, staffOf } from './staff.ts';

/** What a report says of the unit itself; what it does not say plainly is left out. */
export interface AdoptedFacts {
  readonly name: string | null;
  readonly year: number | null;
  readonly functions: readonly string[];
  readonly offices: readonly string[];
  readonly establishment: string | null;
  readonly staff: ReadStaff;
  readonly subordinates: readonly string[];
  /** By the path in the unit file: `assets.buildings.area`, `procurement.goods`. Amounts in 万元. */
  readonly numbers: ReadonlyMap<string, AdoptedText>;
  /** Kinds of vehicles with their number and value. */
  readonly vehicles: ReadonlyMap<
    string,
    { readonly count: string; readonly value: string; readonly source: string }
  >;
}

/** The name, duties, offices, people, assets and purchases of the unit, as far as the report tells them. */
export function adoptFacts(reading: Reading, { published }: CheckWords): AdoptedFacts {
  const makers = reading.tables.flatMap(({ maker }) => maker ?? []);
  const name =
    makers.find((maker) => makers.filter((each) => each === maker).length > makers.length / 2) ?? null;
  const duties = published.parts[0]!.words;
  const paragraphs = paragraphsOf(reading);
  const functions = paragraphs
    .filter(({ above, text }) => above.some((heading) => duties.test(heading)) && NUMBERED.test(text))
    .map(({ text }) => text.replace(NUMBERED, ''));
  const staff = staffOf(reading);
  return {
    name,
    year: reading.year,
    functions,
    offices: staff.offices.names,
    establishment: staff.establishment === null ? null : String(staff.establishment.count),
    staff,
    subordinates: subordinatesOf(paragraphs),
    numbers: numbersOf(paragraphs),
    vehicles: vehiclesOf(paragraphs),
  };
}

const NUMBERED = /^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*/;

function subordinatesOf(paragraphs: readonly ReadParagraph[]): string[] {
  for (const { text } of paragraphs) {
    const listed = /(?:下属|所属)\d+个(?:预算)?单位[^：:。；]{0,8}[：:]([^。；]+)[。；]/.exec(text)?.[1];
    if (listed !== undefined) return listed.split(/[，、,]/).map((each) => each.trim());
  }
  return [];
}

const NUMBER = String.raw`(\d[\d,]*(?:\.\d+)?)`;
/** What a sentence of assets or purchases says, by the place in the unit file; amounts may be in 元. */
const SAID: readonly (readonly [path: string, expression: RegExp, about: RegExp])[] = [
  ['assets.buildings.area', new RegExp(`房屋(?:建筑)?(?:面积)?(?:共|为)?${NUMBER}平方米`), /资产/],
  ['assets.buildings.value', new RegExp(`房屋[^；。车]{0,24}价值${NUMBER}(万元|元)`), /资产/],
  ['assets.furniture', new RegExp(`家具[^；。]{0,6}价值${NUMBER}(万元|元)`), /资产/],
  ['assets.other', new RegExp(`其他资产[^；。]{0,6}价值${NUMBER}(万元|元)`), /资产/],
  [
    'assets.equipmentOver500k',
    new RegExp(`(?<!购置)(?:单位)?价值50万元以上[^；。，]{0,10}设备${NUMBER}[台件套]`),
    /资产/,
  ],
  [
    'assets.equipmentOver1m',
    new RegExp(`(?<!购置)(?:单位)?价值100万元以上[^；。，]{0,10}设备${NUMBER}[台件套]`),
    /资产/,
  ],
  [
    'assets.plannedOver500k',
    new RegExp(`购置(?:单位价值)?50万元以上[^；。，]{0,10}设备${NUMBER}[台件套]`),
    /资产/,
  ],
  [
    'assets.plannedOver1m',
    new RegExp(`购置[^；。]{0,30}100万元以上[^；。，]{0,10}设备${NUMBER}[台件套]`),
    /资产/,
  ],
  [
    'procurement.goods',
    new RegExp(`货物(?:类)?(?:采购)?(?:预算|支出)?(?:金额)?(?:为)?${NUMBER}(万元|元)`),
    /采购/,
  ],
  [
    'procurement.works',
    new RegExp(`工程(?:类)?(?:采购)?(?:预算|支出)?(?:金额)?(?:为)?${NUMBER}(万元|元)`),
    /采购/,
  ],
  [
    'procurement.services',
    new RegExp(`服务(?:类)?(?:采购)?(?:预算|支出)?(?:金额)?(?:为)?${NUMBER}(万元|元)`),
    /采购/,
  ],
  ['procurement.reservedForSmallMedium', new RegExp(`中小企业预留[^；。]{0,20}?${NUMBER}(万元|元)`), /采购/],
  ['procurement.reservedForMicro', new RegExp(`小微企业预留[^；。]{0,20}?${NUMBER}(万元|元)`), /采购/],
];

function numbersOf(paragraphs: readonly ReadParagraph[]): Map<string, AdoptedText> {
  const numbers = new Map<string, AdoptedText>();
  for (const [path, expression, about] of SAID) {
    for (const { text, at, above } of paragraphs) {
      if (!about.test(above.join('') + text)) continue;
      const found = expression.exec(text.replace(/\s/g, ''));
      if (!found) continue;
      numbers.set(path, {
        text: inWan(found[1]!, found[2]),
        source: at?.place ?? (at ? `第${at.line}行` : ''),
      });
      break;
    }
  }
  return numbers;
}

function vehiclesOf(paragraphs: readonly ReadParagraph[]): AdoptedFacts['vehicles'] {
  const vehicles = new Map<string, { count: string; value: string; source: string }>();
  for (const { text, at, above } of paragraphs) {
    if (!/资产/.test(above.join('') + text) || !/车辆/.test(text)) continue;
    const list = /其中[：:]?([^。]+)/.exec(text)?.[1] ?? '';
    for (const match of list.matchAll(
      /([\p{Script=Han}]{2,12})(\d+)[辆台](?:[，,]价值(\d[\d,]*(?:\.\d+)?)(万元|元))?/gu,
    ))
      vehicles.set(match[1]!, {
        count: match[2]!,
        value: match[3] === undefined ? '' : inWan(match[3], match[4]),
        source: at?.place ?? (at ? `第${at.line}行` : ''),
      });
    if (vehicles.size > 0) break;
  }
  return vehicles;
}

/** A number as the file states it, in 万元 where it is an amount. */
function inWan(written: string, unit: string | undefined): string {
  const bare = written.replaceAll(',', '');
  if (unit !== '元') return bare;
  const [whole = '0', rest = ''] = bare.split('.');
  const digits = whole.padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}${rest}`.replace(/\.?0+$/, '') || '0';
}
