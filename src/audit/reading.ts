import { splitSentences } from '../document/sentences.ts';
import { type Block, type Document, lineText, type Origin } from '../document/tree.ts';
import type { Position } from '../model/finding.ts';
import type { FormProfile } from './form-profile.ts';
import { type ColumnRole, type PublishedWords, type TableView, viewTable } from './table-view.ts';

/** A sentence of the running text, with the headings it stands under. */
export interface ReadSentence {
  readonly text: string;
  readonly at: Origin | null;
  /** The nearest heading above; empty before the first. */
  readonly section: string;
  /** All headings above, from the outermost. */
  readonly above: readonly string[];
  /** Sentences of one paragraph share its number. */
  readonly paragraph: number;
}

export interface ReadText {
  readonly text: string;
  readonly at: Origin | null;
  /** False where columns were not made out and it is no sentence: it may hold words of several cells. */
  readonly isWhole: boolean;
}

/** A published report as the rules look at it. */
export interface Reading {
  readonly file: string;
  readonly tables: readonly TableView[];
  readonly sentences: readonly ReadSentence[];
  readonly headings: readonly { readonly text: string; readonly at: Origin | null }[];
  /** Everything that is said, cell by cell and line by line. */
  readonly texts: readonly ReadText[];
  /** The year that the report is of; null where its titles and headings do not agree on one. */
  readonly year: number | null;
  readonly level: '单位' | '部门' | null;
  readonly document: '预算' | '决算' | null;
}

/** What a document says, sorted into tables, sentences and headings. Nothing is judged here. */
export function readingOf({ blocks }: Document, file: string, words: PublishedWords): Reading {
  const tables: TableView[] = [];
  const sentences: ReadSentence[] = [];
  const headings: { text: string; at: Origin | null }[] = [];
  const texts: (Omit<ReadText, 'isWhole'> & { readonly isCell?: true; readonly isTorn?: true })[] = [];
  const above: { level: number; text: string }[] = [];
  let paragraph = 0;
  const walk = (list: readonly Block[]): void => {
    let previous: TableView | null = null;
    for (const block of list) {
      switch (block.kind) {
        case 'heading': {
          const text = lineText(block.runs);
          const at = block.runs[0]?.at ?? null;
          headings.push({ text, at });
          texts.push({ text, at });
          while (above.length > 0 && above.at(-1)!.level >= block.level) above.pop();
          above.push({ level: block.level, text });
          break;
        }
        case 'paragraph':
          if (block.role === 'note' && previous !== null) {
            previous = noted(previous, block.lines.map(lineText).join(''));
            tables[tables.length - 1] = previous;
          }
          for (const line of block.lines) {
            paragraph++;
            const whole = lineText(line);
            texts.push({ text: whole, at: line[0]?.at ?? null });
            let from = 0;
            for (const text of splitSentences(whole)) {
              const index = whole.indexOf(text, from);
              from = index + text.length;
              sentences.push({
                text,
                at: originAt(line, index),
                section: above.at(-1)?.text ?? '',
                above: above.map((each) => each.text),
                paragraph,
              });
            }
          }
          break;
        case 'list':
          for (const item of block.items) walk(item);
          break;
        case 'table':
          previous = ofTheSame(viewTable(block, words), previous);
          tables.push(previous);
          for (const { text } of block.captionLines) texts.push({ text, at: block.at ?? null });
          for (const row of block.rows)
            for (const cell of row.cells)
              if (cell.text !== '')
                texts.push({
                  text: cell.text,
                  at: cell.at ?? null,
                  isCell: true,
                  ...(block.isTorn && { isTorn: true }),
                });
          break;
        case 'chart':
          texts.push({ text: block.title, at: null });
          break;
        default:
          walk(block.blocks);
      }
      if (block.kind !== 'table' && !isNote(block)) previous = null;
    }
  };
  walk(blocks);
  const titles = [
    ...headings.map(({ text }) => text),
    ...tables.map(({ title, table }) => title || (table.caption ?? '')),
    ...sentences.slice(0, 12).map(({ text }) => text),
  ];
  const isDoubtful = isTorn({ tables });
  return {
    file,
    tables,
    sentences,
    headings,
    texts: texts.map(({ isCell, isTorn: isOfTorn, ...text }) => ({
      ...text,
      isWhole: !isOfTorn && (!isDoubtful || (!isCell && SENTENCE.test(text.text))),
    })),
    year: yearOf(titles, sentences),
    level: levelOf(titles),
    document: kindOf(titles),
  };
}

