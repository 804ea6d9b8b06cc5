/** A face as a word processor knows it. */
export interface Face {
  readonly name: string;
  /** Taken where the face is missing. */
  readonly instead: string | null;
}

/** Names that stylesheets use for faces that Chinese word processors list under their own names. */
const NAMES: Readonly<Record<string, string>> = {
  simsun: '宋体',
  nsimsun: '新宋体',
  fangsong: '仿宋',
  fangsong_gb2312: '仿宋_GB2312',
  simhei: '黑体',
  kaiti: '楷体',
  kaiti_gb2312: '楷体_GB2312',
  'fzxiaobiaosong-b05s': '方正小标宋简体',
  stsong: '华文宋体',
  stfangsong: '华文仿宋',
  stheiti: '华文黑体',
  stkaiti: '华文楷体',
  'microsoft yahei': '微软雅黑',
};

/** Faces without Chinese characters: named first, they set figures and Latin letters. */
const LATIN = /^(times|arial|calibri|cambria|georgia|helvetica|courier|tahoma|verdana|garamond|palatino)/i;

const GENERIC: ReadonlySet<string> = new Set(['serif', 'sans-serif', 'monospace', 'cursive', 'system-ui']);

const USUAL = '宋体';

/**
 * The faces of a list of families: for Chinese the first that has Chinese characters, for the rest the same one, unless
 * the list begins with a Latin face.
 *
 * Example: `facesOf(['FangSong_GB2312', 'FangSong', 'serif'])` → 仿宋_GB2312, where it is missing 仿宋
 */
export function facesOf(families: readonly string[]): { readonly han: Face; readonly latin: string } {
  const known = families.filter((family) => !GENERIC.has(family.toLowerCase()));
  const names = known.filter((family) => !LATIN.test(family)).map(nameOf);
  const name = names[0] ?? USUAL;
  const instead = names.find((each) => each !== name) ?? null;
  const first = known[0];
  return { han: { name, instead }, latin: first !== undefined && LATIN.test(first) ? first : name };
}

function nameOf(family: string): string {
  return NAMES[family.toLowerCase()] ?? family;
}
