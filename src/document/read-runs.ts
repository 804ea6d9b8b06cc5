import { classesOf, type HtmlElement, type HtmlNode, isElement, isSkipped, textOf } from './html-tree.ts';
import type { Line, Look, Run } from './tree.ts';

/*
 * White space is collapsed over a whole paragraph, whatever elements it stands in; so the text is read first, and the
 * pieces are then found in it again, character by character.
 */

type Marks = Pick<Run, 'keep' | 'href' | 'look'>;

interface Piece extends Marks {
  readonly text: string;
}

const NO_MARKS: Marks = {};

/** How an element looks; the same object for the same look. */
export type Dress = (element: HtmlElement) => Look;

/**
 * The lines of inline nodes with what is marked as kept together or as a link; lines without text are left out.
 *
 * Example: `共<span class="keep">677.49万元</span>` → one line of two runs
 */
export function linesOf(nodes: readonly HtmlNode[], dress?: Dress): Line[] {
  const text = textOf(nodes);
  if (text === '') return [];
  if (!dress && !nodes.some(isMarked)) return text.split('\n').map((line) => [{ text: line }]);
  const marks = piecesOf(nodes, NO_MARKS, dress).flatMap((piece) =>
    [...inked(piece.text)].map((): Marks => piece),
  );
  return divide(text, marks);
}

/** Whether anything in it is marked; few paragraphs have anything that is. */
function isMarked(node: HtmlNode): boolean {
  if (!isElement(node) || isSkipped(node)) return false;
  return marksOf(node, NO_MARKS) !== NO_MARKS || node.children.some(isMarked);
}

/** The text of pieces as they stand, before white space is collapsed. */
function piecesOf(nodes: readonly HtmlNode[], marks: Marks, dress?: Dress): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (!isElement(node))
      return node.type === 'text' ? [{ ...marks, text: (node as { data: string }).data }] : [];
    return isSkipped(node) ? [] : piecesOf(node.children, marksOf(node, marks, dress), dress);
  });
}

function marksOf(element: HtmlElement, marks: Marks, dress?: Dress): Marks {
  const own = dress ? { ...marks, look: dress(element) } : marks;
  if (element.name === 'a' && element.attribs.href !== undefined)
    return { ...own, href: element.attribs.href };
  return classesOf(element).includes('keep') ? { ...own, keep: true } : own;
}

function isSame(one: Marks, other: Marks): boolean {
  return one.keep === other.keep && one.href === other.href && one.look === other.look;
}

const INKLESS = /[\s\u200b\u00ad\ufeff\u0000]/g;

/** What collapsing leaves as it is. */
function inked(text: string): string {
  return text.replace(INKLESS, '');
}

function divide(text: string, marks: readonly Marks[]): Line[] {
  const lines: Run[][] = [[]];
  let at = 0;
  let run = '';
  let current = marks[0] ?? NO_MARKS;
  const end = (): void => {
    if (run !== '') lines.at(-1)!.push({ text: run, ...onlyMarks(current) });
    run = '';
  };
  for (const character of text) {
    if (character === '\n') {
      end();
      lines.push([]);
      continue;
    }
    if (inked(character) !== '') {
      const next = marks[at++] ?? NO_MARKS;
      if (!isSame(next, current)) {
        end();
        current = next;
      }
    }
    run += character;
  }
  end();
  return lines;
}

function onlyMarks({ keep, href, look }: Marks): Marks {
  return {
    ...(keep ? { keep } : {}),
    ...(href === undefined ? {} : { href }),
    ...(look === undefined ? {} : { look }),
  };
}
