import type { Der } from './der.ts';
import { TAG, expect } from './der.ts';

/** `1.2.840.…` Source: ITU-T X.690, section 8.19. */
export function oidOf(der: Der): string {
  const { content } = expect(der, TAG.oid);
  if (
    content.length === 0 ||
    content.length > MAX_OID_OCTETS ||
    (content.readUInt8(content.length - 1) & 0x80) !== 0
  ) {
    throw new Error('DER: an object identifier that is broken');
  }
  const arcs: bigint[] = [];
  let arc = 0n;
  let fresh = true;
  for (const octet of content) {
    if (fresh && octet === 0x80) throw new Error('DER: an object identifier is not the shortest');
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    fresh = octet < 0x80;
    if (!fresh) continue;
    arcs.push(...(arcs.length === 0 ? firstTwo(arc) : [arc]));
    arc = 0n;
  }
  return arcs.join('.');
}

/** Source: ITU-T X.690, section 8.3. */
export function integerOf(der: Der, tag: number = TAG.integer): bigint {
  const { content } = expect(der, tag);
  if (content.length === 0 || content.length > MAX_INTEGER_OCTETS)
    throw new Error('DER: an integer that is broken');
  return BigInt.asIntN(content.length * 8, BigInt(`0x${content.toString('hex')}`));
}

/** An integer that is small by its meaning. */
export function smallOf(der: Der, tag: number = TAG.integer): number {
  const value = integerOf(der, tag);
  if (value < 0n || value > MAX_SMALL) throw new Error('DER: a number that is out of range');
  return Number(value);
}

/** Source: ITU-T X.690, sections 8.2 and 11.1. */
export function booleanOf(der: Der): boolean {
  const { content } = expect(der, TAG.boolean);
  if (content.length !== 1 || (content.readUInt8(0) !== 0 && content.readUInt8(0) !== 0xff)) {
    throw new Error('DER: a boolean that is broken');
  }
  return content.readUInt8(0) === 0xff;
}

/** The octets of a BIT STRING that is made of whole octets. */
export function bitOctetsOf(der: Der): Buffer {
  const { content } = expect(der, TAG.bits);
  if (content.readUInt8(0) !== 0) throw new Error('DER: a bit string with a part of an octet');
  return content.subarray(1);
}

/** Numbers of the bits that are set; the first is 0. Source: ITU-T X.690, section 8.6. */
export function bitsOf(der: Der): ReadonlySet<number> {
  const { content } = expect(der, TAG.bits);
  if (content.length < 1 || content.length > MAX_BIT_OCTETS || content.readUInt8(0) > 7) {
    throw new Error('DER: a bit string that is broken');
  }
  const set = new Set<number>();
  for (const [index, octet] of content.subarray(1).entries()) {
    for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) set.add(index * 8 + bit);
  }
  return set;
}

/** UTCTime or GeneralizedTime, in UTC. Source: RFC 5280, section 4.1.2.5; RFC 3161, section 2.4.2, for fractions. */
export function timeOf(der: Der): Date {
  const text = der.content.toString('latin1');
  const full =
    der.tag === TAG.utcTime ? century(text) : expect(der, TAG.generalizedTime).content.toString('latin1');
  const iso = full.replace(TIME, '$1-$2-$3T$4:$5:$6$7Z');
  const time = new Date(iso);
  // What does not fit is left as it was, and no time; a day that is not in the calendar would be another one.
  if (iso === full || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(iso.slice(0, 19))) {
    throw new Error('DER: a time that is broken');
  }
  return time;
}

const MAX_OID_OCTETS = 64;
const MAX_INTEGER_OCTETS = 64;
const MAX_BIT_OCTETS = 8;
const MAX_SMALL = 0x7fff_ffffn;
const TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d{1,9})?Z$/u;

function century(text: string): string {
  return text < '50' ? `20${text}` : `19${text}`;
}

/** Source: ITU-T X.690, section 8.19.4. */
function firstTwo(arc: bigint): readonly bigint[] {
  const first = arc < 40n ? 0n : arc < 80n ? 1n : 2n;
  return [first, arc - first * 40n];
}
