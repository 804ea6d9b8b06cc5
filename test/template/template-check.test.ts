import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { compileTemplates } from '../../src/template/engine.ts';
import type { HelperTable } from '../../src/template/helper.ts';
import {
  boolean,
  list,
  map,
  nullable,
  number,
  object,
  opaque,
  opaqueObject,
  text,
} from '../../src/template/shape.ts';
import { listFields } from '../../src/template/shape-words.ts';

const goal = object({ title: text(), owner: nullable(object({ name: text() })) });
const root = object({
  title: text(),
  year: number(),
  draft: boolean(),
  note: nullable(text()),
  total: opaque('Figure'),
  change: opaqueObject('Comparison', { isZero: boolean() }),
  unit: object({ name: text(), code: text() }),
  goal: nullable(goal),
  rows: list(object({ name: text(), figures: list(opaque('Figure')), note: nullable(text()) })),
  reasons: map(text()),
  words: list(text()),
  gaps: list(nullable(text())),
});

const helpers: HelperTable = {
  money: {
    params: [{ name: '金额', accepts: ['Figure'] }],
    hash: { unit: { name: 'unit', accepts: ['text'], oneOf: ['元', '万元'], optional: true } },
    run: () => '',
  },
  change: { params: [{ name: '比较', accepts: ['Comparison'] }], run: () => '' },
  join: { params: [{ name: '词', accepts: ['text'], rest: true }], run: () => '' },
  sum: { params: [{ name: '金额', accepts: ['Figure[]'] }], result: opaque('Figure'), run: () => ({}) },
  above: {
    params: [
      { name: '数', accepts: ['number'] },
      { name: '界限', accepts: ['number'], optional: true },
    ],
    result: 'boolean',
    run: () => true,
  },
  maybe: { params: [{ name: '文字', accepts: ['text', 'null'] }], run: () => '' },
  today: { params: [], run: () => '' },
  section: { params: [{ name: '标题', accepts: ['text'] }], block: true, run: () => '' },
  must: { params: [], hash: { to: { name: 'to', accepts: ['text'] } }, run: () => '' },
};

function check(templates: string | Record<string, string>, entries = ['main']): readonly Finding[] {
  const named = typeof templates === 'string' ? { main: templates } : templates;
  const sources = new Map(
    Object.entries(named).map(([name, content]) => [name, { file: `${name}.hbs`, text: content }]),
  );
  return compileTemplates(sources, helpers, root, entries).findings;
}

function brief({ code, position }: Finding): string {
  return position === null ? code : `${code} ${position.file} ${position.line}:${position.column}`;
}

describe('templates without a fault', () => {
  test.each<[string, string | Record<string, string>]>([
    ['fields, deep fields, this', '{{title}}{{unit.name}}{{this.title}}{{./title}}{{@root.unit.code}}'],
    ['each over a list', '{{#each rows}}{{name}}{{@index}}{{@first}}{{@last}}{{@key}}{{../title}}{{/each}}'],
    ['each over a map', '{{#each reasons}}{{@key}}{{this}}{{else}}{{title}}{{/each}}'],
    [
      'nested loops',
      '{{#each rows}}{{#each figures}}{{money this}}{{@index}}{{@../index}}{{../name}}{{/each}}{{/each}}',
    ],
    [
      'block parameters',
      '{{#each rows as |row i|}}{{#with @root.unit as |u|}}{{row.name}}{{i}}{{u.name}}{{/with}}{{/each}}',
    ],
    ['a guard by if', '{{#if goal}}{{goal.title}}{{#if goal.owner}}{{goal.owner.name}}{{/if}}{{/if}}'],
    ['a guard by with', '{{#with goal}}{{title}}{{#with owner}}{{name}}{{../title}}{{/with}}{{/with}}'],
    ['a guard by unless', '{{#unless note}}-{{else}}{{note}}{{/unless}}'],
    ['an inverse block', '{{^if note}}-{{else}}{{note}}{{/if}}'],
    ['a chain of else', '{{#if draft}}a{{else if note}}{{note}}{{else if (above year)}}b{{else}}c{{/if}}'],
    ['each of nullable items', '{{#each gaps}}{{#if this}}{{this}}{{else}}-{{/if}}{{/each}}'],
    ['a list of figures for a helper', '{{#each rows}}{{money (sum figures) unit="元"}}{{/each}}'],
    ['an object that helpers take, and its field', '{{change this.change}}{{#if this.change.isZero}}{{/if}}'],
    ['any number of arguments', '{{join}}{{join title "、" unit.name}}'],
    ['an argument that may be null', '{{maybe note}}{{maybe null}}'],
    ['includeZero', '{{#if year includeZero=true}}{{/if}}'],
    ['a block helper', '{{#section title}}{{unit.name}}{{/section}}'],
    [
      'lookup',
      '{{#with (lookup reasons title)}}{{this}}{{/with}}{{#if (lookup words 0)}}{{lookup words 0}}{{/if}}',
    ],
    ['comments and white space', '{{!-- {{nothing}} --}}{{~title~}}{{! x }}'],
    ['a partial on the same data', { main: '{{> head}}', head: '{{title}}' }],
    [
      'a partial with data',
      { main: '{{> a/name unit}}{{#each rows}}{{> a/name}}{{/each}}', 'a/name': '{{name}}' },
    ],
    ['a partial with named values', { main: '{{> p unit label="甲" n=year}}', p: '{{name}}{{label}}{{n}}' }],
    [
      'a partial behind a guard',
      { main: '{{#if note}}{{> p}}{{/if}}{{#with goal}}{{> q}}{{/with}}', p: '{{note}}', q: '{{title}}' },
    ],
    ['a field of the name of an inherited one', '{{#if reasons.constructor}}{{/if}}'],
  ])('%s', (_name, templates) => {
    expect(check(templates)).toEqual([]);
  });
});

