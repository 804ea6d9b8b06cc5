import { Parser } from 'htmlparser2';

const CHUNK = 65_536;

/** Whether elements of an HTML text stand deeper in one another than `most`; reads no further than to the first that does. */
export function isNestedDeeper(html: string, most: number): boolean {
  let depth = 0;
  let isDeeper = false;
  const parser = new Parser({
    onopentag: () => {
      isDeeper ||= ++depth > most;
    },
    onclosetag: () => {
      depth--;
    },
  });
  for (let at = 0; at < html.length && !isDeeper; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  return isDeeper;
}
