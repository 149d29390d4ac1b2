import { expect, it } from 'vitest';

import { imagePurls } from '../../src/util/image-purl.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

it('names an image by its digest', () => {
  expect(imagePurls({ reference: 'ghcr.io/org/app:1.2', digest: DIGEST })).toEqual([
    `pkg:oci/app@${encodeURIComponent(DIGEST)}?repository_url=ghcr.io/org/app`,
  ]);
});

it.each([
  ['no image', null],
  ['no digest', { reference: 'ghcr.io/org/app:1.2', digest: null }],
  ['a path', { reference: './Some Image.tar', digest: DIGEST }],
])('names nothing for %s', (_what, subject) => {
  expect(imagePurls(subject)).toEqual([]);
});
