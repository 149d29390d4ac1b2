import { isUtf8 } from 'node:buffer';

// A byte that is no part of UTF-8 is kept as the lone surrogate U+DC00 + byte, which no UTF-8 decodes to.
const KEPT_BYTE = /([\udc80-\udcff])/u;
const KEPT = 0xdc00;
const REPLACEMENT = '\ufffd';

/**
 * A file name as text. Names are bytes, and two that differ must stay two texts: else one file would hide the
 * other. `encodeName` is the way back.
 */
export function decodeName(bytes: Uint8Array, start: number, end: number): string {
  // A view on other bytes costs more than the decoding.
  const text =
    bytes instanceof Buffer ? bytes.toString('utf8', start, end) : viewOf(bytes, start, end).toString('utf8');
  return text.includes(REPLACEMENT) ? decodeOdd(viewOf(bytes, start, end)) : text;
}

/** The bytes of a name that `decodeName` gave. */
export function encodeName(name: string): Buffer {
  if (!KEPT_BYTE.test(name)) return Buffer.from(name, 'utf8');
  const parts = name.split(KEPT_BYTE);
  return Buffer.concat(
    parts.map((part, at) => (at % 2 === 1 ? Buffer.from([part.charCodeAt(0) - KEPT]) : Buffer.from(part))),
  );
}

function viewOf(bytes: Uint8Array, start: number, end: number): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
}

function decodeOdd(bytes: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = characterBytes(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(bytes.toString('utf8', from, at), String.fromCharCode(KEPT + (bytes[at] ?? 0)));
    at++;
    from = at;
  }
  return parts.join('') + bytes.toString('utf8', from);
}

/** How many bytes the character at `at` has; 0 when there is none. */
function characterBytes(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
