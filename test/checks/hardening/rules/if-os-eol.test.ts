import { describe, expect, it } from 'vitest';
import type { Component } from '../../../../src/model/component.ts';
import { anOs } from '../../../support/an-inventory.ts';
import { examine, found } from '../examine.ts';

const APK: Component = {
  purl: 'pkg:apk/alpine/musl@1.2.4-r0',
  name: 'musl',
  version: '1.2.4-r0',
  ecosystem: null,
  source: null,
  licence: null,
  module: null,
  ownedBy: null,
  locations: [],
};

describe('IF-OS-EOL catches', () => {
  it('a release past its end of life', () => {
    const inventory = { os: anOs('alpine', '3.10.2') };
    expect(found('IF-OS-EOL', { inventory })).toMatchObject([
      {
        severity: 'high',
        message:
          'Alpine Linux 3.10 has had no security updates since 2021-05-01. Move to a supported release.',
      },
    ]);
  });

  it('it from the day after on, under one id for all releases', () => {
    const ids = ['3.10.2', '3.11'].map((version) => {
      const inventory = { os: anOs('alpine', version) };
      return found('IF-OS-EOL', { inventory })[0]?.id;
    });
    expect(ids[0]).toBe(ids[1]);
    const inventory = { os: anOs('debian', '11') };
    expect(found('IF-OS-EOL', { inventory, now: '2026-09-01T00:00:00Z' })).toHaveLength(1);
  });
});

describe('IF-OS-EOL does not catch', () => {
  it('a supported release, a rolling one, or an image without a distribution', () => {
    const released = { os: anOs('debian', '11') };
    expect(found('IF-OS-EOL', { inventory: released, now: '2026-08-31T23:00:00Z' })).toEqual([]);
    for (const inventory of [released, { os: anOs('wolfi', '20230201') }, { os: null }]) {
      const result = examine({ inventory });
      expect(result.findings.filter(({ rule }) => rule === 'IF-OS-EOL')).toEqual([]);
      expect(result.unknowns).toEqual([]);
    }
  });
});

describe('IF-OS-EOL does not know', () => {
  it('a release or distribution that is not in the table', () => {
    expect(examine({ inventory: { os: anOs('debian', null) } }).unknowns).toEqual([
      {
        step: 'hardening',
        place: 'debian',
        reason: 'its end of life is not known: os-release has no VERSION_ID',
      },
    ]);
    expect(examine({ inventory: { os: anOs('my\nlinux', '1') } }).unknowns).toMatchObject([
      { place: 'my\\u{a}linux 1' },
    ]);
  });

  it('an image with packages of a distribution that does not say which', () => {
    expect(examine({ inventory: { components: [APK] } }).unknowns).toMatchObject([
      { place: 'the distribution' },
    ]);
    const npm = { ...APK, purl: 'pkg:npm/a@1' };
    expect(examine({ inventory: { components: [npm] } }).unknowns).toEqual([]);
  });
});

describe('IF-OS-EOL is located', () => {
  const image = { history: ['/bin/sh -c #(nop) ADD file:37a7 in / ', 'RUN /bin/sh -c make # buildkit'] };
  const dockerfile = 'FROM base\nRUN make\n';
  const os = anOs('debian', '9');

  it('on os-release and the FROM that brought it', () => {
    const files = { 'usr/lib/os-release': 'ID=debian' };
    expect(found('IF-OS-EOL', { image, dockerfile, inventory: { os, files } })).toMatchObject([
      { location: { path: 'usr/lib/os-release', layer: { index: 0, base: true }, dockerfile: { line: 1 } } },
    ]);
  });

  it('on the lowest layer when the file was not kept', () => {
    expect(found('IF-OS-EOL', { image, dockerfile, inventory: { os } })).toMatchObject([
      { location: { path: 'etc/os-release', layer: { index: 0 }, dockerfile: { line: 1 } } },
    ]);
  });
});
