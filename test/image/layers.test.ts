import { describe, expect, it } from 'vitest';
import type { ParsedConfig } from '../../src/image/config.ts';
import { parseImageConfig } from '../../src/image/config.ts';
import { assembleLayers, type StoredBlob } from '../../src/image/layers.ts';
import { makeImage } from '../support/oci.ts';

const BLOB: StoredBlob = {
  digest: null,
  size: 10,
  mediaType: null,
  blob: { kind: 'file', path: '/x', offset: 5, length: 10 },
};

describe('assembleLayers', () => {
  it('joins diff ids, blobs and the history entries that made them', () => {
    const history = [{ created_by: 'A' }, { created_by: 'ENV', empty_layer: true }, { created_by: 'B' }];
    const config = parsed(2, { history });
    const layers = assembleLayers(config, [BLOB, { ...BLOB, size: 20 }], 'x');
    expect(layers).toEqual([
      { index: 0, diffId: config.diffIds[0], digest: null, size: 10, createdBy: 'A', blob: BLOB.blob },
      { index: 1, diffId: config.diffIds[1], digest: null, size: 20, createdBy: 'B', blob: BLOB.blob },
    ]);
  });

  it.each([
    ['absent', []],
    ['of other layers', [{ created_by: 'A' }]],
    ['longer', [{ created_by: 'A' }, { created_by: 'B' }, { created_by: 'C' }]],
  ])('names no maker when the history is %s', (_name, history) => {
    const layers = assembleLayers(parsed(2, { history }), [BLOB, BLOB], 'x');
    expect(layers.map((layer) => layer.createdBy)).toEqual([null, null]);
  });

  it.each([
    [1, 2],
    [2, 1],
    [0, 1],
  ])('refuses %d layers in the configuration and %d in the image', (listed, held) => {
    const blobs = Array.from({ length: held }, () => BLOB);
    expect(() => assembleLayers(parsed(listed), blobs, 'x')).toThrow(
      expect.objectContaining({ code: 'IMAGE_LAYERS_DISAGREE' }),
    );
  });

  it('refuses more layers than any builder makes', () => {
    const diffIds = Array.from({ length: 1001 }, () => `sha256:${'a'.repeat(64)}`);
    const blobs = diffIds.map(() => BLOB);
    expect(() => assembleLayers({ ...parsed(1), diffIds }, blobs, 'x')).toThrow('limit of 1000');
  });
});

function parsed(count: number, extra: Record<string, unknown> = {}): ParsedConfig {
  const layers = Array.from({ length: count }, (_, index) => ({ [`file${index}`]: 'x' }));
  return parseImageConfig(makeImage({ layers, extra }).config, 'x');
}
