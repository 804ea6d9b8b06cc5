import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why a request is refused, as a status code; null where it may pass. Only this machine's own browser may
 * read the preview: `Host` must be the loopback address the server listens on (against names that somebody
 * else points at it), and a request that a page made must come from a page of the preview.
 */
export function refusal(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  port: number,
): number | null {
  if (method !== 'GET' && method !== 'HEAD') return 405;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return 403;
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return 403;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403;
  return null;
}