describe('faults', () => {
  test.each<[string, string, string, string]>([
    ['{{titel}}', 'T04 main.hbs 1:3', '没有“titel”这个字段', '是否想写“title”？'],
    ['\n  {{unit.nam}}', 'T04 main.hbs 2:5', '没有“nam”这个字段（见“unit.nam”）', '是否想写“name”？'],
    [
      '{{#each rows}}{{title}}{{/each}}',
      'T04 main.hbs 1:17',
      '没有“title”这个字段',
      '这个字段在外面第 1 层，请写 {{../title}}',
    ],
    [
      '{{zzzzzzzz}}',
      'T04 main.hbs 1:3',
      '没有“zzzzzzzz”这个字段',
      '这里可以使用：title、year、draft、note、total、change、unit、goal、rows、reasons、words、gaps',
    ],
    [
      '{{constructor}}',
      'T04 main.hbs 1:3',
      '没有“constructor”这个字段',
      '这里可以使用：title、year、draft、note、total、change、unit、goal、rows、reasons、words、gaps',
    ],
    [
      '{{title.length}}',
      'T04 main.hbs 1:3',
      '文字没有可读取的字段，不能读取“length”（见“title.length”）',
      '请直接使用它本身',
    ],
    [
      '{{total.yuan}}',
      'T04 main.hbs 1:3',
      'Figure没有可读取的字段，不能读取“yuan”（见“total.yuan”）',
      '请直接使用它本身',
    ],
    [
      '{{rows.length}}',
      'T04 main.hbs 1:3',
      '列表没有可读取的字段，不能读取“length”（见“rows.length”）',
      '这是一个列表，请用 {{#each …}} 逐项读取',
    ],
    ['{{join “甲”}}', 'T04 main.hbs 1:8', '没有““甲””这个字段', '引号、括号和等号请改用半角符号'],
    ['{{@indx}}', 'T04 main.hbs 1:3', '没有“@indx”这个内置变量', '是否想写 @index？'],
    ['{{monye total}}', 'T02 main.hbs 1:3', '没有“monye”这个助手', '是否想写“money”？'],
    ['{{money (smu rows)}}', 'T02 main.hbs 1:10', '没有“smu”这个助手', '是否想写“sum”？'],
    [
      '{{#rows}}{{/rows}}',
      'T02 main.hbs 1:4',
      '“{{#rows}}”里没有写助手名称',
      '请写明用法：{{#each rows}} 逐项输出，{{#if rows}} 判断，或 {{#with rows}} 进入',
    ],
    [
      '{{log title}}',
      'T02 main.hbs 1:3',
      '没有“log”这个助手',
      '可以使用的助手：money、change、join、sum、above、maybe、today、section、must、if、unless、each、with、lookup',
    ],
    [
      '{{#each words as |money|}}{{money 1}}{{/each}}',
      'T02 main.hbs 1:29',
      '没有“money”这个助手',
      '是否想写“money”？',
    ],
    ['{{> haed}}', 'T03 main.hbs 1:5', '没有名为“haed”的局部模板', '现有模板：main'],
    ['{{money}}', 'T05 main.hbs 1:1', '助手“money”缺少参数“金额”', '写法：money 金额'],
    ['{{today 1 2}}', 'T05 main.hbs 1:9', '助手“today”不带参数，这里写了 2 个', '写法：today'],
    [
      '{{#if (above 1 2 3)}}{{/if}}',
      'T05 main.hbs 1:18',
      '助手“above”最多带 2 个参数，这里写了 3 个',
      '写法：above 数 [界限]',
    ],
    ['{{money total unti="元"}}', 'T05 main.hbs 1:15', '助手“money”没有命名参数“unti”', '是否想写“unit”？'],
    ['{{must}}', 'T05 main.hbs 1:1', '助手“must”缺少命名参数“to”', '请加上 to=…'],
    [
      '{{#if draft year}}{{/if}}',
      'T05 main.hbs 1:1',
      '{{#if}} 后面要写且只写一项，这里写了 2 项',
      '写法：{{#if 字段}}…{{/if}}；条件较复杂时用括号：{{#if (助手 字段)}}',
    ],
    [
      '{{money title}}',
      'T06 main.hbs 1:9',
      '助手“money”的参数“金额”类型不对：这里给的是文字',
      '这里需要：Figure',
    ],
    ['{{money 12}}', 'T06 main.hbs 1:9', '助手“money”的参数“金额”不能是 12', '这里需要：Figure'],
    [
      '{{money (sum words)}}',
      'T06 main.hbs 1:14',
      '助手“sum”的参数“金额”类型不对：这里给的是列表',
      '这里需要：Figure的列表',
    ],
    [
      '{{money total unit="百万美元"}}',
      'T06 main.hbs 1:15',
      '助手“money”的参数“unit”不能是“百万美元”',
      '可以使用：元、万元',
    ],
    [
      '{{join (today) year}}',
      'T06 main.hbs 1:16',
      '助手“join”的参数“词”类型不对：这里给的是数字',
      '这里需要：文字',
    ],
    [
      '{{#each unit}}{{/each}}',
      'T06 main.hbs 1:9',
      '{{#each}} 需要列表，这里给的是一组字段',
      '要读取其中的字段，请用 {{#with …}}',
    ],
    [
      '{{lookup unit "name"}}',
      'T06 main.hbs 1:1',
      'lookup 只能用于列表或按名称存放的一组数据',
      '字段请直接写名称，例如 {{数据.字段}}',
    ],
    ['{{total}}', 'T07 main.hbs 1:1', '“total”是Figure，不能直接输出', '请用助手输出，例如 {{money total}}'],
    [
      '{{unit}}',
      'T07 main.hbs 1:1',
      '“unit”是一组字段，不能直接输出',
      '请写明要输出的字段，例如 {{unit.name}}',
    ],
    ['{{rows}}', 'T07 main.hbs 1:1', '“rows”是列表，不能直接输出', '请用 {{#each rows}}…{{/each}} 逐项输出'],
    [
      '{{#each rows}}{{sum figures}}{{/each}}',
      'T07 main.hbs 1:15',
      '“(sum …)”是Figure，不能直接输出',
      '请用助手输出，例如 {{money (sum …)}}',
    ],
    [
      '{{{title}}}',
      'T08 main.hbs 1:1',
      '不能原样输出（{{{…}}} 或 {{&…}}）',
      '请改为两个花括号 {{…}}；特殊字符会自动处理',
    ],
    [
      '{{&title}}',
      'T08 main.hbs 1:1',
      '不能原样输出（{{{…}}} 或 {{&…}}）',
      '请改为两个花括号 {{…}}；特殊字符会自动处理',
    ],
    ['{{#> head}}{{/head}}', 'T08 main.hbs 1:1', '不能使用 {{#> …}} 形式的局部模板', '请改用 {{> 名称}}'],
    [
      '{{#*inline "a"}}{{/inline}}',
      'T08 main.hbs 1:1',
      '不能使用带“*”的标记（包括 {{#*inline}}）',
      '请把这部分内容放到单独的模板文件里，用 {{> 名称}} 引用',
    ],
    [
      '{{> (lookup words 0)}}',
      'T08 main.hbs 1:1',
      '局部模板的名称不能由括号里的内容算出',
      '请直接写模板名称，例如 {{> 名称}}；需要选择时用 {{#if}}',
    ],
    ['{{{{raw}}}}{{{{/raw}}}}', 'T08 main.hbs 1:1', '不能使用四个花括号的块', '请改用 {{#…}}…{{/…}}'],
    [
      '{{../title}}',
      'T08 main.hbs 1:3',
      '“../title”超出了最外层数据',
      '请减少“../”的个数，或者从最外层写起：{{@root.字段}}',
    ],
    [
      '{{#with this}}{{../title}}{{/with}}',
      'T08 main.hbs 1:17',
      '“../title”超出了最外层数据',
      '请减少“../”的个数，或者从最外层写起：{{@root.字段}}',
    ],
    [
      '{{@index}}',
      'T08 main.hbs 1:3',
      '“@index”只能写在 {{#each}} 里面',
      '请检查它所在的位置，或“../”的个数',
    ],
    ['{{#if draft as |x|}}{{/if}}', 'T08 main.hbs 1:1', '{{#if}} 后面的 as |x| 写多了', '请删去 as |…|'],
    [
      '{{section title}}',
      'T08 main.hbs 1:1',
      '助手“section”要成对使用',
      '请写成 {{#section …}}…{{/section}}',
    ],
    [
      '{{#today}}{{/today}}',
      'T08 main.hbs 1:1',
      '助手“today”不能成对使用',
      '请写成 {{today …}}，并删去 {{/today}}',
    ],
    ['{{if draft "a"}}', 'T08 main.hbs 1:1', '“if”不能写在这里', '请写成 {{#if …}}…{{/if}}'],
    ['{{join undefined}}', 'T08 main.hbs 1:8', '不能使用 undefined', '没有值时请写 null'],
    [
      '{{#each words}}{{#each @root.words}}{{../this}}{{/each}}{{/each}}',
      'T08 main.hbs 1:39',
      '“../this”从一项文字或数字读到另一项，结果会因数据而变',
      '请给每层取名再使用，例如 {{#each 列表 as |甲|}}',
    ],
    [
      '{{> main}}',
      'T08 main.hbs 1:1',
      '模板引用绕成了一圈：main → main',
      '请去掉其中一处引用，否则会无休止地输出',
    ],
    [
      '{{note}}',
      'T12 main.hbs 1:1',
      '“note”可能为空，直接输出会在文中留下空缺',
      '请先判断：{{#if note}}…{{/if}}',
    ],
    [
      '{{goal.title}}',
      'T12 main.hbs 1:3',
      '“goal.title”要读取“title”，但它所属的数据可能为空',
      '请先用 {{#if …}} 判断，或者用 {{#with …}} 进入，再读取其中的字段',
    ],
    [
      '{{#if note}}{{else}}{{note}}{{/if}}',
      'T12 main.hbs 1:21',
      '“note”可能为空，直接输出会在文中留下空缺',
      '请先判断：{{#if note}}…{{/if}}',
    ],
    [
      '{{join note}}',
      'T12 main.hbs 1:8',
      '助手“join”的参数“词”可能为空',
      '请先用 {{#if …}} 判断，或者用 {{#with …}} 进入，再调用助手',
    ],
    [
      '{{reasons.a}}',
      'T12 main.hbs 1:1',
      '“reasons.a”可能为空，直接输出会在文中留下空缺',
      '请先判断：{{#if reasons.a}}…{{/if}}',
    ],
  ])('%s', (template, place, message, hint) => {
    const findings = check(template);
    expect(findings.map(brief)).toEqual([place]);
    expect(findings[0]).toMatchObject({ severity: 'error', message, hint });
  });

  test('the caret covers the name', () => {
    expect(check('{{titel}}')[0]?.position?.length).toBe(5);
  });
});

