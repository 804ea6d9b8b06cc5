import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandResult, inTemporaryFolder, run } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';
import { ROOT } from '../support/sample.ts';

/** One mistake made on purpose in the sample: what is replaced, and what must be said about it. */
interface Spoiled {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly code: string;
  /** Text in whose line the finding must stand, and its first column from there. */
  readonly at: string;
  readonly message: RegExp;
  readonly hint: RegExp;
}

const SPOILED: readonly Spoiled[] = [
  {
    name: 'broken-yaml',
    from: '  kind: 事业单位',
    to: '  kind: "事业单位',
    code: 'L04',
    at: '"事业单位',
    message: /引号/,
    hint: /引号/,
  },
  {
    name: 'missing-field',
    from: '  establishment: 5\n',
    to: '',
    code: 'L10',
    at: 'name: 库尔勒',
    message: /编制数（unit\.establishment）/,
    hint: /unit\.establishment/,
  },
  {
    name: 'wrong-type',
    from: '  offices: [办公室, 社保医保科, 不动产登记科, 企业服务科, 商事登记科]',
    to: '  offices: 办公室',
    code: 'L11',
    at: '办公室',
    message: /内设科室/,
    hint: /列表/,
  },
  {
    name: 'misspelt-key',
    from: '  establishment: 5',
    to: '  establisment: 5',
    code: 'L12',
    at: 'establisment',
    message: /“establisment”/,
    hint: /establishment/,
  },
  {
    name: 'bad-code',
    from: '      30207: 11.73',
    to: '      3020: 11.73',
    code: 'L13',
    at: '3020:',
    message: /“3020”/,
    hint: /5 位/,
  },
  {
    name: 'negative-amount',
    from: '30207: 11.73',
    to: '30207: -11.73',
    code: 'L22',
    at: '-11.73',
    message: /“-11\.73”/,
    hint: /调整后/,
  },
  {
    name: 'unparsable-amount',
    from: '30207: 11.73',
    to: '30207: 十一万',
    code: 'L21',
    at: '十一万',
    message: /“十一万”/,
    hint: /715\.20/,
  },
  {
    name: 'thousands-separator',
    from: '30207: 11.73',
    to: '30207: 1,234.50',
    code: 'L21',
    at: '1,234.50',
    message: /“1,234\.50”/,
    hint: /改为 1234\.50/,
  },
  {
    name: 'full-width-amount',
    from: '30207: 11.73',
    to: '30207: １２.５',
    code: 'L21',
    at: '１２.５',
    message: /“１２\.５”/,
    hint: /改为 12\.5/,
  },
  {
    name: 'duplicate-key',
    from: '      30207: 11.73 # 邮电费',
    to: '      30207: 11.73 # 邮电费\n      30201: 1.00 # 又一次',
    code: 'L05',
    at: '30201: 1.00',
    message: /30201/,
    hint: /./,
  },
  {
    name: 'unpaid-project',
    from: '  - name: 办公场所租赁',
    to: '  - name: 办公场所租金',
    code: 'D10',
    at: '办公场所租金',
    message: /“办公场所租金”在预算明细中没有金额/,
    hint: /“办公场所租赁”/,
  },
  {
    name: 'missing-reason',
    from: '    2210201: 人员减少，住房公积金支出较上年预算减少\n',
    to: '',
    code: 'E05',
    at: 'items:',
    message: /“住房公积金”比上年有增减，没有写原因：上年 26.21 → 本年 25.23，减少0.98万元/,
    hint: /reasons 的 items 下补写 2210201/,
  },
];

interface JsonFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

