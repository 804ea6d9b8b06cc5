/** A picture of the gallery. */
export interface GalleryPicture {
  /** Its name in `docs/gallery/`. */
  readonly file: string;
  /** The heading that it stands under. */
  readonly group: string;
  /** What it shows. */
  readonly what: string;
}

/** Documents that are printed, and which of their pages are shown. */
export const PRINTED: readonly {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly pages: readonly (readonly [number, string])[];
}[] = [
  {
    name: 'unit-budget',
    file: 'data/kuerle.yaml',
    title: '新疆样式的单位预算',
    pages: [
      [3, '收支总体情况表'],
      [4, '横向的表'],
      [14, '预算情况说明'],
      [24, '绩效目标表'],
    ],
  },
  {
    name: 'shanghai-budget',
    file: 'data/putuo-commerce.yaml',
    title: '上海样式的单位预算',
    pages: [
      [1, '封面'],
      [2, '目录'],
      [12, '财务收支预算总表'],
      [22, '其他相关情况说明'],
    ],
  },
  {
    name: 'department-budget',
    file: 'data/departments/putuo-commerce-2025.yaml',
    title: '上海样式的部门预算，由所属单位汇总',
    pages: [
      [9, '编制说明'],
      [24, '项目经费情况说明'],
    ],
  },
  {
    name: 'unit-final',
    file: 'data/finals/putuo-finance-2024.yaml',
    title: '上海样式的单位决算',
    pages: [
      [2, '收入支出决算总表'],
      [3, '收入决算表'],
      [13, '决算情况说明'],
    ],
  },
];

/** Pages on a screen, below the folder that the commands write to. */
export const SCREENS: readonly {
  readonly name: string;
  readonly file: string;
  readonly what: string;
  readonly width: number;
  readonly typed?: string;
}[] = [
  { name: 'site', file: 'site/index.html', what: '公开专栏的首页（`npm run publish`）', width: 1280 },
  {
    name: 'site-found',
    file: 'site/index.html',
    what: '手机上输入几个字找到单位',
    width: 375,
    typed: '老年',
  },
  { name: 'site-register', file: 'site/register.html', what: '应公开清单', width: 1280 },
  { name: 'report', file: 'site/reports/demo/2025.html', what: '报告的网页', width: 1280 },
  { name: 'report-phone', file: 'site/reports/demo/2025.html', what: '报告的网页，手机上', width: 375 },
  {
    name: 'review',
    file: 'review/units/demo/2025.html',
    what: '审核网站的一个单位（`npm run review`）',
    width: 1280,
  },
];

/** `docs/gallery.md` with these pictures. */
export function galleryText(printed: readonly GalleryPicture[], screens: readonly GalleryPicture[]): string {
  const groups = new Map<string, GalleryPicture[]>();
  for (const picture of [...printed, ...screens])
    groups.set(picture.group, [...(groups.get(picture.group) ?? []), picture]);
  const parts = [...groups].map(
    ([group, pictures]) => `## ${group}\n\n${pictures.map(pictureText).join('\n\n')}\n`,
  );
  return `<!-- 由 npm run gallery 生成 -->
# 图样

仓库所带样例印出来和显示出来的样子，用自带字体。都由一条命令生成：\`npm run gallery\`。

${parts.join('\n')}`;
}

function pictureText({ file, what }: GalleryPicture): string {
  return `${what}：\n\n![${what.replaceAll('`', '')}](gallery/${file})`;
}
