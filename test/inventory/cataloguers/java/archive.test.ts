import { expect, it } from 'vitest';
import {
  ARCHIVE_SUFFIXES,
  isArchive,
  readArchive,
} from '../../../../src/inventory/cataloguers/java/archive.ts';
import { jar, pom } from '../../../support/jars.ts';

it('names the suffixes of all that it takes for an archive', () => {
  for (const suffix of ARCHIVE_SUFFIXES) expect(isArchive(`x${suffix}`)).toBe(true);
  expect(isArchive('x.rar')).toBe(false);
});

it('keeps apart what is found, what cannot be read and what nothing identifies', () => {
  const zip = jar({ 'a.jar': jar(pom('g', 'a', '1')), 'b.jar': 'text', 'c.jar': jar({ 'C.class': '' }) });
  expect(readArchive(zip, 'x.ear')).toEqual({
    packages: [{ group: 'g', artifact: 'a', version: '1', place: 'x.ear!/a.jar', licence: null }],
    unknowns: [expect.stringContaining('"b.jar"')],
    unidentified: ['x.ear!/c.jar'],
  });
});
