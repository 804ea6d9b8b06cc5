import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';
import { decodeCbor, encodeCbor, envelopeHead, envelopeLength } from './cbor.ts';

/** Numbers of our own requests begin above all that Puppeteer uses. */
const firstOwnId = 1_000_000_000;

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * The connection to a browser started with `--remote-debugging-pipe=cbor`: Puppeteer's, and a direct way for the
 * large messages. As CBOR a PDF is sent as it is; as JSON it would be base64, written, read and parsed as text by
 * both sides, which costs 30 ms of processor time for a report.
 */
export class BrowserPipe implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #requests: Writable;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = firstOwnId;
  #chunks: Buffer[] = [];
  #length = 0;
  #closed = false;

  /** `requests` and `answers`: what the browser knows as file descriptors 3 and 4. */
  constructor(requests: Writable, answers: Readable) {
    this.#requests = requests;
    // A browser that goes away closes both; that is told once, by the answers.
    requests.on('error', () => {});
    answers.on('error', () => {});
    answers.on('data', (chunk: Buffer) => {
      try {
        this.#receive(chunk);
      } catch (error) {
        // Not a browser, or one that speaks otherwise: nothing that follows could be understood.
        answers.destroy();
        if (!(error instanceof SyntaxError)) throw error;
      }
    });
    answers.once('close', () => this.#end());
  }

  /** One request, past Puppeteer. Rejected with the browser's error, and when the browser goes away. */
  call(method: string, params: object, sessionId: string): Promise<Readonly<Record<string, unknown>>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(gone());
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve: (result) => resolve(result as Record<string, unknown>), reject });
      this.#requests.write(encodeCbor({ id, method, params, sessionId }));
    });
  }

  send(message: string): void {
    this.#requests.write(encodeCbor(JSON.parse(message)));
  }

  close(): void {
    this.#requests.end();
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= envelopeHead) {
      if (this.#chunks[0]!.length < envelopeHead) this.#chunks = [Buffer.concat(this.#chunks)];
      const length = envelopeLength(this.#chunks[0]!);
      if (this.#length < length) return;
      const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      this.#chunks = all.length > length ? [all.subarray(length)] : [];
      this.#length = all.length - length;
      this.#dispatch(decodeCbor(all.subarray(0, length)) as Message);
    }
  }

  #dispatch(message: Message): void {
    const own = message.id !== undefined && message.id >= firstOwnId;
    if (!own) {
      this.onmessage?.(JSON.stringify(message, base64));
      return;
    }
    const waiting = this.#waiting.get(message.id!);
    this.#waiting.delete(message.id!);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result);
  }

  #end(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(gone());
    this.#waiting.clear();
    this.onclose?.();
  }
}

function gone(): Error {
  return new Error('the browser has gone');
}

/** Bytes as JSON has them. */
function base64(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
