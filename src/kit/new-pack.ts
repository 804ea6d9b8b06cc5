import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { loadLocatedPack } from '../pack/load-pack.ts';
import type { Pack } from '../pack/pack.ts';
import { isPackName } from '../pack/pack-chain.ts';
import type { PackFolders } from '../report/packs.ts';
import { movedFiles, movedSettings, type YearMove, yearMove } from './move-year.ts';

/**
 * Creates a pack that extends another: a folder with a `pack.yaml` that overrides nothing yet. In a pack for another
 * year, by the names of both, the year moves in title and texts, and the code lists with it where that year has
 * some. Gives the files written. Errors: `L53` a name that cannot be, `L54` a pack that is there already, those of
 * loading the base.
 *
 * `xinjiang-2026` from `xinjiang-2025` → title …（2026年）, classification "2026"
 */
export async function newPack(
  { templates, templatesLabel, classification }: PackFolders,
  name: string,
  base: string,
): Promise<Outcome<readonly string[]>> {
  if (!isPackName(name) || name === 'shared') {
    return failed('L53', `“${name}”不能作模板的名称。`, '用字母、数字、“-”和“_”，例如 xinjiang-2026。');
  }
  const folder = join(templates, name);
  if (existsSync(folder)) return failed('L54', `模板“${name}”已经有了。`, '换一个名称，或直接修改它。');
  const { value, findings, sources } = await loadLocatedPack(templates, base, templatesLabel);
  if (!value) return { value: null, findings };
  const { pack } = value;
  const move = yearMove(name, base);
  const moved = move ? movedFiles(sources, templatesLabel, move) : [];
  const settings = move
    ? { ...codeLists(pack, move, classification), ...movedWords(pack.written, move) }
    : { title: `${pack.settings.title}（修订）` };
  return writeOutputFiles([
    {
      path: join(folder, 'pack.yaml'),
      content: settingsOf(base, { title: pack.settings.title, ...settings }),
    },
    ...moved.map(({ file, text }) => ({ path: join(folder, file), content: text })),
  ]);
}

/** The code lists of the new year; those of the base stay where that year has none yet. */
function codeLists({ settings }: Pack, { from, to }: YearMove, folder: string): { classification?: string } {
  const isMoved = settings.classification === String(from) && existsSync(join(folder, String(to)));
  return isMoved ? { classification: String(to) } : {};
}

function movedWords(written: unknown, move: YearMove): object {
  const { extends: _, classification: __, ...words } = written as Record<string, unknown>;
  return (movedSettings(words, move) as object | undefined) ?? {};
}

function settingsOf(base: string, { title, ...others }: { title: string; classification?: string }): string {
  // JSON is YAML, and every text in it is quoted.
  const written = Object.entries(others).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return `# 继承 ${base}：这里只写不同的地方，其余照旧。
#
# - 设置：分组逐项合并，列表和值整个替换；写 ~ 表示去掉继承来的一项。
# - 文件：sections/、partials/、tables/ 和样式表中，路径相同的文件取代 ${base} 的。
#
# 写好后：npm run pack check ${'<名称>'}；写法见 docs/templates.md。
extends: ${base}
title: ${JSON.stringify(title)}
${written.join('')}
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
