import type { Attachment } from '../pdf/attachments.ts';
import type { Report } from '../render/report.ts';
import { formatOf } from './formats.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The tables of a report as files that its PDF carries: the workbook, and the CSV files with the `datapackage.json` that
 * describes them, byte for byte those of the formats `xlsx` and `csv`. Whoever gets the report gets the figures.
 *
 * Example: `(await dataAttachments(report))[0]?.name` → `tables.xlsx`
 */
export async function dataAttachments(report: Report): Promise<Attachment[]> {
  const none = () => Promise.reject(new TypeError('tables are not printed'));
  const made = await Promise.all(
    (['xlsx', 'csv'] as const).map((name) => formatOf(name).write(report, none)),
  );
  return made
    .flatMap(({ value }) => value ?? [])
    .map(({ name, content }) => ({ ...kindOf(name), content: Buffer.from(content) }));
}

function kindOf(name: string): Omit<Attachment, 'content'> {
  if (name === '.xlsx') return { name: 'tables.xlsx', mediaType: WORKBOOK, description: '公开表（Excel）' };
  const own = name.slice(name.indexOf('/') + 1);
  if (own.endsWith('.json'))
    return { name: own, mediaType: 'application/json', description: '各表的说明（Data Package）' };
  return { name: own, mediaType: 'text/csv', description: '公开表（CSV）' };
}
