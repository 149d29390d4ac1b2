import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JAVA } from '../../../../src/inventory/cataloguers/java/java.ts';
import { jar, pom } from '../../../support/jars.ts';

function read(zip: Buffer, path = 'app.jar') {
  return JAVA.read(zip, path);
}

function seen(zip: Buffer, path = 'app.jar') {
  return read(zip, path).packages.map(({ name, version, innerPath }) => [name, version, innerPath]);
}

describe('the java cataloguer', () => {
  it.each(['app.jar', 'opt/x.WAR', 'a/b.ear', 'jenkins/git.hpi', 'x.jpi'])('reads %s', (path) => {
    expect(JAVA.wants(path)).toBe(true);
  });

  it.each(['app.jar.txt', 'jar', 'x.tar', 'x.zip', 'x.class'])('does not read %s', (path) => {
    expect(JAVA.wants(path)).toBe(false);
  });

  it('takes coordinates from pom.properties and the licence from the manifest', () => {
    const manifest = 'Manifest-Version: 1.0\r\nBundle-License: "Apache-2.0";link=x\r\n';
    const zip = jar({ ...pom('org.x', 'core', '1.2'), 'META-INF/MANIFEST.MF': manifest });
    expect(read(zip)).toEqual({
      packages: [
        {
          type: 'maven',
          name: 'org.x:core',
          version: '1.2',
          licence: 'Apache-2.0',
          architecture: null,
          source: null,
        },
      ],
      owned: [],
      unknowns: [],
    });
  });

  it('takes all of several packed into one', () => {
    expect(seen(jar({ ...pom('a', 'app', '1'), ...pom('b', 'shaded', '2') }))).toEqual([
      ['a:app', '1', undefined],
      ['b:shaded', '2', undefined],
    ]);
  });

  it('reads the libraries of an application, and says where each is', () => {
    const library = jar(pom('org.x', 'core', '1.2'));
    const zip = jar({ 'BOOT-INF/classes/App.class': '', 'BOOT-INF/lib/core.jar': library });
    expect(seen(zip)).toEqual([['org.x:core', '1.2', 'app.jar!/BOOT-INF/lib/core.jar']]);
    const ear = jar({ 'web.war': jar({ 'WEB-INF/lib/core.jar': library }) });
    expect(seen(ear, 'x.ear')).toEqual([['org.x:core', '1.2', 'x.ear!/web.war!/WEB-INF/lib/core.jar']]);
    expect(read(zip).unknowns).toEqual([]);
  });

  it('reads a jar behind a shell script', () => {
    const zip = jar(pom('a', 'b', '1'));
    expect(seen(Buffer.concat([Buffer.from('#!/bin/bash\nexec java\n'), zip]))).toHaveLength(1);
  });

  it.each([
    ['of sources', 'core-1-sources.jar', { ...pom('a', 'b', '1', false), 'A.java': '' }],
    ['with a class path alone', 'path.jar', { 'META-INF/MANIFEST.MF': 'Class-Path: a.jar\r\n' }],
    ['of the Java runtime', 'opt/java/lib/jrt-fs.jar', { 'jdk/A.class': '' }],
  ])('finds nothing in an archive %s', (_, path, files) => {
    expect(read(jar(files), path)).toEqual({ packages: [], owned: [], unknowns: [] });
  });

  it('takes a web library that has no classes', () => {
    expect(seen(jar({ ...pom('org.webjars', 'jquery', '3.0.0', false), 'jquery.js': '' }))).toHaveLength(1);
  });

  it('makes an unknown of classes that nothing identifies', () => {
    expect(read(jar({ 'A.class': '' })).unknowns).toEqual([expect.stringContaining('SHA-1')]);
    const libraries = Object.fromEntries(
      Array.from({ length: 7 }, (_, at) => [`BOOT-INF/lib/x${at}.jar`, jar({ 'A.class': '' })]),
    );
    expect(read(jar(libraries)).unknowns).toEqual([
      expect.stringMatching(/^of 7 archives inside .*"x4\.jar" and 2 more$/u),
    ]);
  });

  it.each([
    ['text', Buffer.from('text'), 'not a zip'],
    ['a damaged library', jar({ 'lib/x.jar': Buffer.from('text') }), '"lib/x.jar": it is not a zip'],
    ['a variable nobody filled in', jar(pom('a', 'b', '${project.version}')), 'states no group'],
    [
      'a pom.xml that needs its parent',
      jar({ 'META-INF/maven/a/b/pom.xml': '<project/>' }),
      'states no group',
    ],
  ])('makes an unknown of %s', (_, zip, word) => {
    expect(read(zip)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });

  it('says that an archive is listed twice, and reads both', () => {
    const zip = jar({ 'lib/x.jar': jar(pom('a', 'b', '1')), 'lib/y.jar': jar(pom('a', 'b', '2')) });
    const twice = Buffer.from(zip.toString('latin1').replaceAll('lib/y.jar', 'lib/x.jar'), 'latin1');
    expect(read(twice).unknowns).toEqual([expect.stringContaining('listed twice')]);
    expect(seen(twice).map(([, version]) => version)).toEqual(['1', '2']);
  });

  it('makes an unknown of a library that carries another, but not of an application', () => {
    const other = jar(pom('a', 'b', '1'));
    expect(read(jar({ 'A.class': '', 'lib/x.jar': other })).unknowns).toHaveLength(1);
    expect(read(jar({ 'A.class': '', 'BOOT-INF/lib/x.jar': other })).unknowns).toEqual([]);
  });

  it('makes an unknown of a library that states only what was packed into it', () => {
    const zip = jar(pom('b', 'shaded', '2'));
    expect(read(zip, 'all-1.3.jar').unknowns).toEqual([expect.stringContaining('SHA-1')]);
    expect(read(zip, 'shaded-2-jdk8.jar').unknowns).toEqual([]);
    expect(read(zip, 'app.jar').unknowns).toEqual([]);
  });

  it('goes four archives deep and tells of a fifth', () => {
    let zip = jar(pom('a', 'b', '1'));
    for (let depth = 2; depth <= 4; depth++) zip = jar({ 'x.jar': zip });
    expect(seen(zip)).toHaveLength(1);
    expect(read(zip).unknowns).toEqual([]);
    expect(read(jar({ 'x.jar': zip }))).toMatchObject({
      packages: [],
      unknowns: [expect.stringContaining('limit is 4')],
    });
  });

  it('never throws for damaged bytes', () => {
    const zip = jar({ 'lib/x.jar': jar(pom('a', 'b', '1')), ...pom('c', 'd', '2') });
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(zip);
        bytes[at] = byte;
        const { packages, unknowns } = read(bytes);
        expect(packages.length + unknowns.length).toBeGreaterThan(0);
      }),
    );
  });
});
