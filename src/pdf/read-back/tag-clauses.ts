import type { Clause, Evidence } from './clause.ts';
import type { ReadTag, ReadTags } from './read-tags.ts';

/** The tags that this program writes, all of them of ISO 32000-1, and what each may stand in; null: anything that groups. */
const MAY_STAND_IN: Readonly<Record<string, readonly string[] | null>> = {
  Document: [],
  Sect: null,
  BlockQuote: null,
  P: null,
  ...Object.fromEntries(['H1', 'H2', 'H3', 'H4', 'H5', 'H6'].map((name) => [name, null])),
  L: null,
  LI: ['L'],
  LBody: ['LI'],
  Link: null,
  Figure: null,
  Table: null,
  Caption: ['Table', 'L', 'Sect', 'Document'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
};

/** Demands on tags, and on what they say of the content of pages. */
export const tagClauses: readonly Clause[] = [
  {
    id: 'content',
    source: 'UA 7.1, A 6.7.3',
    words: '页面上的每一项或有标签，或标为装饰，互不嵌套',
    holds: ({ file }) => file.pages.every(({ content }) => content.unmarked === 0),
  },
  {
    id: 'tags',
    source: 'UA 7.1, A 6.7.3',
    words: '标签完整，都是标准标签，放在允许的位置',
    holds: withTags(({ tags }) => {
      const all = [...tags.values()];
      return (
        all[0]?.type === 'Document' &&
        all.every(({ type, parent }, index) => {
          const allowed = MAY_STAND_IN[type];
          if (index === 0) return true;
          return allowed !== undefined && (allowed === null || allowed.includes(tags.get(parent)!.type));
        })
      );
    }),
  },
  {
    id: 'parents',
    source: 'UA 7.1, A 6.7.3',
    words: '页面内容与标签两个方向都对得上（ParentTree）',
    holds: withTags(agreeBothWays),
  },
  {
    id: 'headings',
    source: 'UA 7.4.2',
    words: '标题从一级开始，不跳级',
    holds: withTags(({ tags }) => {
      let before = 0;
      for (const { type } of tags.values()) {
        const level = /^H([1-6])$/.exec(type)?.[1];
        if (level === undefined) continue;
        if (Number(level) > before + 1) return false;
        before = Number(level);
      }
      return true;
    }),
  },
  {
    id: 'lists',
    source: 'UA 7.6',
    words: '列表由列表项组成，每项有内容',
    holds: withTags(({ tags }) =>
      [...tags.values()].every(({ type, kids }) => {
        if (type === 'L') return kids.length > 0 && kids.every((kid) => isTag(tags, kid, ['LI', 'Caption']));
        if (type === 'LI') return kids.length > 0 && kids.every((kid) => isTag(tags, kid, ['Lbl', 'LBody']));
        return true;
      }),
    ),
  },
  {
    id: 'links',
    source: 'UA 7.18.1, UA 7.18.3, UA 7.18.5, A 6.3.2',
    words: '每个链接有文字说明，有标签，能打印',
    holds: withTags(linksAreTold),
  },
  {
    id: 'figures',
    source: 'UA 7.3, A 6.7.3',
    words: '每幅图有替代文字，写明在页面上的位置',
    holds: withTags(({ tags }) =>
      [...tags.values()].every(
        ({ type, kids, rest }) =>
          type !== 'Figure' ||
          (kids.length > 0 &&
            kids.every(({ kind }) => kind === 'mark') &&
            /\/Alt <FEFF(?!(?:0020)*>)[0-9A-F]+>/.test(rest) &&
            /\/BBox \[[-.\d]+ [-.\d]+ [-.\d]+ [-.\d]+\]/.test(rest)),
      ),
    ),
  },
  {
    id: 'bookmarks',
    source: 'UA 7.17',
    words: '书签指向文件中的页',
    holds: ({ file }) => {
      const pages = new Set(file.pages.map(({ number }) => number));
      for (const body of file.objects.values()) {
        const page = /^<<\/Title .*\/Dest \[(\d+) 0 R /s.exec(body)?.[1];
        if (page !== undefined && !pages.has(Number(page))) return false;
      }
      return true;
    },
  },
];

/** A clause about tags, of which nothing is proven where they are not ours. */
export function withTags(holds: (tags: ReadTags, evidence: Evidence) => boolean): Clause['holds'] {
  return (evidence) => evidence.tags !== null && holds(evidence.tags, evidence);
}

/** Whether a kid is a tag of one of these types. */
export function isTag(
  tags: ReadTags['tags'],
  kid: ReadTag['kids'][number],
  types: readonly string[],
): boolean {
  return kid.kind === 'tag' && types.includes(tags.get(kid.number)?.type ?? '');
}

/** Every mark of every page is held by the tag that the parent tree names, written with its type, and none is held twice. */
function agreeBothWays({ tags, parents }: ReadTags, { file }: Evidence): boolean {
  /** The tag of each mark, by page. */
  const held = new Map<number, Map<number, number>>();
  for (const { number, kids } of tags.values()) {
    for (const kid of kids) {
      if (kid.kind !== 'mark') continue;
      const ofPage = held.get(kid.page) ?? new Map<number, number>();
      if (ofPage.has(kid.mark)) return false;
      held.set(kid.page, ofPage.set(kid.mark, number));
    }
  }
  let pages = 0;
  for (const { number, body, content } of file.pages) {
    const key = /\/StructParents (\d+)/.exec(body)?.[1];
    const listed = key === undefined ? undefined : parents.get(Number(key));
    const ofPage = held.get(number);
    const isSame = Array.isArray(listed) && listed.length === content.marks.size;
    if (!isSame || (ofPage?.size ?? 0) !== content.marks.size) return false;
    for (const [mark, type] of content.marks) {
      const tag = tags.get(listed[mark] ?? -1);
      if (tag?.type !== type || ofPage?.get(mark) !== tag.number) return false;
    }
    if (ofPage !== undefined) pages++;
  }
  return pages === held.size;
}

function linksAreTold({ tags, parents }: ReadTags, { file }: Evidence): boolean {
  const held = new Map<number, ReadTag>();
  for (const tag of tags.values()) {
    for (const kid of tag.kids) if (kid.kind === 'annotation') held.set(kid.number, tag);
  }
  let annotations = 0;
  for (const { body } of file.pages) {
    const listed = /\/Annots \[([^\]]*)\]/.exec(body)?.[1];
    if (listed === undefined) continue;
    if (!body.includes('/Tabs /S')) return false;
    for (const [, text] of listed.matchAll(/(\d+) 0 R/g)) {
      const annotation = file.objects.get(Number(text)) ?? '';
      const key = /\/StructParent (\d+)/.exec(annotation)?.[1];
      const tag = held.get(Number(text));
      const isTold =
        annotation.includes('/Subtype /Link') &&
        /\/F 4\b/.test(annotation) &&
        /\/Contents <FEFF[0-9A-F]{4}/.test(annotation) &&
        tag?.type === 'Link' &&
        parents.get(Number(key ?? -1)) === tag.number;
      if (!isTold) return false;
      annotations++;
    }
  }
  return annotations === held.size;
}
