import { describe, expect, it } from 'vitest';

import { refusalText, thresholdText, timeText, trustText } from '../../src/reports/signature-words.ts';
import { distrustedImage, sampleTrust } from '../support/sample-trust.ts';

const NONE = { code: 'SIGNATURE_NONE', message: 'no signature was found' };
const KEY = { name: 'release key', kind: 'key', refusal: null } as const;

describe('an image in one line', () => {
  it.each([
    ['who vouches for it', sampleTrust(), 'trusted by release key (rule our images)'],
    [
      'only those who accept it',
      sampleTrust({ authorities: [KEY, { name: 'other', kind: 'notation', refusal: NONE }] }),
      'trusted by release key (rule our images)',
    ],
    [
      'the code of who does not accept it',
      distrustedImage(),
      'not trusted: our workflow SIGNER_UNTRUSTED (rule our images)',
    ],
    [
      'what is not stated',
      sampleTrust({
        result: 'untrusted',
        attestations: [{ name: 'sbom', predicateTypes: [], refusal: NONE }],
      }),
      'not trusted: sbom SIGNATURE_NONE (rule our images)',
    ],
    [
      'that it only warns',
      distrustedImage({ mode: 'warn' }),
      'not trusted: our workflow SIGNER_UNTRUSTED (rule our images, only a warning)',
    ],
    [
      'no warning of what is trusted',
      sampleTrust({ mode: 'warn' }),
      'trusted by release key (rule our images)',
    ],
    [
      'that no rule is for it',
      sampleTrust({ rule: null, mode: null, result: 'untrusted', authorities: [] }),
      'not trusted: no rule is for it',
    ],
    [
      'that no rule is for it, and that this only warns',
      sampleTrust({ rule: null, mode: 'warn', result: 'untrusted', authorities: [] }),
      'not trusted: no rule is for it, only a warning',
    ],
    [
      'that nobody was asked for',
      sampleTrust({ rule: null, mode: null, result: 'not-asked', authorities: [] }),
      'nobody has to have signed it',
    ],
    [
      'that it is not known, and why',
      sampleTrust({
        result: 'unavailable',
        authorities: [{ ...KEY, refusal: { code: 'REGISTRY_TIMEOUT', message: 'm' } }],
      }),
      'not known: release key REGISTRY_TIMEOUT (rule our images)',
    ],
    [
      'that it was not judged',
      sampleTrust({ rule: null, mode: null, result: 'unavailable', authorities: [] }),
      'not known',
    ],
  ])('says %s', (_, image, text) => {
    expect(trustText(image)).toBe(text);
  });

  it('never says that an untrusted image is trusted', () => {
    for (const result of ['untrusted', 'unavailable', 'not-asked'] as const) {
      expect(trustText(sampleTrust({ result }))).not.toMatch(/^trusted/u);
    }
  });

  it('counts the names that it has no room for', () => {
    const authorities = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ ...KEY, name }));
    expect(trustText(sampleTrust({ authorities }))).toBe(
      'trusted by a, b, c, d and 2 more (rule our images)',
    );
  });
});

describe('the words', () => {
  it('say how many are needed', () => {
    expect(thresholdText(sampleTrust())).toBe('accepted by 1 of 1 authority, 1 needed');
    const authorities = [KEY, { ...KEY, name: 'b', refusal: NONE }];
    expect(thresholdText(sampleTrust({ authorities, threshold: 2 }))).toBe(
      'accepted by 1 of 2 authorities, 2 needed',
    );
  });

  it('say a time in UTC, and what is no time as it is', () => {
    expect(timeText('2026-11-20T12:11:12.345+02:00')).toBe('2026-11-20 10:11:12 UTC');
    expect(timeText('yesterday')).toBe('yesterday');
  });

  it('say a refusal with its code', () => {
    expect(refusalText(NONE)).toBe('SIGNATURE_NONE: no signature was found');
  });
});
