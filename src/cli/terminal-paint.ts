import pc from 'picocolors';
import { type Paint, PLAIN } from '../review/print-text.ts';
import { harmless } from './display-width.ts';

/** Removed and added words by colour and line, or between marks; nothing in them can steer the terminal. */
export function terminalPaint(color: boolean): Paint {
  const colors = pc.createColors(true);
  const marks: Paint = color
    ? {
        removed: (text) => colors.red(colors.strikethrough(text)),
        added: (text) => colors.green(colors.underline(text)),
        heading: (text) => colors.bold(text),
        quiet: (text) => colors.dim(text),
        plain: (text) => text,
      }
    : PLAIN;
  const safe = (paint: (text: string) => string) => (text: string) => paint(harmless(text));
  const { removed, added, heading, quiet, plain } = marks;
  return {
    removed: safe(removed),
    added: safe(added),
    heading: safe(heading),
    quiet: safe(quiet),
    plain: safe(plain),
  };
}
