import { describe, expect, it } from 'vitest';
import { parseImageConfig } from '../../src/image/config.ts';
import { toImage } from '../../src/image/stored-image.ts';
import { makeImage } from '../support/oci.ts';

describe('toImage', () => {
  it('puts configuration, layers and owner together, and closes the owner', async () => {
    const parsed = parseImageConfig(makeImage({ layers: [], config: { User: 'app' } }).config, 'x');
    let closed = 0;
    const close = async (): Promise<void> => void closed++;
    const image = toImage(
      { digest: 'sha256:d', parsed, layers: [] },
      { source: 'layout', reference: 'dir', close },
    );
    expect(image).toMatchObject({
      source: 'layout',
      reference: 'dir',
      digest: 'sha256:d',
      imageId: parsed.imageId,
    });
    expect(image.config.user).toBe('app');
    await image.close();
    expect(closed).toBe(1);
  });
});
