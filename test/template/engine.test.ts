import { describe, expect, test } from '@jest/globals';
import { compileTemplates, type TemplateSet } from '../../src/template/engine.ts';
import { HelperError, type HelperTable } from '../../src/template/helper.ts';
import { escapeHtml, SafeHtml } from '../../src/template/safe-html.ts';
import { list, map, nullable, number, object, opaque, type Shape, text } from '../../src/template/shape.ts';

const root = object({
  title: text(),
  note: nullable(text()),
  total: opaque('Figure'),
  rows: list(object({ name: text(), count: number() })),
  reasons: map(text()),
  words: list(text()),
});

const helpers: HelperTable = {
  money: {
    params: [{ name: '金额', accepts: ['Figure'] }],
    run: ([figure]) => (figure as { digits: string }).digits,
  },
  strong: {
    params: [{ name: '文字', accepts: ['text'] }],
    result: 'html',
    run: ([word]) => new SafeHtml(`<b>${escapeHtml(word as string)}</b>`),
  },
  echo: {
    params: [{ name: '内容', accepts: ['any'] }],
    hash: { end: { name: 'end', accepts: ['text', 'null'], optional: true } },
    run: ([value], { end }) => `${String(value)}${end ?? ''}`,
  },
  many: {
    params: [{ name: '个数', accepts: ['number'] }],
    result: 'boolean',
    run: ([count]) => (count as number) > 1,
  },
  box: {
    params: [],
    block: true,
    run: (_args, _hash, context) => new SafeHtml(`[${context.body().html}|${context.elseBody().html}]`),
  },
  refuse: {
    params: [],
    run: () => {
      throw new HelperError('没有上年数', '请填写上年数');
    },
  },
  crash: {
    params: [{ name: '内容', accepts: ['any'] }],
    run: () => {
      throw new TypeError('boom');
    },
  },
};

const view = {
  title: '预算',
  note: null,
  total: { digits: '1.00' },
  rows: [
    { name: '甲', count: 1 },
    { name: '乙', count: 2 },
  ],
  reasons: { a: '原因' },
  words: ['一', '二'],
};

function compile(templates: Record<string, string>, shape: Shape = root): TemplateSet {
  const sources = new Map(
    Object.entries(templates).map(([name, content]) => [name, { file: `${name}.hbs`, text: content }]),
  );
  const { value, findings } = compileTemplates(sources, helpers, shape, ['main']);
  expect(findings).toEqual([]);
  return value!;
}

function render(content: string, data: object = view): string | null {
  const { value, findings } = compile({ main: content }).render('main', data);
  expect(findings).toEqual([]);
  return value;
}

describe('rendering', () => {
  test.each<[string, string]>([
    ['{{title}}', '预算'],
    ['{{money total}}', '1.00'],
    ['{{strong title}}', '<b>预算</b>'],
    ['{{echo (strong title)}}', '&lt;b&gt;预算&lt;/b&gt;'],
    ['{{echo title end="。"}}', '预算。'],
    ['{{#each rows}}{{@index}}{{name}}{{#unless @last}}、{{/unless}}{{/each}}', '0甲、1乙'],
    ['{{#each rows as |row at|}}{{at}}{{row.name}}{{../title}}{{/each}}', '0甲预算1乙预算'],
    ['{{#each rows}}{{#if (many count)}}{{name}}{{else}}-{{/if}}{{/each}}', '-乙'],
    ['{{#each reasons}}{{@key}}={{this}}{{/each}}', 'a=原因'],
    ['{{#with (lookup reasons "a") as |reason|}}{{reason}}{{/with}}', '原因'],
    ['{{#with (lookup reasons "b")}}{{this}}{{else}}无{{/with}}', '无'],
    ['{{#if note}}{{note}}{{else if title}}标题{{else}}无{{/if}}', '标题'],
    ['{{#box}}{{title}}{{else}}{{@root.title}}{{/box}}', '[预算|预算]'],
    ['{{#each words}}{{this}}{{../title}}{{/each}}', '一预算二预算'],
  ])('%s', (content, expected) => {
    expect(render(content)).toBe(expected);
  });

  test('gives partials their context and named values', () => {
    const set = compile({
      main: '{{#each rows}}{{> parts/row mark=@index title=../title}}{{/each}}{{> plain}}',
      'parts/row': '{{mark}}{{name}}{{title}};',
      plain: '{{title}}',
    });
    expect(set.render('main', view).value).toBe('0甲预算;1乙预算;预算');
  });

  test('does not indent what a partial prints', () => {
    const set = compile({ main: '<td>\n  {{> part}}\n</td>', part: 'a\nb\n' });
    expect(set.render('main', view).value).toBe('<td>\n  a\nb\n</td>');
  });

  test('renders the same set for many views', () => {
    const set = compile({ main: '{{title}}' });
    expect([1, 2].map((each) => set.render('main', { ...view, title: `${each}` }).value)).toEqual(['1', '2']);
  });
});

