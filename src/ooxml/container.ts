import { Refusal, type RefusalReason } from './refusal.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** What the first bytes of a file say it is; throws a {@link Refusal} for anything but a zip file. */
export function demandZip(bytes: Buffer): void {
  if (bytes.length === 0) throw new Refusal('empty');
  if (startsWith(bytes, ZIP)) return;
  throw new Refusal(reasonFor(bytes));
}

function reasonFor(bytes: Buffer): RefusalReason {
  if (startsWith(bytes, OLE)) return oleReason(bytes);
  const head = bytes.subarray(0, 2048).toString('latin1');
  if (/^\s*(<|\xef\xbb\xbf\s*<)/.test(head)) return 'webPage';
  // Budget systems like to give a CSV file the name of a workbook.
  if (!/[\x00-\x08]/.test(head)) return 'webPage';
  return 'notWorkbook';
}

/** An OLE container holds either an encrypted workbook or an old binary one; its directory names the streams. */
function oleReason(bytes: Buffer): RefusalReason {
  const holds = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return 'encrypted';
  return holds('Workbook') || holds('Book') || holds('ETExtData') ? 'oldFormat' : 'notWorkbook';
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
