import { type Money, parseDecimal, ZERO } from '../../src/model/money.ts';
import { proseParagraphs } from './prose.ts';

/** A public table of a text output, as printed. */
export interface PrintedTable {
  readonly number: string;
  /** Caption without number, unit and money unit. */
  readonly title: string;
  readonly caption: string;
  /** Labels of the columns from the outermost head cell to the leaf: `支出预算/合计`. */
  readonly head: readonly string[];
  /** Rows of the body without the row that numbers the columns. */
  readonly rows: readonly (readonly string[])[];
}

/** Reads a report as its reader does: from the text output alone. */
export class ReportReader {
  readonly text: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly PrintedTable[];
  /** Goal tables, each as its lines. */
  readonly goals: readonly (readonly string[])[];

  constructor(text: string) {
    this.text = text;
    this.paragraphs = proseParagraphs(text).map((paragraph) => paragraph.trim());
    const blocks = blocksOf(text);
    this.tables = blocks.flatMap((block) => tableOf(block) ?? []);
    this.goals = blocks.filter(([caption]) => caption!.includes('绩效目标表'));
  }

  table(number: string): PrintedTable {
    return this.tables.find((table) => table.number === number)!;
  }

  /** The paragraphs below the heading that begins so, up to the next heading of its kind. */
  section(heading: string): string[] {
    const start = this.paragraphs.findIndex((paragraph) => paragraph.startsWith(heading));
    const kind = /^（/.test(heading)
      ? /^（[一二三四五六七八九十]+）|^[一二三四五六七八九十]+、|^第.部分/
      : /^[一二三四五六七八九十]+、|^第.部分/;
    const rest = this.paragraphs.slice(start + 1);
    const end = rest.findIndex((paragraph) => kind.test(paragraph));
    return rest.slice(0, end < 0 ? rest.length : end);
  }

  /** 说明N: the section of part three with that Chinese number, as one text. */
  explanation(number: string): string {
    const part = this.paragraphs.findIndex((paragraph) => /^第三部分|^第.部分.*情况说明/.test(paragraph));
    const from = this.paragraphs.slice(part);
    const start = from.findIndex((paragraph) => paragraph.startsWith(`${number}、`));
    const rest = from.slice(start + 1);
    const end = rest.findIndex((paragraph) =>
      /^[一二三四五六七八九十]+、(?!.*（类）)|^第.部分/.test(paragraph),
    );
    return rest.slice(0, end < 0 ? rest.length : end).join('\n');
  }
}

function blocksOf(text: string): string[][] {
  const blocks: string[][] = [];
  let block: string[] | null = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('〔')) {
      block = [line];
      blocks.push(block);
    } else if (block && (line.includes('\t') || line === '')) block.push(line);
    else if (block && /^(第.部分|　　)/.test(line)) block = null;
    else block?.push(line);
  }
  return blocks;
}

function tableOf([caption = '', ...lines]: readonly string[]): PrintedTable | null {
  const named = /^〔表 (\S+) (.*?) 编制(?:单位|部门)：/.exec(caption);
  if (!named) return null;
  const [head = '', ...body] = lines.filter((line) => line !== '');
  const columns = head.split('\t');
  const rows = body
    .filter((line) => !line.startsWith('※'))
    .map((line) => {
      const cells = line.split('\t');
      return columns.map((_, index) => cells[index] ?? '');
    });
  return { number: named[1]!, title: named[2]!, caption, head: columns, rows };
}

/** The printed amount of a cell; blank is zero. */
export function printedAmount(cell: string | undefined): Money {
  return cell === undefined || cell === '' ? ZERO : parseDecimal(cell)!;
}
