import { describe, expect, it } from 'vitest';

import { sarifResults } from '../../../src/reports/sarif/results.ts';
import type { JudgedFinding } from '../../../src/model/finding.ts';
import { sampleLint, sampleSubject, sampleVulnerability } from '../../support/sample-report.ts';

const context = { subject: sampleSubject(), ruleIndex: new Map([['CVE-2019-1549', 3]]) };

function resultOf(finding: JudgedFinding): ReturnType<typeof sarifResults>[number] | undefined {
  return sarifResults([finding], context)[0];
}

describe('a SARIF result', () => {
  it('has the title as its first sentence, and says which image', () => {
    expect(resultOf(sampleVulnerability())?.message.text).toBe(
      'CVE-2019-1549 in openssl. libssl1.1 1.1.1c-r0 is affected by CVE-2019-1549; fixed in 1.1.1d-r0. ' +
        'Image: ghcr.io/org/app:1.2 (linux/amd64, layer 0).',
    );
  });

  it('does not say the title twice, and names no image for a line of the Dockerfile', () => {
    const finding = sampleLint({ title: 'Do not run as root', message: 'Do not run as root. Add USER' });
    expect(resultOf(finding)?.message.text).toBe('Do not run as root. Add USER.');
  });

  it('is on the Dockerfile line when one is known, with the path in the image beside it', () => {
    const { dockerfile } = sampleLint().location;
    const result = resultOf(
      sampleVulnerability({ location: { ...sampleVulnerability().location, dockerfile } }),
    );
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'Dockerfile' },
      region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 10 },
    });
    expect(result?.relatedLocations?.[0]).toMatchObject({
      physicalLocation: { artifactLocation: { uri: 'image/lib/apk/db/installed' } },
      message: { text: 'lib/apk/db/installed in layer 0, made by: ADD alpine-minirootfs.tar.gz /' },
    });
  });

  it.each([
    ['lib/apk/db/installed', 'image/lib/apk/db/installed'],
    ['/a b/ü', 'image/a%20b/%C3%BC'],
    ['../../.github/workflows/x.yml', 'image/.github/workflows/x.yml'],
    [null, 'image'],
  ])('without one is below image/: %j', (path, uri) => {
    const result = resultOf(sampleVulnerability({ location: { path, layer: null, dockerfile: null } }));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
    expect(result?.relatedLocations).toBeUndefined();
  });

  it('has the fingerprint of its finding, numbered when there are several', () => {
    const results = sarifResults([sampleLint(), sampleVulnerability(), sampleLint()], context);
    const hashes = results.map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);
    expect(hashes).toEqual([`${sampleLint().id}:1`, `${sampleVulnerability().id}:1`, `${sampleLint().id}:2`]);
  });

  it('points to its rule', () => {
    expect(resultOf(sampleVulnerability())?.ruleIndex).toBe(3);
  });

  it('holds no link of an advisory', () => {
    const text = resultOf(sampleVulnerability({ title: '[here](https://evil.example)' }))?.message.text;
    expect(text).toContain('[here] (https://evil.example)');
  });
});
