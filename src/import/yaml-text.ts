import { Document, Scalar, visit } from 'yaml';
import type { RawValue } from '../kinds/raw-tree.ts';

/** Plain texts that a reader would take for something else than a text. */
const SPECIAL = /^(|~|null|true|false|<<|=)$/i;

/** A value as block YAML without indentation of its own: texts of unit files stay unquoted where they can. */
export function blockYaml(value: RawValue): string {
  return yamlOf(value, false);
}

/** A value on one line: `{ count: 31, change: -1 }` */
export function inlineYaml(value: RawValue): string {
  return yamlOf(value, true);
}

function yamlOf(value: RawValue, isInline: boolean): string {
  // The failsafe schema has texts only, so that an amount is written with the digits it has.
  const document = new Document(value, { schema: 'failsafe' });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'boolean') node.value = String(node.value);
      else if (typeof node.value === 'string' && (SPECIAL.test(node.value) || /[\r\n\t]/.test(node.value))) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
    Collection(_, node) {
      node.flow = isInline;
    },
  });
  // No folding: a diff shows a changed text as one line.
  return document.toString({ lineWidth: 0, flowCollectionPadding: !Array.isArray(value) }).trimEnd();
}

/** Lines moved to the right by that many columns. */
export function indented(text: string, columns: number): string {
  const space = ' '.repeat(columns);
  return text
    .split('\n')
    .map((line) => (line === '' ? line : space + line))
    .join('\n');
}
