import type { SourceText } from '../model/finding.ts';
import { parseTemplates } from './template-parse.ts';

/** What stands for a value in {@link staticHtml}. */
export const VALUE_MARK = '□';

/**
 * What a template prints whatever the data: its own text and that of its partials, a mark for every value; what stands in
 * a block (`{{#if}}`, `{{#each}}`) may be missing and is left out.
 *
 * Example: `<h2>{{heading 2}}关于{{unit.name}}收入情况</h2>{{#if a}}…{{/if}}` → `<h2>□关于□收入情况</h2>`
 */
export function staticHtml(sources: ReadonlyMap<string, SourceText>, entry: string): string {
  const { templates } = parseTemplates(sources);
  const print = (name: string, above: readonly string[]): string => {
    const parsed = templates.get(name);
    if (parsed === undefined || above.includes(name)) return '';
    return parsed.program.body
      .map((statement) => {
        switch (statement.type) {
          case 'ContentStatement':
            return (statement as hbs.AST.ContentStatement).value;
          case 'MustacheStatement':
            return VALUE_MARK;
          case 'PartialStatement': {
            const called = (statement as hbs.AST.PartialStatement).name as hbs.AST.PathExpression;
            return print(called.original, [...above, name]);
          }
          default:
            return '';
        }
      })
      .join('');
  };
  return print(entry, []);
}
