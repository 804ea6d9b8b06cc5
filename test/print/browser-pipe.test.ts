import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { BrowserPipe } from '../../src/print/browser-pipe.ts';
import { decodeCbor, encodeCbor } from '../../src/print/cbor.ts';

/** A browser that is not there: what was asked of it, and a way to answer. */
function fakeBrowser() {
  const requests = new PassThrough();
  const answers = new PassThrough();
  const pipe = new BrowserPipe(requests, answers);
  const asked = () => decodeCbor(requests.read() as Buffer) as { id: number; method: string };
  return { pipe, answers, asked };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a direct request gets its own answer, bytes as bytes', async () => {
  const { pipe, answers, asked } = fakeBrowser();
  const forPuppeteer: string[] = [];
  pipe.onmessage = (message) => forPuppeteer.push(message);
  const printed = pipe.call('Page.printToPDF', { printBackground: true }, 'S1');
  const { id, method } = asked();
  expect(method).toBe('Page.printToPDF');
  // { id, result: { data: bytes } }, as the browser writes bytes.
  const data = Buffer.concat([
    Buffer.from('7a0000000464617461', 'hex'),
    Buffer.from('d644255044', 'hex'),
    Buffer.from('46ff', 'hex'),
  ]);
  const result = envelope(Buffer.concat([Buffer.from([0xbf]), data]));
  const body = Buffer.concat([
    Buffer.from([0xbf]),
    Buffer.concat([Buffer.from('7a000000026964', 'hex'), numberBytes(id)]),
    Buffer.concat([Buffer.from('7a00000006726573756c74', 'hex'), result]),
    Buffer.from([0xff]),
  ]);
  answers.write(envelope(body));
  expect(await printed).toEqual({ data: new Uint8Array([0x25, 0x50, 0x44, 0x46]) });
  expect(forPuppeteer).toEqual([]);
});

test('messages may come in any pieces, several at once', async () => {
  const { pipe, answers } = fakeBrowser();
  const seen: unknown[] = [];
  pipe.onmessage = (message) => seen.push(JSON.parse(message));
  const stream = Buffer.concat([
    encodeCbor({ id: 1, result: {} }),
    encodeCbor({ method: '事件', params: { a: [1] } }),
  ]);
  for (const byte of stream.subarray(0, 40)) answers.write(Buffer.from([byte]));
  answers.write(stream.subarray(40));
  await settled();
  expect(seen).toEqual([
    { id: 1, result: {} },
    { method: '事件', params: { a: [1] } },
  ]);
});

test('an error of the browser rejects the request', async () => {
  const { pipe, answers, asked } = fakeBrowser();
  const call = pipe.call('Page.printToPDF', {}, 'S1');
  answers.write(encodeCbor({ id: asked().id, error: { code: -32000, message: 'Printing failed' } }));
  await expect(call).rejects.toThrow('Printing failed');
});

test('a browser that goes away rejects what is open and what comes later', async () => {
  const { pipe, answers } = fakeBrowser();
  let closed = 0;
  pipe.onclose = () => closed++;
  const call = pipe.call('Page.printToPDF', {}, 'S1');
  answers.destroy();
  await expect(call).rejects.toThrow('gone');
  await expect(pipe.call('Page.printToPDF', {}, 'S1')).rejects.toThrow('gone');
  expect(closed).toBe(1);
});

test('an answer in another form ends the connection instead of the program', async () => {
  const { pipe, answers } = fakeBrowser();
  const call = pipe.call('Page.printToPDF', {}, 'S1');
  answers.write(Buffer.from('{"id":1000000000,"result":{}}\0'));
  await expect(call).rejects.toThrow('gone');
});

function envelope(body: Buffer): Buffer {
  const head = Buffer.from('d8185a00000000', 'hex');
  head.writeUInt32BE(body.length, 3);
  return Buffer.concat([head, body]);
}

function numberBytes(value: number): Buffer {
  const bytes = Buffer.from('1a00000000', 'hex');
  bytes.writeUInt32BE(value, 1);
  return bytes;
}