describe('hostile data', () => {
  test.each<[string, string]>([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['{{title}}', '{{title}}'],
    ['{{> main}}', '{{&gt; main}}'],
    ['" onload="x', '&quot; onload&#x3D;&quot;x'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('prints %s as text', (hostile, expected) => {
    const data = { ...view, title: hostile };
    expect(render('{{title}}', data)).toBe(expected);
    expect(render('{{echo title}}', data)).toBe(expected);
    expect(render('{{strong title}}', data)).toBe(`<b>${expected}</b>`);
    expect(compile({ main: '{{> part it=title}}', part: '{{it}}' }).render('main', data).value).toBe(
      expected,
    );
  });

  const keyed = JSON.parse(
    '{"__proto__": "甲", "constructor": "乙", "toString": "丙", "<b>": "丁"}',
  ) as object;

  test('takes any text for a key of a map', () => {
    const data = { ...view, reasons: keyed };
    expect(render('{{#each reasons}}{{@key}}:{{this}} {{/each}}', data)).toBe(
      '__proto__:甲 constructor:乙 toString:丙 &lt;b&gt;:丁 ',
    );
    expect(render('{{#with (lookup reasons "constructor")}}{{this}}{{/with}}', data)).toBe('乙');
    expect(render('{{#with (lookup reasons "__proto__")}}{{this}}{{/with}}', data)).toBe('甲');
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('finds no inherited %s', (key) => {
    expect(render(`{{#with (lookup reasons "${key}")}}x{{else}}无{{/with}}`)).toBe('无');
    expect(render(`{{#if reasons.${key}}}x{{else}}无{{/if}}`)).toBe('无');
  });
});

describe('values missing at render time', () => {
  function findings(templates: Record<string, string>, data: object): string[] {
    const { value, findings } = compile(templates).render('main', data);
    expect(value).toBeNull();
    return findings.map(
      ({ code, position }) => `${code} ${position?.file}:${position?.line}:${position?.column}`,
    );
  }

  test.each<[string, Record<string, string>, object, string[]]>([
    ['a field', { main: '一\n  {{title}}' }, {}, ['T12 main.hbs:2:5']],
    [
      'a helper argument',
      { main: '一\n  {{echo title}}' },
      { ...view, title: undefined },
      ['T10 main.hbs:2:3'],
    ],
    ['a null argument', { main: '{{strong title}}' }, { ...view, title: null }, ['T10 main.hbs:1:1']],
    [
      'two arguments and a helper that fails',
      { main: '{{echo title}}\n{{> part}}{{refuse}}', part: '\n{{strong title}}' },
      { ...view, title: undefined },
      ['T10 main.hbs:1:1', 'T11 main.hbs:2:11', 'T10 part.hbs:2:1'],
    ],
    [
      'an argument of a call in a call',
      { main: '{{echo (strong title)}}' },
      { ...view, title: undefined },
      ['T10 main.hbs:1:8'],
    ],
    ['a call in a condition', { main: '{{#if (crash title)}}{{title}}{{/if}}' }, view, ['T11 main.hbs:1:7']],
    [
      'a field of a row in a partial',
      { main: '{{#each rows}}{{> part}}{{/each}}', part: '\n {{name}}' },
      { ...view, rows: [{}] },
      ['T12 part.hbs:2:4'],
    ],
    [
      'a field inside a block helper',
      { main: '{{#box}}{{#each rows}}{{name}}{{/each}}{{/box}}' },
      { ...view, rows: [{}] },
      ['T12 main.hbs:1:25'],
    ],
    [
      'a record',
      { main: '{{#with rows}}{{/with}}{{#each rows}}{{name}}{{/each}}' },
      { ...view, rows: [null] },
      ['T12 main.hbs:1:40'],
    ],
  ])('%s', (_name, templates, data, expected) => {
    expect(findings(templates, data)).toEqual(expected);
  });

  test('speaks Chinese, with the reason of the helper', () => {
    const { findings } = compile({ main: '{{refuse}}{{crash title}}{{echo title}}' }).render('main', {
      ...view,
      title: undefined,
    });
    expect(findings.map(({ message }) => message)).toEqual([
      '助手“refuse”无法输出：没有上年数',
      '助手“crash”的参数“内容”没有值',
      '助手“echo”的参数“内容”没有值',
    ]);
    expect(findings[0]?.hint).toBe('请填写上年数');
  });

  test('refuses an entry that does not exist, as a mistake of the caller', () => {
    expect(() => compile({ main: '' }).render('other', view)).toThrow(RangeError);
  });
});

describe('helper names', () => {
  test.each(['if', 'index', 'root', 'lookup'])('%s is taken', (name) => {
    const table = { [name]: helpers.refuse! };
    expect(() => compileTemplates(new Map(), table, root, [])).toThrow(TypeError);
  });
});
