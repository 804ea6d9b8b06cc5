/** What a face is for, in the order of official documents: table body, body text, headings, 楷体, title. */
export type FontRole = 'song' | 'fangsong' | 'hei' | 'kai' | 'title';

/** `auto` prefers the official faces where they are installed; `bundled` gives the same pages everywhere. */
export type FontChoice = 'auto' | 'bundled';

/** Identifies a whole face that comes with the program. */
export type BundledId = 'serif-regular' | 'serif-bold' | 'sans-medium' | 'kai';

/** A face that comes with the program, and how its prepared subset is declared in CSS. */
export interface BundledFace {
  readonly id: BundledId;
  /** Package and file; null for the face that is put together from slices. */
  readonly file: { readonly package: string; readonly path: string } | null;
  /** Characters another face draws better; left to the next family of the stack. */
  readonly without?: string;
  /** The CSS families it serves, with the weights it stands for. */
  readonly uses: readonly { readonly family: string; readonly weights: string }[];
}

/**
 * Weight ranges span everything, because a browser that has to embolden a face by itself writes it to
 * the PDF as Type 3 drawings: three times the size and hard to copy from.
 */
const anyWeight = '1 1000';

export const bundledFaces: readonly BundledFace[] = [
  {
    id: 'serif-regular',
    file: { package: '@expo-google-fonts/noto-serif-sc', path: '400Regular/NotoSerifSC_400Regular.ttf' },
    uses: [{ family: 'Yugong Song', weights: '1 599' }],
  },
  {
    id: 'serif-bold',
    file: { package: '@expo-google-fonts/noto-serif-sc', path: '700Bold/NotoSerifSC_700Bold.ttf' },
    uses: [
      { family: 'Yugong Song', weights: '600 1000' },
      { family: 'Yugong Title', weights: anyWeight },
    ],
  },
  {
    id: 'sans-medium',
    file: { package: '@expo-google-fonts/noto-sans-sc', path: '500Medium/NotoSansSC_500Medium.ttf' },
    uses: [{ family: 'Yugong Hei', weights: anyWeight }],
  },
  {
    id: 'kai',
    file: null,
    // Its double quotation marks are half-width, and it has no single ones: Chinese text wants both full.
    without: '“”',
    uses: [{ family: 'Yugong Kai', weights: anyWeight }],
  },
];

/** The family that plays each role when no official face does. There is no free whole 仿宋 to bundle. */
export const bundledFamilies: Readonly<Record<FontRole, string>> = {
  song: 'Yugong Song',
  fangsong: 'Yugong Song',
  hei: 'Yugong Hei',
  kai: 'Yugong Kai',
  title: 'Yugong Title',
};

/** The faces named by GB/T 9704 and their usual stand-ins, under the names systems know them by. */
export const officialFamilies: Readonly<Record<FontRole, readonly string[]>> = {
  song: ['宋体', 'SimSun', '华文宋体', 'STSong'],
  fangsong: [
    '仿宋_GB2312',
    'FangSong_GB2312',
    '仿宋',
    'FangSong',
    '方正仿宋_GBK',
    '方正仿宋简体',
    '华文仿宋',
    'STFangsong',
    'Zhuque Fangsong (technical preview)',
  ],
  hei: ['黑体', 'SimHei', '方正黑体_GBK', '方正黑体简体', '华文黑体', 'STHeiti'],
  kai: [
    '楷体_GB2312',
    'KaiTi_GB2312',
    '楷体',
    'KaiTi',
    '方正楷体_GBK',
    '方正楷体简体',
    '华文楷体',
    'STKaiti',
  ],
  title: ['方正小标宋_GBK', '方正小标宋简体', 'FZXiaoBiaoSong-B05', 'FZXiaoBiaoSong-B05S', '小标宋体'],
};

export const fontRoles: readonly FontRole[] = ['song', 'fangsong', 'hei', 'kai', 'title'];

/** Name of the family holding a document's own rare characters, tried after `family`. */
export function rareFamily(family: string): string {
  return `${family} Rare`;
}

const OFFICIAL = 'Yugong Official';

/** The family that an official face without a bold of its own is printed by. `fangsong` → `Yugong Official fangsong` */
export function lentFamily(role: FontRole): string {
  return `${OFFICIAL} ${role}`;
}

/**
 * The value of one CSS variable: the `official` family of the role, then the bundled one, then whatever bundled face has
 * the character.
 *
 * Example: `fontStack('kai')` begins `"Yugong Kai", "Yugong Kai Rare", "Yugong Song", …`
 */
export function fontStack(role: FontRole, official: string | null = null): string {
  const own = bundledFamilies[role];
  const stack = [
    ...(official === null ? [] : [official]),
    ...[own, rareFamily(own)],
    ...['Yugong Song', 'Yugong Hei', 'Yugong Kai'].flatMap((family) => [family, rareFamily(family)]),
  ];
  return [...new Set(stack)].map((family) => `"${family}"`).join(', ');
}

/**
 * The CSS variables a report uses, `--font-song` to `--font-title`. They override the document's own
 * values, which are meant for screens.
 */
export function fontVariables(official: ReadonlyMap<FontRole, string> = new Map()): string {
  const lines = fontRoles.map(
    (role) => `--font-${role}: ${fontStack(role, official.get(role) ?? null)} !important;`,
  );
  return `:root { ${lines.join(' ')} font-synthesis: none !important; }`;
}
