import type { Finding, SourceText } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { OptionDeclaration } from './options.ts';

/** `(eq options.duties "1、")`, the option and the choice. */
const COMPARED = /\beq\s+(?:@root\.)?options\.([^\s")}]+)\s+(["'])(.*?)\2/g;

/** Templates that ask for a choice which an option does not have, so that a branch would never be printed (`L48`). */
export function comparedChoices(
  options: Readonly<Record<string, OptionDeclaration>>,
  templates: ReadonlyMap<string, SourceText>,
): Finding[] {
  return [...templates.values()].flatMap(({ file, text }) =>
    [...text.matchAll(COMPARED)].flatMap((match): Finding[] => {
      const [, name = '', , choice = ''] = match;
      const option = options[name];
      if (!option || Object.hasOwn(option.choices, choice)) return [];
      const known = Object.keys(option.choices);
      const close = nearest(choice, known);
      const before = text.slice(0, match.index).split('\n');
      return [
        {
          code: 'L48',
          severity: 'error',
          message: `选项“${name}”没有“${choice}”这一项。`,
          hint: close ? `是不是“${close}”？` : `可以用：${known.join('、')}。`,
          position: { file, line: before.length, column: before.at(-1)!.length + 1 },
        },
      ];
    }),
  );
}
