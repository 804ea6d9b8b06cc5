import { sha256 } from '../files/file-hash.ts';
import type { Finding, Outcome } from '../model/finding.ts';

/** A unit that a reviewer ticked, with the text that was seen. */
export interface SeenUnit {
  /** SHA-256 of the text, which is that of the `.txt` of the report as well. */
  readonly digest: string;
  /** `demo/2025`: what its approved text is called. */
  readonly name: string;
  /** `data/demo/2025.yaml` */
  readonly label: string;
  /** The line of the list. */
  readonly line: number;
}

/** What stands above the lines of a list; each is `digest`, `name` and `label` with tabs between them. */
export const SEEN_HEAD = '# 审阅清单：每行一个看过的单位（所见文本的摘要、名称、单位文件）';

/** Two texts of one digest are the same text. `3f2a…` */
export function textDigest(text: string): string {
  return sha256(text);
}

/** Reads a list of units that were seen. Every line that says something else is told (`V05`). `file` is its path. */
export function readSeenList(text: string, file: string): Outcome<readonly SeenUnit[]> {
  const units: SeenUnit[] = [];
  const findings: Finding[] = [];
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (written.trim() === '' || written.startsWith('#')) continue;
    const [digest = '', name = '', label = '', ...more] = written.split('\t');
    const line = index + 1;
    const isWhole = /^[0-9a-f]{64}$/.test(digest) && more.length === 0 && isNameOf(name, label);
    if (isWhole) units.push({ digest, name, label, line });
    else findings.push(unreadable(file, line));
  }
  // Any other file: one thing is wrong, not every line.
  if (units.length === 0 && findings.length > 1) return { value: null, findings: [noList(file)] };
  return { value: findings.length > 0 ? null : units, findings };
}

/** Outputs mirror the folders of unit files: the name is the end of the path, or all of it. */
export function isNameOf(name: string, label: string): boolean {
  const bare = label.replaceAll('\\', '/').replace(/\.[^./]+$/, '');
  const steps = name.split('/');
  if (name === '' || steps.some((step) => step === '' || step === '.' || step === '..')) return false;
  return bare === name || bare.endsWith(`/${name}`);
}

function noList(file: string): Finding {
  return { ...unreadable(file, 1), message: '这个文件不是审阅页面导出的清单。' };
}

function unreadable(file: string, line: number): Finding {
  return {
    code: 'V05',
    severity: 'error',
    message: '审阅清单的这一行读不懂。',
    hint: '清单由审阅页面导出（npm run review），不要改动；请重新导出。',
    position: { file, line, column: 1 },
  };
}

/** A unit whose text is another one than was seen. `file` is the path of the list. */
export function seenOther(seen: SeenUnit, now: string, file: string): Finding {
  return {
    code: 'V04',
    severity: 'error',
    message: `${seen.label} 现在的文字（摘要 ${now.slice(0, 12)}…）不是审阅时看过的那一份（${seen.digest.slice(0, 12)}…），没有记下批准稿。`,
    hint: '重新运行 npm run review，看过新的差别后再勾选、导出清单。',
    position: { file, line: seen.line, column: 1 },
  };
}
