import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src/image/open.ts';
import { makeImage, writeDockerArchive, writeLayout } from '../support/oci.ts';
import { openOptions } from '../support/open-options.ts';
import { buildSource } from '../support/build-source.ts';
import { workFolder } from '../support/work-folder.ts';

const IMAGE = makeImage({ layers: [{ a: '1' }] });

describe('openImage', () => {
  it('finds archives and layouts from the working directory, and names them as the user did', async () => {
    const cwd = workFolder();
    writeDockerArchive(join(cwd, 'image.tar'), IMAGE, { form: 'old', compression: 'gzip' });
    writeLayout(join(cwd, 'layout'), IMAGE);
    for (const source of [
      { kind: 'archive', path: 'image.tar' },
      { kind: 'layout', path: 'layout' },
    ] as const) {
      const image = await openImage(source, openOptions({ cwd }));
      expect(image).toMatchObject({ source: source.kind, reference: source.path, imageId: IMAGE.imageId });
      await image.close();
    }
    expect(readdirSync(join(cwd, 'temp'))).toEqual([]);
  });

  it.each([
    [{ kind: 'archive', path: 'gone.tar' }, 'ARCHIVE_NOT_FOUND'],
    [{ kind: 'layout', path: 'gone' }, 'LAYOUT_NOT_FOUND'],
    [{ kind: 'image', reference: 'Not A Reference', from: 'auto', pull: 'missing' }, 'REFERENCE_INVALID'],
    [buildSource({ context: 'gone' }), 'CONTEXT_NOT_FOUND'],
  ] as const)('refuses %j', async (source, code) => {
    const work = openImage(source, openOptions({ cwd: workFolder() }));
    await expect(work).rejects.toMatchObject({ name: 'InputError', code });
  });

  it('does not begin when it is to stop', async () => {
    const signal = AbortSignal.abort(new Error('time is up'));
    const work = openImage({ kind: 'layout', path: 'gone' }, openOptions({ cwd: workFolder(), signal }));
    await expect(work).rejects.toThrow('time is up');
  });
});
