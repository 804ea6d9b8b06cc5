/** Ids of the styles of a document; what people see of them stands in {@link STYLE_NAMES}. */
export const STYLES = {
  text: 'Normal',
  line: 'Line',
  note: 'TableNote',
  tableTitle: 'TableTitle',
  tableLine: 'TableLine',
  tableHead: 'TableHead',
  tableMark: 'TableMark',
  tableText: 'TableText',
  contentsTitle: 'TOCHeading',
  chartTitle: 'ChartTitle',
  chart: 'Chart',
  spacer: 'Spacer',
  heading: (level: number): string => `Heading${level}`,
  contents: (level: number): string => `TOC${level}`,
} as const;

/** Names; the built-in ones in English, which every program shows in its own language (正文, 标题 1, 目录 1). */
export const STYLE_NAMES: Readonly<Record<string, string>> = {
  Normal: 'Normal',
  Line: '单行',
  TableNote: '表注',
  TableTitle: '表题',
  TableLine: '表题行',
  TableHead: '表头',
  TableMark: '表格栏次',
  TableText: '表格文字',
  TOCHeading: 'TOC Heading',
  ChartTitle: '图题',
  Chart: '图',
  Spacer: '分隔行',
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`Heading${level}`, `heading ${level}`])),
  ...Object.fromEntries([1, 2].map((level) => [`TOC${level}`, `toc ${level}`])),
};

/** Level of the heading that a style is, from 0; null for any other. */
export function outlineOf(id: string): number | null {
  const level = /^Heading([1-6])$/.exec(id)?.[1];
  return level === undefined ? null : Number(level) - 1;
}

/** Classes of templates and of the program that the reader of the document or the plan of a table turns into a style. */
const STYLED =
  /^(grid|goal|goal-.*|sheet|wide|flows|whole|table-(title|unit|money|number|note)|contents(-.*)?|for-readers|keep|gives-way|no-gap|lead-in|next-page|chart|chart-figures|bars|this|last|frame|axis|share|screen-only|total|amount|code|indent-\d|draft-mark)$/;

/** Whether what has a class gets its style in Word without being told one. `table-note` → 表注 */
export function isStyledByWriter(name: string): boolean {
  return STYLED.test(name);
}
