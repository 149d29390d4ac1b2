/** One value of DER, of an identifier octet and what it holds. Source: ITU-T X.690, section 8.1. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOctets(content.length), content]);
}

/** An INTEGER that is not negative. */
export function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  // The first bit is the sign: where it is set, an octet of zeros goes before it.
  return der(INTEGER, Buffer.alloc(octets.readUInt8(0) >> 7), octets);
}

const INTEGER = 0x02;

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const hex = length.toString(16);
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 + octets.length), octets]);
}
