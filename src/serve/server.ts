import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../files/program-folder.ts';
import type { Finding } from '../model/finding.ts';
import { refusal } from './guard.ts';
import { DOWNLOADS, type Download, type PreviewSession } from './session.ts';

export interface PreviewServer {
  readonly url: string;
  /** Tells every open page that there is something new. */
  announce(): void;
  close(): Promise<void>;
}

const client = (name: string): string =>
  readFileSync(join(PROGRAM_FOLDER, 'src', 'serve', 'client', name), 'utf8');

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The report is somebody's data: no script, no request, nothing but its own styles. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly status?: number;
  readonly policy?: string;
  /** Kept under this name instead of shown. */
  readonly fileName?: string;
}

/**
 * Serves a session on the loopback address; `port` 0 takes any free one. There are only the addresses listed
 * here: no file is looked up by a name out of a request. Rejects when the port is taken (`EADDRINUSE`).
 */
export async function servePreview(session: PreviewSession, port: number): Promise<PreviewServer> {
  const listeners = new Set<ServerResponse>();
  const routes: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    '/': () => ({ type: 'text/html; charset=utf-8', body: client('page.html') }),
    '/page.js': () => ({ type: 'text/javascript; charset=utf-8', body: client('page.js') }),
    '/page.css': () => ({ type: 'text/css; charset=utf-8', body: client('page.css') }),
    '/state.json': () => ({
      type: JSON_TYPE,
      body: JSON.stringify({ ...session.state, downloads: DOWNLOADS }),
    }),
    ...Object.fromEntries(DOWNLOADS.map((each) => [`/download/${each.name}`, () => download(session, each)])),
    '/report.html': () => ({
      type: 'text/html; charset=utf-8',
      body: session.report?.html ?? '<!doctype html><title></title>',
      policy: REPORT_POLICY,
    }),
    '/report.txt': () => ({ type: TEXT_TYPE, body: session.report?.text ?? '' }),
    '/report.pdf': () => pages(session),
    '/diff.json': async () => {
      const lines = await session.approvedDiff();
      return { type: JSON_TYPE, body: JSON.stringify({ approved: session.approvedLabel, lines }) };
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { port: own } = server.address() as AddressInfo;
    const refused = refusal(request.method, request.headers, own);
    const path = (request.url ?? '').split('?')[0]!;
    if (refused !== null) return send(response, { type: TEXT_TYPE, body: '', status: refused });
    if (path === '/events') return listen(response, listeners);
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    send(response, route ? await route() : { type: TEXT_TYPE, body: '', status: 404 });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => send(response, { type: TEXT_TYPE, body: '', status: 500 }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    announce: () => {
      for (const listener of listeners) listener.write(`data: ${session.state.version}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners) listener.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

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

function send(
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

function listen(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 500\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}