describe('mistakes in a unit file', () => {
  let sample = '';
  const found = new Map<string, readonly JsonFinding[]>();
  const texts = new Map<string, string>();
  let result: CommandResult;

  beforeAll(async () => {
    sample = await readFile(join(ROOT, 'data', 'kuerle.yaml'), 'utf8');
    await inTemporaryFolder(async (folder) => {
      for (const { name, from, to } of SPOILED) {
        const text = sample.replace(from, to);
        texts.set(name, text);
        await writeFile(join(folder, `${name}.yaml`), text);
      }
      result = await runHere(['check', folder, '--json']);
      for (const unit of JSON.parse(result.stdout).units) {
        found.set(unit.file.replace(/^.*\//, '').replace('.yaml', ''), unit.findings);
      }
    });
  });

  test('end with exit code 1', () => {
    expect(result.code).toBe(1);
    expect(result.stderr).toBe('');
  });

  test.each(SPOILED.map((spoiled) => [spoiled.name, spoiled] as const))('%s', (name, spoiled) => {
    expect(sample).toContain(spoiled.from);
    const findings = found.get(name)!;
    const finding = findings.find(
      ({ code, message }) => code === spoiled.code && spoiled.message.test(message),
    );
    expect(finding).toMatchObject({
      severity: 'error',
      message: expect.stringMatching(spoiled.message),
      hint: expect.stringMatching(spoiled.hint),
    });
    const lines = texts.get(name)!.split('\n');
    const line = lines.findIndex((text) => text.includes(spoiled.at));
    const place = { line: finding!.line, text: lines[finding!.line - 1]!.slice(finding!.column - 1) };
    expect(place).toEqual({ line: line + 1, text: expect.stringContaining(spoiled.at) });
  });

  test('are all told in one run, with excerpt and remedy, and leave earlier outputs alone', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'kuerle.yaml');
      const out = join(folder, 'out');
      await mkdir(out);
      await writeFile(join(out, 'kuerle.txt'), 'last good text');
      const text = sample
        .replace('  establishment: 5', '  establisment: 5')
        .replace('30207: 11.73', '30207: 1,234.50')
        .replace('30226: 89.23', '30226: -89.23')
        .replace('      30229: 1.97', '      30201: 1.97');
      await writeFile(file, text);
      const { code, stderr, stdout } = await runHere(['render', file, '--out', out, '--format', 'txt,html']);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      for (const wanted of ['L10', 'L12', 'L21', 'L22', 'L05']) expect(stderr).toContain(`错误 ${wanted}`);
      expect(stderr).toMatch(/30207: 1,234\.50.*\n.*\^{8}\n\s+建议：改为 1234\.50/);
      expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
      expect((await readdir(out)).sort()).toEqual(['kuerle.txt', 'manifest.json']);
      expect(await readFile(join(out, 'kuerle.txt'), 'utf8')).toBe('last good text');
    });
  });
});

describe('a wrong command line', () => {
  test.each([
    [['rendr', 'data/kuerle.yaml'], /没有“rendr”命令。是不是 render？/],
    [['render'], /没有写“单位文件”。例如：npm run render data\/kuerle\.yaml/],
    [['workbook'], /没有写“输出”。例如：npm run workbook -- --template/],
    [['completion', 'fish'], /的内容不对：可以用 bash、zsh。/],
    [['render', 'data/kuerle.yaml', '--fromat', 'pdf'], /不认识的选项 --fromat。是不是 --format？/],
    [['render', 'kuerl.yaml'], /找不到 kuerl\.yaml.*是不是 data\/kuerle\.yaml？/],
    [['render', 'data/kuerle.yaml', '--format', 'doc'], /没有“doc”格式/],
    [['render', 'data/kuerle.yaml', '--fonts', 'some'], /auto、bundled/],
    [['render', 'data/kuerle.yaml', '--nonsense'], /不认识的选项 --nonsense/],
    [['render', 'README.md'], /不是单位文件/],
  ])('%j ends with exit code 2 and says why', async (args, message) => {
    const { code, stderr } = await runHere(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test('no browser ends with exit code 3', async () => {
    await inTemporaryFolder(async (folder) => {
      const environment = { PUPPETEER_EXECUTABLE_PATH: join(folder, 'no-such-browser') };
      const { code, stderr } = await run(['render', 'data/kuerle.yaml', '--out', folder], environment);
      expect(stderr).toMatch(/错误 P01/);
      expect(stderr).toMatch(/建议：/);
      expect(code).toBe(3);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  test('a browser that does not start ends with exit code 3 and blames no unit', async () => {
    await inTemporaryFolder(async (folder) => {
      const browser = join(folder, 'browser');
      const complaint = 'error while loading shared libraries: libnss3.so: cannot open shared object file';
      await writeFile(browser, `#!/bin/sh\necho '${complaint}' >&2\nexit 127\n`, { mode: 0o755 });
      const out = join(folder, 'out');
      const result = await run(['render', 'data/demo', '--out', out], { PUPPETEER_EXECUTABLE_PATH: browser });
      expect(result.stderr).toMatch(/错误 P04.*系统缺少 libnss3\.so/);
      expect(result.stderr).not.toMatch(/失败 [1-9]|中断/);
      expect(result.code).toBe(3);
      expect(await readdir(out)).toEqual([]);
    });
  });

  test('help is Chinese and has examples', async () => {
    const { code, stdout } = await runHere(['render', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('npm run render data/kuerle.yaml');
    expect(stdout).not.toMatch(/Usage|Options|Arguments|default|choices/);
  });
});