const SENTENCE = /[。；！？：]$/;

function noted(view: TableView, note: string): TableView {
  return { ...view, note: view.note + note };
}

function isNote(block: Block): boolean {
  return block.kind === 'paragraph' && block.role === 'note';
}

/** A table without a name right below a form is a part of the form. */
function ofTheSame(view: TableView, previous: TableView | null): TableView {
  return view.kind === null && view.title === '' && previous?.kind === 'goals'
    ? { ...view, kind: 'goals' }
    : view;
}

/** The place of the run in which a character stands. */
function originAt(
  line: Extract<Block, { kind: 'paragraph' }>['lines'][number],
  index: number,
): Origin | null {
  let end = 0;
  for (const run of line) {
    end += run.text.length;
    if (index < end) return run.at ?? null;
  }
  return line.at(-1)?.at ?? null;
}

function yearOf(titles: readonly string[], sentences: readonly ReadSentence[]): number | null {
  return (
    mostSaid(titles.flatMap((text) => years(text))) ?? mostSaid(sentences.flatMap(({ text }) => years(text)))
  );
}

function years(text: string): number[] {
  return [...text.matchAll(/(20\d\d)\s*年/g)].map((match) => Number.parseInt(match[1]!, 10));
}

function mostSaid(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

function levelOf(titles: readonly string[]): Reading['level'] {
  const count = (word: RegExp): number => titles.filter((text) => word.test(text)).length;
  const [unit, department] = [
    count(/单位(?:预算|决算|收支|收入|支出|概况|财务)|预算单位/),
    count(/部门(?:预算|决算|收支|收入|支出|概况|财务)/),
  ];
  return unit === department ? null : unit > department ? '单位' : '部门';
}

function kindOf(titles: readonly string[]): Reading['document'] {
  const count = (word: RegExp): number => titles.filter((text) => word.test(text)).length;
  const [budget, final] = [count(/预算/) - count(/预算.*决算/), count(/决算/)];
  return budget === final ? null : budget > final ? '预算' : '决算';
}

/** A place of a report as findings tell it. */
export function positionIn(file: string, at: Origin | null): Position {
  if (at === null) return { file, line: 1, column: 1 };
  return { file, line: at.line, column: 1, ...(at.place !== undefined && { place: at.place }) };
}

const LEAST_HEADINGS = 4;
const LEAST_SENTENCES = 12;

/** Whether a document is a whole report: a workbook of tables has notes, a notice a few sentences. */
export function isWholeReport({ headings, sentences }: Pick<Reading, 'headings' | 'sentences'>): boolean {
  return headings.length >= LEAST_HEADINGS && sentences.length >= LEAST_SENTENCES;
}

const FEW_TABLES = 4;

/** Whether tables were read in pieces: most of them have no name, and what they say of one another is chance. */
export function isTorn({ tables }: Pick<Reading, 'tables'>): boolean {
  return tables.length > FEW_TABLES && tables.filter(isNameless).length * 2 > tables.length;
}

function isNameless({ kind, title, isTorn }: TableView): boolean {
  return kind === null && title === '' && !isTorn;
}

export interface ReadParagraph {
  readonly text: string;
  readonly at: Origin | null;
  /** All headings above, from the outermost. */
  readonly above: readonly string[];
}

/** The paragraphs of the running text, each with the headings it stands under. */
export function paragraphsOf({ sentences }: Pick<Reading, 'sentences'>): ReadParagraph[] {
  const paragraphs = new Map<number, { text: string; at: Origin | null; above: readonly string[] }>();
  for (const { paragraph, text, at, above } of sentences) {
    const known = paragraphs.get(paragraph);
    if (known) known.text += text;
    else paragraphs.set(paragraph, { text, at, above });
  }
  return [...paragraphs.values()];
}

/** The reading with what a form says of the columns of its tables. */
export function readByForm(reading: Reading, { tables }: FormProfile): Reading {
  return {
    ...reading,
    tables: reading.tables.map((view) => {
      const own = tables.find(({ title }) => title.test(view.title));
      if (!own) return view;
      const roleOf = (path: string): ColumnRole | null => {
        const roles = new Set(own.columns.filter((column) => column.path === path).map(({ role }) => role));
        return roles.size === 1 ? [...roles][0]! : null;
      };
      const blocks = view.blocks.map((block) => ({
        ...block,
        columns: block.columns.map((column) => {
          const role = roleOf(column.path.join('/'));
          return role === null ? column : { ...column, role };
        }),
      }));
      return { ...view, blocks };
    }),
  };
}
