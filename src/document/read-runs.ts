import { classesOf, type HtmlElement, type HtmlNode, isElement, isSkipped, textOf } from './html-tree.ts';
import type { Line, Run } from './tree.ts';

/*
 * White space is collapsed over a whole paragraph, whatever elements it stands in; so the text is read first, and the
 * pieces are then found in it again, character by character.
 */

type Look = Pick<Run, 'keep' | 'href'>;

interface Piece extends Look {
  readonly text: string;
}

const NO_LOOK: Look = {};

/**
 * The lines of inline nodes with what is marked as kept together or as a link; lines without text are left out.
 *
 * Example: `共<span class="keep">677.49万元</span>` → one line of two runs
 */
export function linesOf(nodes: readonly HtmlNode[]): Line[] {
  const text = textOf(nodes);
  if (text === '') return [];
  if (!nodes.some(hasLook)) return text.split('\n').map((line) => [{ text: line }]);
  const looks = piecesOf(nodes, NO_LOOK).flatMap((piece) => [...inked(piece.text)].map((): Look => piece));
  return divide(text, looks);
}

/** Whether anything in it is marked; few paragraphs have anything that is. */
function hasLook(node: HtmlNode): boolean {
  if (!isElement(node) || isSkipped(node)) return false;
  return lookOf(node, NO_LOOK) !== NO_LOOK || node.children.some(hasLook);
}

/** The text of pieces as they stand, before white space is collapsed. */
function piecesOf(nodes: readonly HtmlNode[], look: Look): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (!isElement(node))
      return node.type === 'text' ? [{ ...look, text: (node as { data: string }).data }] : [];
    return isSkipped(node) ? [] : piecesOf(node.children, lookOf(node, look));
  });
}

function lookOf(element: HtmlElement, look: Look): Look {
  if (element.name === 'a' && element.attribs.href !== undefined)
    return { ...look, href: element.attribs.href };
  return classesOf(element).includes('keep') ? { ...look, keep: true } : look;
}

const INKLESS = /[\s\u200b\u00ad\ufeff\u0000]/g;

/** What collapsing leaves as it is. */
function inked(text: string): string {
  return text.replace(INKLESS, '');
}

function divide(text: string, looks: readonly Look[]): Line[] {
  const lines: Run[][] = [[]];
  let at = 0;
  let run = '';
  let look = looks[0] ?? NO_LOOK;
  const end = (): void => {
    if (run !== '') lines.at(-1)!.push({ text: run, ...onlyMarks(look) });
    run = '';
  };
  for (const character of text) {
    if (character === '\n') {
      end();
      lines.push([]);
      continue;
    }
    if (inked(character) !== '') {
      const next = looks[at++] ?? NO_LOOK;
      if (next.keep !== look.keep || next.href !== look.href) {
        end();
        look = next;
      }
    }
    run += character;
  }
  end();
  return lines;
}

function onlyMarks({ keep, href }: Look): Look {
  return { ...(keep ? { keep } : {}), ...(href === undefined ? {} : { href }) };
}
