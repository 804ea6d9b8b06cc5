const INVISIBLE = /[\p{Cf}\p{Cc}\u115F\u1160\u3164]/gu;

/** The invisible characters of a text by their numbers, each once: `中心\u200B` → `['U+200B']` */
export function invisibleIn(text: string): string[] {
  const found = text.match(INVISIBLE) ?? [];
  return [...new Set(found)].map(
    (char) => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * A message that quotes what a person wrote, with the invisible characters of the quotation named, since nobody
 * could see why it was refused: `“​1”不是金额。` → `“​1”不是金额，里面有看不见的字符 U+200B。`
 */
export function namingInvisible(message: string): string {
  // A line break shows.
  const hidden = invisibleIn(message.replaceAll('\n', ''));
  return hidden.length === 0
    ? message
    : `${message.replace(/。$/, '')}，里面有看不见的字符 ${hidden.join('、')}。`;
}
