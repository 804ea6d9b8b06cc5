import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, ASSETS, clientPage, json, nothing, send, UNIT_ANSWERS } from './answers.ts';
import type { ListState } from './folder.ts';
import { refusal } from './guard.ts';
import type { PreviewSession } from './session.ts';

/** What a server shows: one unit, or a list of units with a page for each. */
export interface PreviewSite {
  /** The list as the page shows it; null where there is one unit only. */
  readonly list: (() => ListState) | null;
  /** The unit of a name in the list, the only one as `null`; null where there is none. */
  session(name: string | null): Promise<PreviewSession | null>;
}

export interface PreviewServer {
  readonly url: string;
  /** Tells every open page of a unit that there is something new; `null` means the first page. */
  announce(name: string | null): void;
  close(): Promise<void>;
}

const UNITS = '/units/';
/** The address of a unit's page, and what is asked of it: `/units/demo/2025/` and `report.html`. */
const ADDRESS = /^(?<page>.*?\/)(?<asked>download\/[a-z]+|[a-z.]*)$/;

/** The address of a unit's page in a list. `demo/2025` → `/units/demo/2025/` */
export function addressOf(name: string): string {
  return `${UNITS}${name.split('/').map(encodeURIComponent).join('/')}/`;
}

/**
 * Serves a site on the loopback address; `port` 0 takes any free one. Units are known by the addresses that the site
 * itself gave out: no file is looked up by a name out of a request. Rejects when the port is taken (`EADDRINUSE`).
 */
export async function servePreview(site: PreviewSite, port: number): Promise<PreviewServer> {
  const listeners = new Map<ServerResponse, string | null>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { port: own } = server.address() as AddressInfo;
    const refused = refusal(request.method, request.headers, own);
    if (refused !== null) return send(response, nothing(refused));
    const path = (request.url ?? '').split('?')[0]!;
    if (Object.hasOwn(ASSETS, path)) return send(response, ASSETS[path]!());
    const { page, asked } = ADDRESS.exec(path)?.groups ?? {};
    if (page === undefined || asked === undefined) return send(response, nothing(404));
    if (site.list && page === '/') {
      if (asked === 'events') return listen(response, listeners, null);
      return send(response, listAnswer(asked, site.list));
    }
    const name = site.list ? nameOf(page) : null;
    const session = site.list
      ? name !== null && (await site.session(name))
      : page === '/' && (await site.session(null));
    if (!session) return send(response, nothing(404));
    if (asked === 'events') return listen(response, listeners, name);
    const made = Object.hasOwn(UNIT_ANSWERS, asked) ? UNIT_ANSWERS[asked] : undefined;
    send(response, made ? await made(session, site.list && '/') : nothing(404));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => send(response, nothing(500)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    announce: (name) => {
      for (const [listener, asked] of listeners) if (asked === name) listener.write('data: new\n\n');
    },
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners.keys()) listener.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listAnswer(asked: string, list: () => ListState): Answer {
  if (asked === '') return clientPage('folder.html');
  if (asked !== 'list.json') return nothing(404);
  const { units, ...rest } = list();
  return json({ ...rest, units: units.map((unit) => ({ ...unit, address: addressOf(unit.name) })) });
}

/** The name in the address of a unit's page; null for any other address. */
function nameOf(page: string): string | null {
  if (!page.startsWith(UNITS)) return null;
  try {
    return decodeURIComponent(page.slice(UNITS.length, -1));
  } catch {
    return null;
  }
}

function listen(
  response: ServerResponse,
  listeners: Map<ServerResponse, string | null>,
  name: string | null,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 500\n\n');
  listeners.set(response, name);
  response.on('close', () => listeners.delete(response));
}
