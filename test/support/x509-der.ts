import { TAG, context } from '../../src/checks/signatures/notation/x509/der.ts';
import { der } from '../../src/checks/signatures/notation/x509/write-der.ts';

/** An OBJECT IDENTIFIER; its arcs are below 2^28. */
export function derOid(oid: string): Buffer {
  const [first = 0, second = 0, ...others] = oid.split('.').map(Number);
  return der(TAG.oid, ...[first * 40 + second, ...others].map(base128));
}

export function derBits(bytes: Uint8Array): Buffer {
  return der(TAG.bits, Buffer.of(0), bytes);
}

/** A BIT STRING with these bits set, as short as can be. */
export function derFlags(bits: readonly number[]): Buffer {
  const last = Math.max(...bits, 0);
  const octets = Buffer.alloc(Math.floor(last / 8) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return der(TAG.bits, Buffer.of(7 - (last & 7)), octets);
}

export function derText(text: string): Buffer {
  return der(UTF8, Buffer.from(text));
}

/** GeneralizedTime, with a fraction when it is not whole seconds. */
export function derTime(time: Date): Buffer {
  const text = time.toISOString().replace(/[-:T]/gu, '').replace('.000Z', 'Z');
  return der(
    TAG.generalizedTime,
    Buffer.from(text.replace(/0{1,2}Z$/u, (end) => (text.includes('.') ? 'Z' : end))),
  );
}

export function derBoolean(value: boolean): Buffer {
  return der(TAG.boolean, Buffer.of(value ? 0xff : 0));
}

/** `[number] EXPLICIT` around the values. */
export function derTagged(number: number, ...contents: readonly Uint8Array[]): Buffer {
  return der(context(number), ...contents);
}

export function derSequence(...contents: readonly Uint8Array[]): Buffer {
  return der(TAG.sequence, ...contents);
}

/** AlgorithmIdentifier, with NULL parameters where these are given. */
export function derAlgorithm(oid: string, parameters: Buffer | null = null): Buffer {
  return derSequence(derOid(oid), ...(parameters === null ? [] : [parameters]));
}

export const DER_NULL = Buffer.of(5, 0);

const UTF8 = 0x0c;

function base128(value: number): Buffer {
  const octets = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift(0x80 | (rest & 0x7f));
  return Buffer.from(octets);
}
