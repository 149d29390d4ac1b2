import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/image/manifest.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 30 };

describe('parseManifest, where two readers would see two things,', () => {
  const platform = '"platform":{"os":"linux","architecture":"amd64"}';
  const first = JSON.stringify(entry).slice(0, -1);

  it('refuses a key that is there twice, which container runtimes merge', () => {
    const text = `{"schemaVersion":2,"manifests":[${first},${platform}}],"manifests":[${first}}]}`;
    expect(() => parseManifest(Buffer.from(text), 'x')).toThrow('the key "manifests" is there twice');
  });

  it('does not lose a key that is written with an escape', () => {
    // JSON.parse of Node 24 does, once it has met the key that the raw text is.
    const planted = `"junk":[${first},"platf\\\\u0":0}]`;
    const list = `"manifests":[${first},${platform.replace('platform', 'platf\\u006frm')}}]`;
    const text = `{"schemaVersion":2,${planted},${list}}`;
    const read = (): unknown => parseManifest(Buffer.from(text), 'x');
    try {
      expect(read()).toMatchObject({ manifests: [{ platform: { os: 'linux' } }] });
    } catch (error) {
      expect(error).toMatchObject({
        code: 'MANIFEST_INVALID',
        message: expect.stringContaining('"platform"'),
      });
    }
  });
});
