import { describe, expect, it } from 'vitest';
import { baseAdvice } from '../../../../src/checks/vulnerabilities/advice/base.ts';
import { anImage } from '../../../support/an-image.ts';
import { aFinding } from '../../../support/findings.ts';

function inLayer(base: boolean | null) {
  const layer = { index: 0, diffId: 'sha256:1', createdBy: null, base };
  return aFinding({ location: { path: null, layer, dockerfile: null } });
}

const LABELLED = anImage({ config: { labels: { 'org.opencontainers.image.base.name': 'debian:12' } } });

describe('baseAdvice', () => {
  it('counts what came with the base image', () => {
    const findings = [inLayer(true), inLayer(true), inLayer(false), inLayer(null), aFinding()];
    expect(baseAdvice(findings, anImage(), 'alpine:3.19')).toEqual({
      reference: 'alpine:3.19',
      findings: 2,
      total: 5,
      newer: null,
    });
  });

  it.each([
    ['the Dockerfile names', 'alpine:3.19', 'alpine:3.19'],
    ['its label names, without a Dockerfile', null, 'debian:12'],
  ])('names the base that %s', (_, named, reference) => {
    expect(baseAdvice([inLayer(true)], LABELLED, named)?.reference).toBe(reference);
  });

  it('names none where nobody does', () => {
    expect(baseAdvice([inLayer(true)], anImage(), null)?.reference).toBeNull();
  });

  it('says nothing where nothing is known to come with a base image', () => {
    expect(baseAdvice([inLayer(false), inLayer(null), aFinding()], LABELLED, 'alpine')).toBeNull();
  });
});
