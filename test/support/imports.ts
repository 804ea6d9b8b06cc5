/** A TypeScript text without its comments; strings that look like comments are not told apart. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?(['"])([^'"]+)\1|\b(?:import|require(?:\.resolve)?)\(\s*(['"])([^'"]+)\3/g;

/** What a TypeScript text imports, in order: static, dynamic and type imports, re-exports, resolved paths. */
export function importsOf(text: string): string[] {
  return [...withoutComments(text).matchAll(IMPORT)].map((match) => (match[2] ?? match[4])!);
}
