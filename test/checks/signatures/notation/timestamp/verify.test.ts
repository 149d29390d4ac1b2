import { describe, expect, it } from 'vitest';
import { verifyTimestamp } from '../../../../../src/checks/signatures/notation/timestamp/verify.ts';
import { parseCertificate } from '../../../../../src/checks/signatures/notation/x509/certificate.ts';
import { der, derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import type { TestChain } from '../../../../support/notation-authority.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import type { StampOptions } from '../../../../support/notation-timestamp.ts';
import { makeTimestamp, makeTimestampChain } from '../../../../support/notation-timestamp.ts';
import { derSequence } from '../../../../support/x509-der.ts';

const STAMPED = Buffer.from('signature');
const DAY = 24 * 3600 * 1000;
const good = makeTimestampChain();

function verify(chain: TestChain = good, change: Partial<StampOptions> = {}, now = new Date()) {
  const bytes = makeTimestamp(STAMPED, { signer: chain.leaf, certificates: chain.all, ...change });
  return verifyTimestamp(bytes, STAMPED, {
    roots: [parseCertificate(good.root.der), parseCertificate(chain.root.der)],
    now,
  });
}

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { refusal: { code: string } }).refusal.code;
  }
}

describe('verifyTimestamp', () => {
  it('gives the time, as it may be off, and the chain', () => {
    const time = new Date('2026-01-02T03:04:05Z');
    const chain = makeTimestampChain({
      root: { from: new Date(0) },
      intermediate: { from: new Date(0) },
      leaf: { from: new Date(0) },
    });
    const stamped = verify(chain, { time, info: (fields) => [...fields, derSequence(derInteger(2n))] });
    expect(stamped.time).toEqual(time);
    expect(stamped.from).toEqual(new Date('2026-01-02T03:04:03Z'));
    expect(stamped.to).toEqual(new Date('2026-01-02T03:04:07Z'));
    expect(stamped.chain.map(({ name }) => name)).toEqual([
      'CN=Time stamps',
      'CN=Time authority',
      'CN=Time root',
    ]);
  });

  it.each([
    ['ECDSA on P-384', { leaf: { key: 'p384' as const } }, 'sha384' as const],
    ['RSA', { leaf: { key: 'rsa2048' as const } }, 'sha256' as const],
    ['RSA, as CMS names it', { leaf: { key: 'rsa2048' as const } }, 'plain' as const],
    ['RSASSA-PSS', { leaf: { key: 'rsa2048' as const } }, 'pss' as const],
  ])('accepts one by %s', (_, changes, signing) => {
    const chain = makeTimestampChain({ leaf: changes.leaf });
    expect(codeOf(() => verify(chain, { signing }))).toBe(null);
  });

  it('accepts one without its root, and one that names its signer by the key', () => {
    expect(codeOf(() => verify(good, { certificates: [good.intermediate, good.leaf] }))).toBeNull();
    const byKey = (fields: readonly Buffer[]) => [
      derInteger(3n),
      der(0x80, Buffer.of(1)),
      ...fields.slice(2),
    ];
    expect(codeOf(() => verify(good, { signerInfo: byKey }))).toBeNull();
  });

  it.each<[string, string, () => unknown]>([
    [
      'no time stamp at all',
      'NOTATION_TIMESTAMP',
      () => verifyTimestamp(STAMPED, STAMPED, { roots: [], now: new Date() }),
    ],
    ['no certificate of its signer', 'NOTATION_TIMESTAMP', () => verify(good, { certificates: [good.root] })],
    [
      'a certificate that is broken',
      'NOTATION_TIMESTAMP',
      () => verify(good, { certificates: [{ ...good.leaf, der: derSequence() }] }),
    ],
    [
      'too many certificates',
      'NOTATION_TIMESTAMP',
      () => verify(good, { certificates: Array.from({ length: 17 }, () => good.leaf) }),
    ],
    [
      'a signature by another key',
      'NOTATION_TIMESTAMP',
      () => verify(good, { signer: { ...good.leaf, key: makeChain().leaf.key } }),
    ],
    [
      'two names for its signer',
      'NOTATION_TIMESTAMP',
      () => verify(good, { signer: { ...good.leaf, serial: 1n } }),
    ],
    ['no intermediate', 'NOTATION_TIMESTAMP_UNTRUSTED', () => verify(good, { certificates: [good.leaf] })],
    [
      'another signature under it',
      'NOTATION_TIMESTAMP_OTHER',
      () =>
        verifyTimestamp(
          makeTimestamp(STAMPED, { signer: good.leaf, certificates: good.all }),
          Buffer.from('other'),
          { roots: [], now: new Date() },
        ),
    ],
    [
      'a signer whose certificate has ended since',
      'NOTATION_TIMESTAMP_CERTIFICATE',
      () => verify(good, {}, new Date(Date.now() + 400 * DAY)),
    ],
    [
      'a time before the certificate of its signer',
      'NOTATION_TIMESTAMP_CERTIFICATE',
      () => verify(good, { time: new Date(Date.now() - 30 * DAY) }),
    ],
    ['a signer that may sign anything', 'NOTATION_TIMESTAMP_CERTIFICATE', () => verify(makeChain())],
  ])('refuses one with %s', (_, code, work) => {
    expect(codeOf(work)).toBe(code);
  });
});
