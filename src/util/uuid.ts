import { createHash } from 'node:crypto';

/** A namespace of our own for UUIDs that are made from names. */
const NAMESPACE = '9d7b0f5e-6c0e-4f0b-8e7a-3b0d3c1f5a42';
const DASHES = /-/gu;

/** The same UUID for the same name. Source: RFC 9562, section 5.5, "UUID Version 5". */
export function uuidOf(name: string, namespace: string = NAMESPACE): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replace(DASHES, ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
