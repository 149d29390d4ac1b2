import { describe, expect, it } from 'vitest';

import { openingTitle, requestedOf, subjectOf, tempDirOf } from '../src/subject.ts';
import { anImage } from './support/an-image.ts';
import { anOs } from './support/an-inventory.ts';

const BUILD = {
  kind: 'build',
  context: 'app',
  file: null,
  target: null,
  buildArgs: [],
  secrets: [],
  labels: [],
  tags: [],
  cacheFrom: [],
  cacheTo: [],
} as const;

describe('what is examined', () => {
  it.each([
    [{ kind: 'image', reference: 'alpine', from: 'auto', pull: 'missing' }, 'alpine', 'Opening the image'],
    [{ kind: 'archive', path: 'a.tar' }, 'a.tar', 'Opening the image'],
    [{ kind: 'sbom', path: 's.json' }, 's.json', 'Reading the SBOM'],
    [BUILD, 'app', 'Building the image'],
    [{ ...BUILD, tags: ['app:1'] }, 'app:1', 'Building the image'],
  ] as const)('%j is called %s, and the step %s', (source, name, title) => {
    expect([requestedOf(source), openingTitle(source)]).toEqual([name, title]);
  });

  it('is described by its digests, platform, system and layers', () => {
    const image = anImage();
    const os = anOs('alpine', '3.19');
    expect(subjectOf(image, os)).toMatchObject({
      source: image.source,
      reference: image.reference,
      digest: image.digest,
      imageId: image.imageId,
      os,
      layers: image.layers.length,
      diffIds: image.layers.map(({ diffId }) => diffId),
    });
  });

  it('is held in the temporary folder of the runner, where there is one', () => {
    expect(tempDirOf({ RUNNER_TEMP: '/runner' })).toBe('/runner');
    expect(tempDirOf({ RUNNER_TEMP: '' })).not.toBe('');
  });
});
