import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/image/registry/artifact.ts';
import { checkThumbprint, envelopeLayer } from '../../../../src/checks/signatures/notation/manifest.ts';
import { parseCertificate } from '../../../../src/checks/signatures/notation/x509/certificate.ts';
import { makeChain } from '../../../support/notation-authority.ts';

const TYPE = 'application/vnd.cncf.notary.signature';
const KEY = 'io.cncf.notary.x509chain.thumbprint#S256';
const LAYER = { mediaType: 'application/cose', digest: `sha256:${'a'.repeat(64)}`, size: 9, annotations: {} };
const ARTIFACT: Artifact = {
  digest: `sha256:${'b'.repeat(64)}`,
  type: TYPE,
  configType: 'application/vnd.oci.empty.v1+json',
  layers: [LAYER],
  subject: null,
  annotations: {},
};

describe('envelopeLayer', () => {
  it('is the one layer, in the present and the former form', () => {
    expect(envelopeLayer(ARTIFACT).layer).toBe(LAYER);
    expect(envelopeLayer({ ...ARTIFACT, configType: TYPE }).layer).toBe(LAYER);
  });

  it.each([
    ['no layer', { layers: [] }],
    ['two layers', { layers: [LAYER, LAYER] }],
    ['another kind of layer', { layers: [{ ...LAYER, mediaType: 'application/json' }] }],
    ['an image for its configuration', { configType: 'application/vnd.oci.image.config.v1+json' }],
  ])('is refused with %s', (_, change) => {
    expect(() => envelopeLayer({ ...ARTIFACT, ...change })).toThrow(/layers|type/u);
  });
});

describe('checkThumbprint', () => {
  const chain = makeChain().all.map(({ der }) => parseCertificate(der));
  const named = chain.map(({ fingerprint }) => fingerprint);
  const check = (text: string | null) => (): void =>
    checkThumbprint({ ...ARTIFACT, annotations: text === null ? {} : { [KEY]: text } }, chain);

  it('accepts the fingerprints of the chain, in letters of any case', () => {
    check(JSON.stringify(named))();
    check(JSON.stringify(named.map((one) => one.toUpperCase())))();
  });

  it.each([
    ['none', null],
    ['no JSON', 'x'],
    ['no list', '{}'],
    ['one too few', JSON.stringify(named.slice(1))],
    ['another order', JSON.stringify(named.toReversed())],
    ['one text for all', JSON.stringify([named.join('')])],
  ])('refuses %s', (_, text) => {
    expect(check(text)).toThrow('does not name the certificates');
  });
});