describe('partials', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'are judged by the data they are given',
      { main: '{{> p}}{{> p unit}}', p: '{{title}}' },
      ['T04 p.hbs 1:3'],
    ],
    ['report a fault once', { main: '{{> p unit}}{{> p unit a=1}}', p: '{{nme}}' }, ['T04 p.hbs 1:3']],
    [
      'do not see the levels around the call',
      { main: '{{#each rows}}{{> p}}{{/each}}', p: '{{../title}}' },
      ['T08 p.hbs 1:3'],
    ],
    [
      'do not see the loop around the call',
      { main: '{{#each rows}}{{> p}}{{/each}}', p: '{{@index}}' },
      ['T08 p.hbs 1:3'],
    ],
    [
      'do not see block parameters',
      { main: '{{#each rows as |r|}}{{> p}}{{/each}}', p: '{{r.name}}' },
      ['T04 p.hbs 1:3'],
    ],
    [
      'must not call each other in a circle',
      { main: '{{> a}}', a: '{{> b}}', b: '{{#if draft}}{{> a}}{{/if}}' },
      ['T08 b.hbs 1:14'],
    ],
    ['must be given data that is there', { main: '{{> p goal}}', p: '{{title}}' }, ['T12 main.hbs 1:7']],
    ['must not mix named values with a list', { main: '{{> p words a=1}}', p: '' }, ['T08 main.hbs 1:1']],
    ['take named values by kind', { main: '{{> p x=total}}', p: '{{x}}{{money x}}' }, ['T07 p.hbs 1:1']],
    [
      'lose what helpers take when copied',
      { main: '{{> p this.change}}{{> p this.change a=1}}', p: '{{change this}}' },
      ['T06 p.hbs 1:10'],
    ],
    ['are warned of when nothing uses them', { main: '', p: '{{nothing}}' }, ['T09 p.hbs 1:1']],
    ['that are broken are no second fault of the caller', { main: '{{> p}}', p: '{{#if' }, ['T01 p.hbs 1:4']],
  ])('%s', (_name, templates, expected) => {
    expect(check(templates).map(brief)).toEqual(expected);
  });

  test('a missing entry is named', () => {
    const [finding] = check({ raport: '' }, ['report']);
    expect(finding).toMatchObject({ code: 'T03', position: null, hint: '是否想写“raport”？' });
  });

  test('an unused template does not prevent rendering', () => {
    const sources = new Map([
      ['main', { file: 'main.hbs', text: '' }],
      ['other', { file: 'other.hbs', text: '' }],
    ]);
    expect(compileTemplates(sources, helpers, root, ['main']).value).not.toBeNull();
  });
});

