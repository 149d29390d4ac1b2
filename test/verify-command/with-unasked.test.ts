import { describe, expect, it } from 'vitest';

import { newVerifyContext } from '../../src/checks/signatures/context.ts';
import { withUnasked } from '../../src/verify-command/with-unasked.ts';
import { startServer } from '../support/http-server.ts';
import { registryOptions } from '../support/registry-options.ts';
import { sampleTrust } from '../support/sample-trust.ts';

function contextFor(signal = new AbortController().signal) {
  const { reference: _, ...options } = registryOptions('127.0.0.1:1/app');
  const world = { ...options, signal, now: new Date(), cacheDir: null, githubToken: null };
  return newVerifyContext({ ...world, githubApiUrl: 'http://127.0.0.1:1' }, () => undefined);
}

describe('looking for what no authority looks for', () => {
  it.each([
    ['could not be resolved', sampleTrust({ digest: null })],
    ['has no name of a registry', sampleTrust({ reference: 'no reference' })],
  ])('finds nothing for an image that %s', async (_, image) => {
    expect(await withUnasked(image, null, contextFor())).toEqual(image);
  });

  it('changes nothing but the notes when the registry does not answer', async () => {
    const { host } = await startServer((_, response) => response.writeHead(500).end());
    const image = sampleTrust({ reference: `${host}/app:1`, notes: ['first'] });
    const { notes, ...rest } = await withUnasked(image, null, contextFor());
    expect(notes).toEqual([
      'first',
      expect.stringMatching(/^what else lies beside .* \[REGISTRY_[A-Z]+\]$/u),
    ]);
    expect({ ...rest, notes: image.notes }).toEqual(image);
  });

  it('stops when it is told to', async () => {
    const image = sampleTrust({ reference: '127.0.0.1:1/app:1' });
    const reason = new Error('stop');
    await expect(withUnasked(image, null, contextFor(AbortSignal.abort(reason)))).rejects.toThrow(reason);
  });
});
