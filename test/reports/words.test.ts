import { describe, expect, it } from 'vitest';

import { count, duration, osName, subjectName, whatOf, whereOf } from '../../src/reports/words.ts';
import { sampleLint, sampleReport, sampleSubject, sampleVulnerability } from '../support/sample-report.ts';

describe('words', () => {
  it.each([
    [0, '0 findings'],
    [1, '1 finding'],
    [2, '2 findings'],
    [1234, '1,234 findings'],
  ])('count %i as %j', (n, expected) => {
    expect(count(n, 'finding')).toBe(expected);
  });

  it('take a plural of their own', () => {
    expect(count(2, 'vulnerability', 'vulnerabilities')).toBe('2 vulnerabilities');
  });

  it.each([
    [0.4, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_940, '59.9 s'],
    [59_999, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('say %d ms as %j', (ms, expected) => {
    expect(duration(ms)).toBe(expected);
  });
});

describe('subjectName', () => {
  it('is the image, else the Dockerfile, else nothing', () => {
    expect(subjectName(sampleReport())).toBe('ghcr.io/org/app:1.2');
    expect(subjectName(sampleReport({ subject: null }))).toBe('Dockerfile');
    expect(subjectName(sampleReport({ subject: null, requested: 'app:1' }))).toBe('app:1');
    expect(subjectName(sampleReport({ subject: null, dockerfile: null }))).toBe('nothing');
  });
});

describe('osName', () => {
  it('is what the image calls itself, else its id and version', () => {
    const os = { id: 'debian', version: '12', prettyName: null, idLike: [], codename: null, cpe: null };
    expect(osName(sampleSubject())).toBe('Alpine Linux v3.10');
    expect(osName(sampleSubject({ os }))).toBe('debian 12');
    expect(osName(sampleSubject({ os: { ...os, version: null } }))).toBe('debian');
    expect(osName(sampleSubject({ os: null }))).toBeNull();
  });
});

describe('whatOf', () => {
  it('is the message, and the title where there is none', () => {
    expect(whatOf(sampleLint({ title: 'T', message: ' M. ' }))).toBe('M.');
    expect(whatOf(sampleLint({ title: 'T', message: '' }))).toBe('T');
  });
});

describe('whereOf', () => {
  const { location } = sampleVulnerability();
  const { dockerfile } = sampleLint().location;
  it.each([
    ['the Dockerfile line', { ...location, dockerfile, layer: null }, 'Dockerfile:3'],
    ['that the line brought a base image', { ...location, dockerfile }, 'Dockerfile:3 (base)'],
    ['the layer', location, 'layer 0 (base)'],
    ['the path', { ...location, layer: null }, 'lib/apk/db/installed'],
    ['nothing', { path: null, layer: null, dockerfile: null }, ''],
  ])('says %s', (_, place, expected) => {
    expect(whereOf(sampleVulnerability({ location: place }))).toBe(expected);
  });

  it('shows no control characters of a path', () => {
    const finding = sampleVulnerability({ location: { path: 'a\nb', layer: null, dockerfile: null } });
    expect(whereOf(finding)).toBe(String.raw`a\u{a}b`);
  });
});
