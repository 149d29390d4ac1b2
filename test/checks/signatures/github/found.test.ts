import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../src/checks/signatures/code.ts';
import { bundlePlace, bundlesAmong } from '../../../../src/checks/signatures/github/found.ts';
import { SIMPLE_SIGNING_TYPE } from '../../../../src/checks/signatures/sigstore/media-types.ts';
import { caught } from '../../../support/caught.ts';

const API = 'https://api.github.com';
const REFUSAL = { code: 'SIGSTORE_BLOB_MISSING', message: 'x' };

it('of what lies beside an image, bundles count, and what should have been one', () => {
  const layer = {
    mediaType: SIMPLE_SIGNING_TYPE as typeof SIMPLE_SIGNING_TYPE,
    annotations: {},
    bytes: Buffer.alloc(0),
  };
  const found = bundlesAmong([
    { kind: 'cosign-signature', place: 'a', found: { form: 'layer', layer } },
    { kind: 'cosign-attestation', place: 'b', found: { form: 'refused', refusal: REFUSAL } },
    { kind: 'sigstore-bundle', place: 'c', found: { form: 'refused', refusal: REFUSAL } },
    { kind: 'sigstore-bundle', place: 'd', found: { form: 'bundle', text: '{"a":1}', artifact: null } },
  ]);
  expect(found).toEqual([
    { place: 'c', found: { refusal: REFUSAL } },
    { place: 'd', found: { json: { a: 1 } } },
  ]);
});

describe('a bundle may lie', () => {
  it.each([
    ['on another server', 'https://blobs.example/1?sig=x', API],
    ['on this machine, when the API is here', 'http://127.0.0.1:8080/1', 'http://127.0.0.1:8000'],
  ])('%s', (_, address, api) => {
    expect(bundlePlace(address, api).href).toBe(address);
  });
});

describe('a bundle may not lie', () => {
  it.each([
    ['nowhere', null, 'GITHUB_ENTRY_INVALID'],
    ['at no address', 'blobs', 'GITHUB_BUNDLE_PLACE'],
    ['on this machine', 'http://127.0.0.1:2375/containers', 'GITHUB_BUNDLE_PLACE'],
    ['on this machine by another name', 'http://[::1]:2375/', 'GITHUB_BUNDLE_PLACE'],
  ])('%s', async (_, address, code) => {
    const error = await caught(() => bundlePlace(address, API));
    expect(error instanceof RefusedError ? error.refusal.code : error).toBe(code);
  });
});
