import { z } from 'zod';

/** What stands for a part of a document's name in the names of its files. */
export const NAME_PARTS = ['单位', '年度', '层级', '文种', '文件'] as const;
export type NamePart = (typeof NAME_PARTS)[number];

const folder = z.string().trim().min(1);

/** What a project file may say; everything may be left out. `formats` are the formats that there are. */
export function projectFileSchema(formats: readonly string[]) {
  return z
    .strictObject({
      data: folder.meta({
        title: '数据文件夹',
        description:
          '单位文件所在的文件夹，相对本文件；命令中的文件名先按所给路径找，再到这里找。默认 data。',
      }),
      templates: folder.meta({ title: '模板文件夹', description: '相对本文件。没有的用程序自带的模板。' }),
      output: folder.meta({ title: '输出文件夹', description: '相对本文件。默认 output。' }),
      approved: folder.meta({
        title: '批准稿文件夹',
        description: '相对本文件。默认是数据文件夹下的 approved。',
      }),
      fonts: z
        .enum(['auto', 'bundled'])
        .meta({ title: '字体', description: 'auto 优先用已安装的公文字体，bundled 只用自带字体。' }),
      jobs: z
        .string()
        .regex(/^[1-9]\d?$/)
        .meta({ title: '同时打印几个单位', description: '1 到 99；不写按处理器和内存。' }),
      formats: z
        .array(z.enum(formats as [string, ...string[]]))
        .min(1)
        .meta({ title: '输出格式', description: 'render 写出的格式，例如 [pdf, html, txt]。' }),
      names: z
        .string()
        .trim()
        .min(1)
        .meta({
          title: '输出文件的名称',
          description: `例如 {单位}{年度}年{层级}{文种}公开；可以用 ${NAME_PARTS.map((part) => `{${part}}`).join('、')}，用 / 分文件夹。不写取单位文件的名称。`,
        }),
    })
    .partial()
    .meta({ title: '项目设置' });
}

export type ProjectFile = z.output<ReturnType<typeof projectFileSchema>>;
