import { describe, expect, it } from 'vitest';
import { readPomProperties } from '../../../../src/inventory/cataloguers/java/pom-properties.ts';

describe('pom.properties', () => {
  it.each([
    '#Generated\nversion=1.0\ngroupId=g\nartifactId=a\n',
    'version=1.0\r\ngroupId=g\r\nartifactId=a',
    '! words\n version : 1.0 \ngroupId: g\nartifactId = a\nother=x\n',
  ])('gives the three of %j', (text) => {
    expect(readPomProperties(Buffer.from(text))).toEqual({ group: 'g', artifact: 'a', version: '1.0' });
  });

  it.each([
    '',
    'version=1\ngroupId=g\n',
    '#version=1\ngroupId=g\nartifactId=a',
    'version=1 2\ngroupId=g\nartifactId=a',
  ])('gives nothing for %j', (text) => {
    expect(readPomProperties(Buffer.from(text))).toBeNull();
  });
});
