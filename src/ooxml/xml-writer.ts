const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

// What XML 1.0 cannot hold even as a reference, and half surrogates.
const UNWRITABLE =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// Most texts have nothing of either kind, which is quickly told.
const PERHAPS = /[\x00-\x1f"&<>\ufffe\uffff\ud800-\udfff]/;

/** Text for XML content and attributes. */
export function escapeXml(text: string): string {
  if (!PERHAPS.test(text)) return text;
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character]!);
}

/** Text of a cell: what looks like the `_x000D_` notation must not be taken for it. `_x000A_` → `_x005F_x000A_` */
export function escapeCellText(text: string): string {
  return escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

/** An element with its attributes; those that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  let written = '';
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) written += ` ${key}="${escapeXml(String(value))}"`;
  }
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
