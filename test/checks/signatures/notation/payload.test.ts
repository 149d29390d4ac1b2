import { describe, expect, it } from 'vitest';
import { checkPayload } from '../../../../src/checks/signatures/notation/payload.ts';

const TARGET = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: `sha256:${'a'.repeat(64)}`,
  size: 5,
};

function codeOf(text: string): string | null {
  try {
    checkPayload(Buffer.from(text), TARGET);
    return null;
  } catch (error) {
    return (error as { refusal: { code: string } }).refusal.code;
  }
}

const payload = (change: object): string => JSON.stringify({ targetArtifact: { ...TARGET, ...change } });

describe('checkPayload', () => {
  it.each([
    ['the descriptor', payload({})],
    [
      'the descriptor with annotations of the signer',
      payload({ annotations: { build: '7' }, artifactType: 'x' }),
    ],
  ])('accepts %s', (_, text) => {
    expect(codeOf(text)).toBeNull();
  });

  it.each([
    ['another digest', payload({ digest: `sha256:${'b'.repeat(64)}` })],
    ['another type', payload({ mediaType: 'application/json' })],
    ['another size', payload({ size: 6 })],
  ])('refuses %s', (_, text) => {
    expect(codeOf(text)).toBe('NOTATION_DIGEST');
  });

  it.each([
    ['no JSON', 'x'],
    ['no descriptor', '{}'],
    ['a size in text', payload({ size: '5' })],
    ['a member twice', `{"targetArtifact":1,${payload({}).slice(1)}`],
    ['a second member', `{"other":1,${payload({}).slice(1)}`],
  ])('refuses %s', (_, text) => {
    expect(codeOf(text)).toBe('NOTATION_PAYLOAD');
  });
});
