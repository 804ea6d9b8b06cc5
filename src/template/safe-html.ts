import Handlebars from 'handlebars';

/**
 * Text that is HTML already and is printed as it is. Helpers return it for markup they made themselves
 * from escaped parts: `new SafeHtml('<b>' + escapeHtml(name) + '</b>')`.
 */
export class SafeHtml {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }

  // Handlebars prints a value with this method unescaped.
  toHTML(): string {
    return this.html;
  }

  toString(): string {
    return this.html;
  }
}

/** The text as HTML content or attribute value, the same way `{{x}}` prints it. `a<b` → `a&lt;b` */
export function escapeHtml(text: string): string {
  return Handlebars.escapeExpression(text);
}
