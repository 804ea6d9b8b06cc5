import { errorFinding } from '../model/error-finding.ts';
import type { Finding } from '../model/finding.ts';
import type { CharacterSet } from './character-set.ts';
import { isRadical } from './common-characters.ts';

/** What a text asks of the fonts beyond the common set. */
export interface Coverage {
  /** Characters that need a small extra face, each once, in order of code point. */
  readonly rare: readonly string[];
  /** One P10 error for every character that no face can print. */
  readonly findings: readonly Finding[];
}

/** Characters with nothing to draw: controls, spaces, joiners and selectors. */
const invisible = /[\p{Cc}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Sorts the characters of a text into common, rare and unprintable ones.
 *
 * Example: `coverageOf('王䶮 \u{1F600}', common, faces)` → rare `['䶮']`, one finding for U+1F600.
 */
export function coverageOf(text: string, common: CharacterSet, faces: readonly CharacterSet[]): Coverage {
  const rare: string[] = [];
  const findings: Finding[] = [];
  for (const code of codesBeyond(text, common)) {
    const character = String.fromCodePoint(code);
    if (invisible.test(character)) continue;
    if (faces.some((face) => face.has(code))) rare.push(character);
    else findings.push(unprintable(character, code));
  }
  return { rare, findings };
}

/** The code points of a text that a set lacks, each once, in their order. */
function codesBeyond(text: string, known: CharacterSet): number[] {
  const beyond = new Set<number>();
  // A report has 80,000 characters and repeats a few hundred: a table tells at once those met before.
  const isMet = new Uint8Array(0x1_0000);
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index)!;
    if (code < isMet.length) {
      if (isMet[code] === 1) continue;
      isMet[code] = 1;
    } else {
      index++;
    }
    if (!known.has(code)) beyond.add(code);
  }
  return [...beyond].sort((a, b) => a - b);
}

/**
 * The visible characters a page may need: the text itself with numeric character references resolved.
 *
 * Example: `characterSource('王&#x4DAE;')` → `'王䶮'`
 */
export function characterSource(html: string): string {
  return html.replace(
    /&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi,
    (whole, hex: string | undefined, decimal: string) => {
      const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function unprintable(character: string, code: number): Finding {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const ordinary = character.normalize('NFKC');
  if (isRadical(code)) {
    const advice = ordinary === character ? '请重新输入这个字' : `请改为普通汉字“${ordinary}”`;
    return errorFinding(
      'P10',
      `“${character}”（${name}）是部首符号，不是汉字`,
      `${advice}；这类符号多由复制 PDF 文字带入`,
    );
  }
  if (code >= 0xe000 && code <= 0xf8ff) {
    return errorFinding(
      'P10',
      `含有自造字 ${name}，没有字体能够打印`,
      '自造字只在输入它的电脑上可见，请换成标准汉字或另行说明',
    );
  }
  return errorFinding(
    'P10',
    `没有字体能够打印“${character}”（${name}）`,
    '请核对是否为误输入；如是生僻字，请用通行写法代替',
  );
}
