import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  embeddedText,
  newestService,
  publicRepository,
} from '../../../../../src/checks/signatures/sigstore/trusted-root/embedded.ts';
import { readTrustedRoot } from '../../../../../src/checks/signatures/sigstore/trusted-root/loaded-root.ts';
import { GateError } from '../../../../../src/model/errors.ts';
import { caught } from '../../../../support/caught.ts';

// The parts of a trusted root are changed in ways that types would forbid.
type Loose = Record<string, Record<string, Record<string, unknown>>[]>;

describe('a trusted root is read', () => {
  it.each([
    ['of the first version', 'application/vnd.dev.sigstore.trustedroot+json;version=0.1'],
    ['of the second version', 'application/vnd.dev.sigstore.trustedroot.v0.2+json'],
  ])('%s', async (_, mediaType) => {
    expect(await codeOf((root) => Object.assign(root, { mediaType }))).toBeNull();
  });

  it('with a log of a kind that is not known here', async () => {
    expect(
      await codeOf(({ tlogs }) => set(tlogs?.[0], 'publicKey', { keyDetails: 'PKIX_ED25519_PH' })),
    ).toBeNull();
  });

  it('with a validity that ends', async () => {
    const validFor = { start: '2024-01-01T00:00:00Z', end: '2024-01-01T00:00:01Z' };
    expect(await codeOf(({ tlogs }) => set(tlogs?.[0], 'publicKey', { validFor }))).toBeNull();
  });

  it('with logs that are called by their checkpoints', () => {
    const root = JSON.parse(embeddedText()) as Loose;
    Object.assign(root['tlogs']?.[0] ?? {}, { checkpointKeyId: { keyId: 'AAAA' } });
    const { logName } = readTrustedRoot(JSON.stringify(root), 'it');
    expect(logName(Buffer.from('AAAA', 'base64'))).toBe('rekor.sigstore.dev');
  });

  it('with a key of RSA in its older form', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rawBytes = publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
    const key = { rawBytes, keyDetails: 'PKCS1_RSA_PKCS1V5' };
    expect(await codeOf(({ tlogs }) => set(tlogs?.[0], 'publicKey', key))).toBeNull();
  });
});

