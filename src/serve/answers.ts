import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../files/program-folder.ts';
import type { Finding } from '../model/finding.ts';
import { DOWNLOADS, type Download, type PreviewSession } from './session.ts';

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The report is somebody's data: no script, no request, nothing but its own styles. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

const HTML_TYPE = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

export interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly status?: number;
  readonly policy?: string;
  /** Kept under this name instead of shown. */
  readonly fileName?: string;
}

/** An answer without content: `404` */
export function nothing(status: number): Answer {
  return { type: TEXT_TYPE, body: '', status };
}

export function json(value: unknown): Answer {
  return { type: JSON_TYPE, body: JSON.stringify(value) };
}

/** A page of the program itself, `page.html` */
export function clientPage(name: string): Answer {
  return { type: HTML_TYPE, body: client(name) };
}

function client(name: string): string {
  return readFileSync(join(PROGRAM_FOLDER, 'src', 'serve', 'client', name), 'utf8');
}

const SCRIPT = (name: string) => (): Answer => ({
  type: 'text/javascript; charset=utf-8',
  body: client(name),
});

/** What all pages of a preview load, by address. */
export const ASSETS: Readonly<Record<string, () => Answer>> = {
  '/page.js': SCRIPT('page.js'),
  '/mark.js': SCRIPT('mark.js'),
  '/words.js': SCRIPT('words.js'),
  '/folder.js': SCRIPT('folder.js'),
  '/page.css': () => ({ type: 'text/css; charset=utf-8', body: client('page.css') }),
};

/** What can be asked of one unit, by the end of the address. `list`: the address of the list it stands in. */
export const UNIT_ANSWERS: Readonly<
  Record<string, (session: PreviewSession, list: string | null) => Answer | Promise<Answer>>
> = {
  '': () => clientPage('page.html'),
  'state.json': ({ state }, list) => json({ ...state, downloads: DOWNLOADS, list }),
  ...Object.fromEntries(
    DOWNLOADS.map((each) => [`download/${each.name}`, (session: PreviewSession) => download(session, each)]),
  ),
  'report.html': ({ html }) => ({
    type: HTML_TYPE,
    body: html ?? '<!doctype html><title></title>',
    policy: REPORT_POLICY,
  }),
  'report.txt': ({ report }) => ({ type: TEXT_TYPE, body: report?.text ?? '' }),
  'report.pdf': (session) => pages(session),
  'diff.json': async (session) => {
    const lines = await session.approvedDiff();
    return json({ approved: session.approvedLabel, lines });
  },
};

async function pages(session: PreviewSession): Promise<Answer> {
  const printed = await session.pages();
  if (printed?.value) return { type: 'application/pdf', body: printed.value };
  return unmade(printed?.findings);
}

async function download(session: PreviewSession, { name }: Download): Promise<Answer> {
  const file = await session.file(name);
  if (!file?.value) return unmade(file?.findings);
  const fileName = session.state.title + file.value.name;
  return { type: 'application/octet-stream', body: file.value.content, fileName };
}

/** Why there is no file. */
function unmade(findings: readonly Finding[] | undefined): Answer {
  const reasons = findings?.map(({ message, hint }) => `${message}。${hint}`) ?? ['还没有可以打印的报告。'];
  return { type: TEXT_TYPE, body: reasons.join('\n'), status: 503 };
}

export function send(
  response: ServerResponse,
  { type, body, status = 200, policy = PAGE_POLICY, fileName }: Answer,
): void {
  if (response.headersSent) return;
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    ...(fileName === undefined
      ? {}
      : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }),
  });
  response.end(body);
}
