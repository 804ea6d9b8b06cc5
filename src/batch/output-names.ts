import { posix } from 'node:path';
import { fileNameOf } from '../files/file-name.ts';
import { Gate } from '../files/gate.ts';
import { NAME_PARTS, type NamePart } from '../kinds/project-file.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding } from '../model/finding.ts';
import type { Job } from '../work/departments.ts';
import { type PublishedDocument, publishedDocuments } from './published-documents.ts';

/** A file of a run with the name of its outputs, relative to the output folder. */
export interface NamedJob extends Job {
  readonly name: string;
}

const PART = /\{([^{}]*)\}/g;
const FILES_AT_ONCE = 8;

/** What a pattern names that nothing is known of, and what it does not close. `{单 位}` → 单 位 */
export function unknownParts(pattern: string): string[] {
  const named = [...pattern.matchAll(PART)].map((match) => match[1]!);
  const rest = pattern.replace(PART, '').match(/[{}]/g) ?? [];
  return [...named.filter((part) => !NAME_PARTS.includes(part as NamePart)), ...rest];
}

/**
 * The files of a run with the names that a pattern gives their outputs, in the folders that mirror those of the data. A
 * file that does not say who it is keeps its own name; `shown` takes out what nobody must see. `O06` for each two that would write the same files; nothing is
 * written then.
 *
 * Example: `{单位}{年度}年单位预算公开` → `2025/示例县政务服务中心2025年单位预算公开`
 */
export async function namedOutputs<T extends NamedJob>(
  jobs: readonly T[],
  pattern: string,
  shown: (name: string) => string = (name) => name,
): Promise<{ readonly jobs: readonly T[]; readonly findings: readonly Finding[] }> {
  const gate = new Gate(FILES_AT_ONCE);
  const named = await Promise.all(
    jobs.map((job) =>
      gate.pass(async () => {
        const [document] = (await publishedDocuments([job])).documents;
        return document ? { ...job, name: shown(nameOf(job, document, pattern)) } : job;
      }),
    ),
  );
  return { jobs: named, findings: sameNames(named, pattern) };
}

function nameOf({ name }: NamedJob, document: PublishedDocument, pattern: string): string {
  const parts: Readonly<Record<NamePart, string>> = {
    单位: document.name,
    年度: document.year === null ? '' : String(document.year),
    层级: document.level,
    文种: document.document,
    文件: posix.basename(name),
  };
  const segments = pattern
    .split('/')
    .map((segment) => segment.replace(PART, (_, part: string) => parts[part as NamePart] ?? ''));
  return posix.join(posix.dirname(name), ...segments.map(fileNameOf));
}

function sameNames(jobs: readonly NamedJob[], pattern: string): Finding[] {
  const byName = new Map<string, NamedJob>();
  return jobs.flatMap((job) => {
    // Some file systems do not tell upper from lower case.
    const key = job.name.toLowerCase();
    const other = byName.get(key);
    if (!other) {
      byName.set(key, job);
      return [];
    }
    const message = `${other.label} 和 ${job.label} 的输出同名：${job.name}。都没有写出。`;
    const hint = `在 names（现为 ${pattern}）中加上区分它们的部分，例如 {文件}；同一份写了两次的，删去一份。`;
    return [errorFinding('O06', message, hint)];
  });
}