describe('a trusted root is refused', () => {
  it.each<[string, (root: Loose) => unknown, string]>([
    ['without a media type', (root) => delete root['mediaType'], 'TYPE'],
    [
      'of another media type',
      (root) => Object.assign(root, { mediaType: 'application/vnd.dev.sigstore.trustedroot.v9+json' }),
      'TYPE',
    ],
    ['without certificate authorities', (root) => delete root['certificateAuthorities'], 'EMPTY'],
    [
      'without anyone who tells the time',
      (root) => Object.assign(root, { tlogs: [], timestampAuthorities: [] }),
      'EMPTY',
    ],
    [
      'with a log valid since ever',
      ({ tlogs }) => set(tlogs?.[1], 'publicKey', { validFor: { end: '2030-01-01T00:00:00Z' } }),
      'VALIDITY',
    ],
    [
      'with a log without validity',
      ({ tlogs }) => set(tlogs?.[1], 'publicKey', { validFor: undefined }),
      'VALIDITY',
    ],
    [
      'with a log valid since no day',
      ({ tlogs }) => set(tlogs?.[1], 'publicKey', { validFor: { start: 'x' } }),
      'VALIDITY',
    ],
    [
      'with a log valid until no day',
      ({ tlogs }) => set(tlogs?.[1], 'publicKey', { validFor: { start: '2024-01-01T00:00:00Z', end: 'x' } }),
      'VALIDITY',
    ],
    [
      'with a validity that ends before it begins',
      ({ tlogs }) =>
        set(tlogs?.[1], 'publicKey', {
          validFor: { start: '2024-01-01T00:00:00Z', end: '2023-01-01T00:00:00Z' },
        }),
      'VALIDITY',
    ],
    [
      'with a certificate log valid since ever',
      ({ ctlogs }) => set(ctlogs?.[0], 'publicKey', { validFor: {} }),
      'VALIDITY',
    ],
    [
      'with an authority valid since ever',
      ({ certificateAuthorities }) => put(certificateAuthorities?.[0], 'validFor', undefined),
      'VALIDITY',
    ],
    [
      'with time stamps valid since ever',
      ({ timestampAuthorities }) =>
        put(timestampAuthorities?.[0], 'validFor', { end: '2030-01-01T00:00:00Z' }),
      'VALIDITY',
    ],
    ['with a log without a key', ({ tlogs }) => put(tlogs?.[0], 'publicKey', undefined), 'KEY'],
    [
      'with a log with an empty key',
      ({ tlogs }) => set(tlogs?.[0], 'publicKey', { rawBytes: undefined }),
      'KEY',
    ],
    [
      'with a log with a broken key',
      ({ tlogs }) => set(tlogs?.[0], 'publicKey', { rawBytes: 'AAAA' }),
      'KEY',
    ],
    [
      'with a key that does not say what it is',
      ({ tlogs }) => set(tlogs?.[0], 'publicKey', { keyDetails: undefined }),
      'KEY',
    ],
    [
      'with a key on another curve',
      ({ tlogs }) => set(tlogs?.[0], 'publicKey', { keyDetails: 'PKIX_ECDSA_P384_SHA_384' }),
      'KEY',
    ],
    [
      'with a key of another kind',
      ({ tlogs }) => set(tlogs?.[1], 'publicKey', { keyDetails: 'PKIX_RSA_PKCS1V5' }),
      'KEY',
    ],
    ['with a log without an id', ({ tlogs }) => put(tlogs?.[0], 'logId', undefined), 'LOG_ID'],
    ['with a log with an empty id', ({ tlogs }) => put(tlogs?.[0], 'logId', {}), 'LOG_ID'],
    ['with two logs of one id', ({ tlogs }) => put(tlogs?.[0], 'logId', tlogs?.[1]?.['logId']), 'LOG_ID'],
    [
      'with two certificate logs of one id',
      ({ ctlogs }) => put(ctlogs?.[0], 'logId', ctlogs?.[1]?.['logId']),
      'LOG_ID',
    ],
    [
      'with an authority without certificates',
      ({ certificateAuthorities }) => put(certificateAuthorities?.[0], 'certChain', undefined),
      'CERTIFICATE',
    ],
    [
      'with a certificate that does not parse',
      ({ certificateAuthorities }) =>
        put(certificateAuthorities?.[0], 'certChain', { certificates: [{ rawBytes: 'AAAA' }] }),
      'CERTIFICATE',
    ],
    [
      'with a time stamp authority without certificates',
      ({ timestampAuthorities }) => put(timestampAuthorities?.[0], 'certChain', { certificates: [] }),
      'CERTIFICATE',
    ],
    [
      'with a key of a kind that is no word',
      ({ tlogs }) => set(tlogs?.[0], 'publicKey', { keyDetails: 'ROT13' }),
      'UNREADABLE',
    ],
  ])('%s', async (_, change, code) => {
    expect(await codeOf(change)).toBe(`TRUSTED_ROOT_${code}`);
  });

  it.each([
    ['that is no JSON', '{'],
    ['that says one thing twice', '{"mediaType":"a","mediaType":"b"}'],
    ['of any size', ' '.repeat(2_000_000)],
  ])('%s', async (_, text) => {
    expect(await caught(() => readTrustedRoot(text, 'it'))).toMatchObject({
      code: 'TRUSTED_ROOT_UNREADABLE',
    });
  });

  it('whatever it is, with an error of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect(await caught(() => readTrustedRoot(text, 'it'))).toBeInstanceOf(GateError);
      }),
    );
  });
});

it('the public repository may be asked at a mirror', () => {
  expect(publicRepository('https://mirror.example').url).toBe('https://mirror.example');
  expect(publicRepository('').url).toBe(publicRepository(undefined).url);
});

it('the date of a root is that of the newest service in it', () => {
  const { root } = readTrustedRoot(embeddedText(), 'it');
  expect(newestService(root) > '2025-01-01').toBe(true);
  const tlogs = root.tlogs.map((log) => ({ ...log, publicKey: undefined }));
  const old = {
    ...root,
    tlogs,
    ctlogs: [],
    timestampAuthorities: [],
    certificateAuthorities: root.certificateAuthorities,
  };
  expect(newestService({ ...old, tlogs: [] })).toBe('2022-04-13');
});

/** Null: it is read. */
async function codeOf(change: (root: Loose) => unknown): Promise<unknown> {
  const root = JSON.parse(embeddedText()) as Loose;
  change(root);
  try {
    readTrustedRoot(JSON.stringify(root), 'it');
    return null;
  } catch (error) {
    return error instanceof GateError ? error.code : error;
  }
}

function set(part: Record<string, Record<string, unknown>> | undefined, name: string, change: object): void {
  if (part !== undefined) part[name] = { ...part[name], ...change };
}

function put(part: Record<string, unknown> | undefined, name: string, value: unknown): void {
  if (part !== undefined) part[name] = value;
}