describe('syntax', () => {
  test.each<[string, string, string]>([
    ['a\n{{#if draft}}\nb', '2:1', '{{#if}} 没有结束标记'],
    ['{{#if draft}}\n {{#each rows}}\n{{/if}}', '2:5', '开始标记是“each”，结束标记却是“if”，两者不成对'],
    ['a\nb {{/if}}', '2:3', '多出一个结束标记 {{/…}}'],
    ['{{#if draft}}a{{else}}b{{else}}c{{/if}}', '1:24', '多出一个 {{else}}'],
    ['一二三\n四五 {{title', '2:6', '花括号里有无法识别的内容'],
    [
      '一二三四五六七八九十一二三四五六七八九十\n{{title}}{{money total unit=}}',
      '2:29',
      '花括号里的内容没有写完',
    ],
    ['x\n{{join "甲}}', '2:8', '花括号里有无法识别的内容'],
    ['{{title}}\n{{}}', '2:3', '花括号里的内容没有写完'],
    ['\n{{{title}}', '2:9', '花括号里的内容没有写完'],
    ['{{unit.this}}', '1:3', '字段路径“unit.this”的写法不对'],
    ['{{title}}{{!-- 说明', '1:10', '注释没有结束'],
    ['｛｛title｝｝', '1:1', '这里用了全角花括号“｛｛”，不会被当作模板标记'],
  ])('%j', (template, place, message) => {
    const [finding] = check(template);
    expect(finding).toMatchObject({ code: 'T01', severity: 'error', message });
    expect(`${finding?.position?.line}:${finding?.position?.column}`).toBe(place);
  });
});

