import { headerPaths } from '../../document/table-grid.ts';
import { quoting } from '../../model/quoting.ts';
import { type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';

const UNSURE = '确实没有的补上；写法不同没有认出的，请人工核对。';

/** A01 各部分: the headings that every report of the form has. */
export const headingsOfForm: AuditRule = {
  codes: ['A01'],
  needs: ['profile', 'report'],
  run: ({ reading, profile }) => {
    // A heading may have been read as the beginning of a paragraph.
    const said = [...reading.headings, ...reading.sentences].map(({ text }) => text.replace(/\s/g, ''));
    const missing = profile!.headings.filter(({ text }) => !said.some((each) => text.test(each)));
    return missing.map(
      ({ name }): AuditFinding => ({
        code: 'A01',
        severity: 'warning',
        ...quoting`样式“${profile!.pack}”应有的“${name}”没有找到。`,
        hint: UNSURE,
        at: null,
      }),
    );
  },
};

/** A03 公开表齐全: the tables of the form, and their columns. */
export const tablesOfForm: AuditRule = {
  codes: ['A03'],
  needs: ['profile', 'tables'],
  run: ({ reading, profile }) =>
    profile!.tables.flatMap(({ title, name, columns }): AuditFinding[] => {
      const view = reading.tables.find(
        (each) => title.test(each.title) || title.test(plain(each.table.caption ?? '')),
      );
      if (!view) {
        return [
          {
            code: 'A03',
            severity: 'warning',
            ...quoting`样式“${profile!.pack}”应有的“${name}”没有找到。`,
            hint: UNSURE,
            at: null,
          },
        ];
      }
      const heads = headerPaths(view.table).flatMap((path) => plain(path).split('/'));
      // A table that is empty may be a sentence.
      if (heads.length === 0) return [];
      const absent = columns.filter(({ leaf, isText }) => !isText && !heads.includes(leaf));
      if (absent.length === 0) return [];
      return [
        {
          code: 'A03',
          severity: 'warning',
          ...quoting`${nameOf(view)}没有样式应有的栏：${absent.map(({ path }) => path).join('、')}。`,
          hint: UNSURE,
          at: view.table.at ?? null,
        },
      ];
    }),
};

function plain(text: string): string {
  return text.replace(/\s/g, '');
}
