import { loadPack } from '../../src/pack/load-pack.ts';
import { type Pack, type PackSettings, packSchema, type TableDeclaration } from '../../src/pack/pack.ts';
import { tableSchema } from '../../src/pack/table-declaration.ts';
import { TEMPLATES_FOLDER } from './folders.ts';

/** A pack of the repository. Throws with its findings when it does not load. */
export async function realPack(name: string): Promise<Pack> {
  const { value, findings } = await loadPack(TEMPLATES_FOLDER, name, 'templates');
  if (value === null) throw new Error(findings.map(({ message }) => message).join('\n'));
  return value;
}

const STYLE = {
  increase: '增加{{amount}}，增长{{rate}}',
  decrease: '减少{{amount}}，下降{{rate}}',
  equal: '持平',
  created: '增加{{amount}}，不可比',
  ended: '减少{{amount}}，下降{{rate}}',
  zero: '未安排',
  reason: '，原因是{{reason}}',
};

/** A pack in memory: the given parts of `pack.yaml` and of one table, the rest as plain as can be. */
export function packOf(parts: Record<string, unknown>, table?: Record<string, unknown>): Pack {
  const settings: PackSettings = packSchema.parse({
    title: '样式',
    classification: '2025',
    documentTitle: '公开',
    money: { unit: '万元', suffix: '万元' },
    tableMoney: { unit: '万元', zero: '' },
    percent: {},
    figures: {},
    change: { default: STYLE },
    tables: [],
    ...parts,
  });
  return {
    name: 'sample',
    folder: 'templates/sample',
    settings,
    written: {},
    chosen: {},
    tables: table === undefined ? [] : [tableOf(table)],
    templates: new Map(),
    css: '',
    namedFilters: settings.filters,
  };
}

/** A table declaration as `tables/*.yaml` gives it. */
export function tableOf(table: Record<string, unknown>): TableDeclaration {
  return { ...tableSchema.parse({ number: '1', title: '表', ...table }), id: 'table' };
}