test('one run shows all faults of all templates', () => {
  const findings = check({
    main: '<h1>{{titel}}</h1>\n{{> rows}}\n{{monye total}}{{> nowhere}}\n{{{title}}}',
    rows: '{{#each rows}}\n  <td>{{nmae}}</td><td>{{money name}}</td>\n{{/each}}\n{{rows}}',
    bad: '{{#if}',
    unused: '',
  });
  expect(findings.map(brief)).toEqual([
    'T01 bad.hbs 1:6',
    'T04 main.hbs 1:7',
    'T02 main.hbs 3:3',
    'T03 main.hbs 3:20',
    'T08 main.hbs 4:1',
    'T04 rows.hbs 2:9',
    'T06 rows.hbs 2:32',
    'T07 rows.hbs 4:1',
    'T09 unused.hbs 1:1',
  ]);
});

test('listFields describes a shape for documentation', () => {
  expect(
    listFields(
      object({ a: text(), b: nullable(list(object({ c: opaque('Figure') }))), d: map(list(number())) }),
    ),
  ).toEqual([
    { path: 'a', kind: '文字', nullable: false },
    { path: 'b', kind: '列表', nullable: true },
    { path: 'b[].c', kind: 'Figure', nullable: false },
    { path: 'd', kind: '按名称存放的一组数据', nullable: false },
    { path: 'd.*', kind: '列表', nullable: false },
    { path: 'd.*[]', kind: '数字', nullable: false },
  ]);
});
