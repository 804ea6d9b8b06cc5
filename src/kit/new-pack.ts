import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { loadPack } from '../pack/load-pack.ts';
import { isPackName } from '../pack/pack-chain.ts';
import type { PackFolders } from '../report/packs.ts';

/**
 * Creates a pack that extends another: a folder with a `pack.yaml` that overrides nothing yet. Gives the files
 * written. Errors: `L53` a name that cannot be, `L54` a pack that is there already, those of loading the base.
 */
export async function newPack(
  { templates, templatesLabel }: PackFolders,
  name: string,
  base: string,
): Promise<Outcome<readonly string[]>> {
  if (!isPackName(name) || name === 'shared') {
    return failed('L53', `“${name}”不能作模板的名称。`, '用字母、数字、“-”和“_”，例如 xinjiang-2026。');
  }
  const folder = join(templates, name);
  if (existsSync(folder)) return failed('L54', `模板“${name}”已经有了。`, '换一个名称，或直接修改它。');
  const { value: pack, findings } = await loadPack(templates, base, templatesLabel);
  if (!pack) return { value: null, findings };
  return writeOutputFiles([
    { path: join(folder, 'pack.yaml'), content: settingsOf(base, titleFor(name, base, pack.settings.title)) },
  ]);
}

/** Of a pack for another year the title moves with it; else it is a revision. `xinjiang-2026` → …（2026年） */
function titleFor(name: string, base: string, title: string): string {
  const [now, before] = [name, base].map((each) => /20\d\d/.exec(each)?.[0]);
  const isMoved = now !== undefined && before !== undefined && now !== before && title.includes(before);
  return isMoved ? title.replaceAll(before, now) : `${title}（修订）`;
}

function settingsOf(base: string, title: string): string {
  return `# 继承 ${base}：这里只写不同的地方，其余照旧。
#
# - 设置：分组逐项合并，列表和值整个替换；写 ~ 表示去掉继承来的一项。
# - 文件：sections/、partials/、tables/ 和样式表中，路径相同的文件取代 ${base} 的。
#
# 写好后：npm run pack check ${'<名称>'}；写法见 docs/templates.md。
extends: ${base}
title: ${JSON.stringify(title)}

# 例如只改一句话：
# change:
#   default:
#     equal: 与上年预算一致
`;
}

function failed(code: string, message: string, hint: string): Outcome<never> {
  const finding: Finding = { code, severity: 'error', message, hint, position: null };
  return { value: null, findings: [finding] };
}
