import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { unknownParts } from '../batch/output-names.ts';
import { NAME_PARTS, projectFileSchema } from '../kinds/project-file.ts';
import type { Finding, SourceText } from '../model/finding.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml } from '../source/yaml.ts';
import { FORMATS, isFormat, type OutputFormat } from '../write/formats.ts';
import { labelOf, type ProjectFolders } from './project-folders.ts';

/** What a project file says, paths absolute. */
export interface Project {
  /** The file itself, absolute. */
  readonly file: string;
  readonly folders: ProjectFolders;
  readonly fonts: 'auto' | 'bundled' | null;
  readonly jobs: number | null;
  readonly formats: readonly OutputFormat[] | null;
  /** The pattern of the names of outputs. */
  readonly names: string | null;
}

export interface ReadProject {
  /** Null where it says what cannot be. */
  readonly project: Project | null;
  readonly findings: readonly Finding[];
  readonly sources: readonly SourceText[];
}

const schema = projectFileSchema(FORMATS.map(({ name }) => name));

/** What a project file says; an unknown key or a bad value is found at its line. */
export function readProject(file: string): ReadProject {
  const source = { file: labelOf(file), text: readFileSync(file, 'utf8') };
  const document = parseYaml(source);
  const sources = [source];
  if (!document.value) return { project: null, findings: document.findings, sources };
  const parsed = schema.safeParse(document.value.value ?? {});
  if (!parsed.success) {
    const told = new SchemaTranslator(schema).translate(
      parsed.error.issues,
      document.value.value,
      document.value,
    );
    return { project: null, findings: [...document.findings, ...told], sources };
  }
  const { data, names = null, jobs } = parsed.data;
  const unknown = names === null ? [] : unknownParts(names);
  if (unknown.length > 0) {
    const finding: Finding = {
      code: 'L14',
      severity: 'error',
      message: `输出文件的名称中不能有“${unknown.join('”“')}”。`,
      hint: `大括号里可以写：${NAME_PARTS.map((part) => `{${part}}`).join('、')}。`,
      position: document.value.positionOf(['names']),
    };
    return { project: null, findings: [...document.findings, finding], sources };
  }
  const folder = dirname(file);
  const at = (given: string | undefined, usual: string): string => resolve(folder, given ?? usual);
  const own = at(parsed.data.templates, 'templates');
  const folders = {
    data: at(data, 'data'),
    output: at(parsed.data.output, 'output'),
    approved: at(parsed.data.approved, join(data ?? 'data', 'approved')),
    // Whoever names no templates and has none uses those of the program.
    templates: parsed.data.templates !== undefined || existsSync(own) ? own : null,
  };
  const { fonts = null } = parsed.data;
  const formats = parsed.data.formats?.filter(isFormat) ?? null;
  const project = { file, folders, fonts, jobs: jobs === undefined ? null : Number(jobs), formats, names };
  return { project, findings: document.findings, sources };
}
