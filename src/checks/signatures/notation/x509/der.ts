import { LIMITS } from '../../../../util/limits.ts';

/** One value of a DER text. Source: ITU-T X.690, section 8.1. */
export interface Der {
  /** Identifier octet: class, constructed bit and number. */
  readonly tag: number;
  readonly content: Buffer;
  /** Identifier, length and content. */
  readonly raw: Buffer;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** Tag of a context-specific value that holds others. */
export function context(number: number): number {
  return 0xa0 + number;
}

/** Tag of a context-specific value that holds bytes. */
export function contextBytes(number: number): number {
  return 0x80 + number;
}

/** The one value that `bytes` are. Throws an `Error` for anything that is not DER, and for bytes after it. */
export function readDer(bytes: Buffer): Der {
  const value = readAt(bytes, 0);
  if (value.raw.length !== bytes.length) throw new Error('DER: not exactly one value');
  return value;
}

/** The values that lie one after the other inside a value; throws for more than `LIMITS.derValues`. */
export function inside(der: Der): readonly Der[] {
  const values: Der[] = [];
  for (const value of valuesIn(der.content)) {
    if (values.length === LIMITS.derValues.value) throw new Error('DER: too many values in one');
    values.push(value);
  }
  return values;
}

/** As `inside`, one after the other: for lists that are too long to be held. */
export function each(der: Der): Iterable<Der> {
  return valuesIn(der.content);
}

/** Reads the members of a SEQUENCE in their order; every one has to be taken. */
export class Fields {
  readonly #values: Iterator<Der>;
  #next: IteratorResult<Der>;

  constructor(der: Der, tag: number = TAG.sequence) {
    this.#values = inside(expect(der, tag)).values();
    this.#next = this.#values.next();
  }

  /** The next member, of any kind; throws when there is none. */
  any(): Der {
    if (this.#next.done === true) throw new Error('DER: a member is missing');
    const { value } = this.#next;
    this.#next = this.#values.next();
    return value;
  }

  take(tag: number): Der {
    return expect(this.any(), tag);
  }

  /** The next member if it has this tag, else null. */
  maybe(tag: number): Der | null {
    return this.#next.done !== true && this.#next.value.tag === tag ? this.any() : null;
  }

  /** Throws when members are left. */
  end(): void {
    if (this.#next.done !== true) throw new Error('DER: a member too many');
  }
}

export function expect(der: Der, tag: number): Der {
  if (der.tag === tag) return der;
  throw new Error(`DER: tag 0x${der.tag.toString(16)} where 0x${tag.toString(16)} should be`);
}

function* valuesIn(bytes: Buffer): Generator<Der, void, undefined> {
  for (let at = 0; at < bytes.length;) {
    const value = readAt(bytes, at);
    yield value;
    at += value.raw.length;
  }
}

function readAt(bytes: Buffer, at: number): Der {
  const tag = bytes.readUInt8(at);
  // Tags of several octets are in nothing that is read here.
  if ((tag & 0x1f) === 0x1f) throw new Error('DER: a tag of several octets');
  const first = bytes.readUInt8(at + 1);
  const extra = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || extra > MAX_LENGTH_OCTETS)
    throw new Error('DER: a length of no end or of too many octets');
  const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra);
  // One value has one encoding: else two readers see two things.
  if (extra > 0 && length < Math.max(0x80, 2 ** (8 * (extra - 1))))
    throw new Error('DER: a length is not the shortest');
  const start = at + 2 + extra;
  if (start + length > bytes.length) throw new Error('DER: it is cut off');
  return { tag, content: bytes.subarray(start, start + length), raw: bytes.subarray(at, start + length) };
}

const MAX_LENGTH_OCTETS = 4;
