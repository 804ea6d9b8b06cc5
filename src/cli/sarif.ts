import { pathToFileURL } from 'node:url';
import { ruleOf } from '../check/registry.ts';
import { sourcesInWords } from '../check/rule-sources.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckedUnit } from './check-summary.ts';
import { distinctFindings } from './format-finding.ts';

/**
 * Findings as a SARIF 2.1.0 log, which editors and CI services show beside the lines. Columns count
 * characters, as everywhere in this program.
 */
export function sarifLog(units: readonly CheckedUnit[]): string {
  const findings = distinctFindings(units.flatMap((unit) => unit.findings));
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'yugong', rules: codes.map(ruleOfCode) } },
        columnKind: 'unicodeCodePoints',
        results: findings.map((finding) => resultOf(finding, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOfCode(code: string) {
  const rule = ruleOf(code);
  if (rule === null) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.meaning },
    help: { text: `例：${rule.example}\n改法：${rule.remedy}\n来源：${sourcesInWords(rule.source)}` },
    defaultConfiguration: { level: rule.severity },
  };
}

function resultOf({ code, severity, message, hint, position, waived }: Finding, codes: readonly string[]) {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: hint === '' ? message : `${message}${hint}` },
    ...(position === null ? {} : { locations: [{ physicalLocation: locationOf(position) }] }),
    ...(waived === undefined
      ? {}
      : { suppressions: [{ kind: 'inSource', status: 'accepted', justification: waived }] }),
  };
}

function locationOf({ file, line, column, length }: NonNullable<Finding['position']>) {
  const isAbsolute = /^([A-Za-z]:)?[\\/]/.test(file);
  const uri = isAbsolute ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
  const region = { startLine: line, startColumn: column, endColumn: column + (length ?? 1) };
  return { artifactLocation: { uri }, region };
}
