import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { unwritable } from '../files/output-files.ts';
import { temporaryPath } from '../files/temporary.ts';
import type { Finding } from '../model/finding.ts';
import { type PrintFacts, probePrinting } from '../print/probe.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findingJson, jsonText } from './json.ts';
import { labelOf, outputFolder } from './project-folders.ts';

const OLDEST_NODE = [20, 19] as const;

const ORIGIN_WORDS: Readonly<Record<string, string>> = {
  environment: '由环境变量 PUPPETEER_EXECUTABLE_PATH 指定',
  embedded: '随程序安装',
  puppeteer: 'Puppeteer 下载',
  installed: '系统中已安装',
};

const ROLE_WORDS: Readonly<Record<string, string>> = {
  song: '宋体',
  fangsong: '仿宋（正文）',
  hei: '黑体',
  kai: '楷体',
  title: '小标宋（标题）',
};

/** One thing that was looked at: good, or with what is wrong and how to mend it. */
interface Item {
  readonly name: string;
  readonly ok: boolean;
  readonly facts: readonly string[];
  readonly findings: readonly Finding[];
}

/** `doctor`: what was found on this machine and how to mend what is missing. Gives the exit code. */
export async function doctorCommand(options: { json: boolean }, terminal: Console): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  console.err('正在检查运行环境，第一次要准备浏览器和字体，约需半分钟……');
  const [print, output] = await Promise.all([
    probePrinting({ fonts: 'auto', timeoutMs: 60_000 }),
    probeOutput(outputFolder()),
  ]);
  const items = [
    probeNode(process.versions.node),
    browserItem(print),
    fontItem(print),
    cacheItem(print),
    output,
  ];
  const ok = items.every((item) => item.ok);
  for (const item of items) {
    console.out(`${item.ok ? '✓' : '✗'} ${item.name}：${item.facts.join('；')}`);
    for (const { message, hint } of item.findings) console.out(`    ${message}\n    建议：${hint}`);
  }
  console.out(
    ok
      ? '运行环境正常，可以生成报告：npm run render data/kuerle.yaml'
      : '请按上面的建议处理后，再运行 npm run doctor。',
  );
  if (options.json) {
    const shown = items.map((item) => ({ ...item, findings: item.findings.map(findingJson) }));
    terminal.out(jsonText({ ok, items: shown }));
  }
  return ok ? EXIT.ok : EXIT.environment;
}

/** Whether a Node version is new enough. `20.20.2` → good */
export function probeNode(version: string): Item {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const findings: Finding[] = ok
    ? []
    : [
        {
          code: 'P20',
          severity: 'error',
          message: `Node 版本 ${version} 太旧，需要 ${OLDEST_NODE.join('.')} 或更新的版本。`,
          hint: '安装 Node 22 或 24 长期支持版，再运行 npm ci。',
          position: null,
        },
      ];
  return { name: 'Node', ok, facts: [version], findings };
}

function browserItem({ browser, findings }: PrintFacts): Item {
  const own = findings.filter(({ code }) => code === 'P01' || code === 'P04');
  const facts = browser
    ? [browser.version ?? '版本不明', ORIGIN_WORDS[browser.origin] ?? browser.origin, browser.path]
    : ['没有找到'];
  return { name: '浏览器', ok: browser !== null && own.length === 0, facts, findings: own };
}

function fontItem({ faces, textLayer, findings }: PrintFacts): Item {
  const own = [...findings.filter(({ code }) => code === 'P03'), ...(textLayer ?? [])];
  const facts = faces.map(
    ({ role, family, bundled }) =>
      `${ROLE_WORDS[role] ?? role} → ${family}${bundled ? '（自带）' : '（已安装）'}`,
  );
  // No free 仿宋 has a whole character set, so that another face stands in for it; who prints should know.
  const isStandIn = faces.some(({ role, bundled }) => role === 'fangsong' && bundled);
  if (isStandIn) facts.push('没有仿宋字体，正文暂用宋体；需要仿宋的，请安装“仿宋_GB2312”或“仿宋”');
  const isKept = textLayer?.every(({ severity }) => severity === 'note');
  if (isKept) facts.push('试印一页：文字可以复制和检索');
  return {
    name: '字体',
    ok: own.every(({ severity }) => severity === 'note'),
    facts: facts.length > 0 ? facts : ['没有查到'],
    findings: own,
  };
}

function cacheItem({ cache, findings }: PrintFacts): Item {
  const own = findings.filter(({ code }) => code === 'P02');
  return {
    name: '缓存文件夹',
    ok: cache.usable,
    facts: [cache.path, cache.usable ? '可用' : '不可用'],
    findings: own,
  };
}

async function probeOutput(folder: string): Promise<Item> {
  const name = '输出文件夹';
  const probe = temporaryPath(join(folder, 'doctor'));
  try {
    await makeFolder(folder);
    await writeFile(probe, '');
    await rm(probe);
    return { name, ok: true, facts: [labelOf(folder), '可以写入'], findings: [] };
  } catch (error) {
    const finding = unwritable(labelOf(folder), (error as NodeJS.ErrnoException).code);
    return { name, ok: false, facts: [labelOf(folder), '不能写入'], findings: [finding] };
  }
}
