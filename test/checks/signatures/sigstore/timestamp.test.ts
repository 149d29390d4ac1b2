import { X509Certificate } from '@sigstore/core';
import { describe, expect, it } from 'vitest';
import { TAG } from '../../../../src/checks/signatures/notation/x509/der.ts';
import { der, derInteger } from '../../../../src/checks/signatures/notation/x509/write-der.ts';
import { NO_ROOT } from '../../../../src/checks/signatures/sigstore/root.ts';
import { verifyTimestamp } from '../../../../src/checks/signatures/sigstore/timestamp.ts';
import type { TestChain } from '../../../support/notation-authority.ts';
import type { StampOptions } from '../../../support/notation-timestamp.ts';
import { makeTimestamp, makeTimestampChain } from '../../../support/notation-timestamp.ts';
import { derSequence } from '../../../support/x509-der.ts';

const SIGNED = Buffer.from('a signature');
const NOW = new Date();
const TIMES = { from: soon(0), to: soon(3_600_000) };
const ec = makeTimestampChain({
  leaf: { key: 'p256', ...TIMES },
  intermediate: { key: 'p384', ...TIMES },
  root: { key: 'p384', ...TIMES },
});
const rsa = makeTimestampChain({ leaf: { key: 'rsa2048', ...TIMES }, intermediate: TIMES, root: TIMES });

describe('a time stamp', () => {
  it.each([
    ['ECDSA', ec],
    ['RSA', rsa],
  ])('signed with %s is accepted', (_, chain) => {
    expect(verify(chain, { time: soon(1000) })).toStrictEqual(soon(1000));
  });

  it('must be of a time at which the certificates of its authority are valid', () => {
    expect(() => verify(ec, { time: soon(-5000) })).toThrow(refusal());
    expect(() => verify(ec, { time: soon(3_700_000) })).toThrow(refusal());
  });

  it.each(['', '.5', '.25', '.123', '.1234', '.123456789'])(
    'may have a time with the fraction "%s"',
    (fraction) => {
      const time = soon(1000);
      const text = time.toISOString().replace(/[-:T]|\.000Z/gu, '');
      const info = withTime(der(TAG.generalizedTime, Buffer.from(`${text}${fraction}Z`)));
      expect(verify(ec, { info })).toStrictEqual(time);
    },
  );

  it.each(['20260101000000', '20260101000000+0100', '20261301000000Z', '202601010000Z', 'yesterday', ''])(
    'may not have the time "%s"',
    (text) => {
      expect(() => verify(ec, { info: withTime(der(TAG.generalizedTime, Buffer.from(text))) })).toThrow(
        refusal(),
      );
    },
  );

  it('may not end before its time', () => {
    expect(() => verify(ec, { info: (fields) => fields.slice(0, 4) })).toThrow(refusal());
  });

  it('must be about what it is held against', () => {
    const stamp = answer(makeTimestamp(Buffer.from('other'), optionsOf(ec)));
    expect(() => verifyTimestamp(stamp, [SIGNED], materialOf(ec))).toThrow(refusal());
  });

  it('may be about any of several', () => {
    const stamp = answer(makeTimestamp(SIGNED, optionsOf(ec)));
    expect(verifyTimestamp(stamp, [Buffer.from('x'), SIGNED], materialOf(ec))).toStrictEqual(soon(1000));
  });

  it('must come from an authority of the trusted root', () => {
    const stamp = answer(makeTimestamp(SIGNED, optionsOf(ec)));
    expect(() => verifyTimestamp(stamp, [SIGNED], materialOf(rsa))).toThrow(refusal());
    expect(() => verifyTimestamp(stamp, [SIGNED], NO_ROOT.material)).toThrow(refusal());
  });

  it('must be signed by that authority, and not only name it', () => {
    const impostor = makeTimestampChain();
    const signer = { ...ec.leaf, key: impostor.leaf.key };
    expect(() => verify(ec, { signer })).toThrow(refusal());
  });

  it('must be the answer of an authority', () => {
    expect(() => verifyTimestamp(Buffer.alloc(0), [SIGNED], materialOf(ec))).toThrow(refusal());
    expect(() => verifyTimestamp(derSequence(), [SIGNED], materialOf(ec))).toThrow(refusal());
  });
});

/** Whole seconds after the certificates were made. */
function soon(ms: number): Date {
  return new Date(Math.ceil((NOW.getTime() + ms) / 1000) * 1000);
}

function withTime(time: Buffer): NonNullable<StampOptions['info']> {
  return (fields) => fields.map((field, at) => (at === 4 ? time : field));
}

function optionsOf({ leaf, all }: TestChain): StampOptions {
  return { signer: leaf, certificates: all, time: soon(1000) };
}

function verify(chain: TestChain, change: Partial<StampOptions>): Date {
  const stamp = answer(makeTimestamp(SIGNED, { ...optionsOf(chain), ...change }));
  return verifyTimestamp(stamp, [SIGNED], materialOf(chain));
}

/** TimeStampResp: granted. */
function answer(token: Buffer): Buffer {
  return derSequence(derSequence(derInteger(0n)), token);
}

function materialOf({ all }: TestChain): typeof NO_ROOT.material {
  const certChain = all.map((one) => X509Certificate.parse(Buffer.from(one.der)));
  const validFor = { start: new Date(0), end: new Date(8.64e15) };
  return { ...NO_ROOT.material, timestampAuthorities: [{ certChain, validFor }] };
}

function refusal(): unknown {
  return expect.objectContaining({
    refusal: expect.objectContaining({ code: 'SIGSTORE_TIMESTAMP_INVALID' }),
  });
}
