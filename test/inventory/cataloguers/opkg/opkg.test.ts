import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPKG } from '../../../../src/inventory/cataloguers/opkg/opkg.ts';

function read(text: string) {
  return OPKG.read(Buffer.from(text), 'usr/lib/opkg/status');
}

function stanza(status: string, version = '1.36.1-1'): string {
  return `Package: busybox\nVersion: ${version}\nStatus: ${status}\nArchitecture: aarch64_cortex-a53\n\n`;
}

describe('the opkg cataloguer', () => {
  it.each([
    ['usr/lib/opkg/status', true],
    ['var/lib/opkg/status', true],
    ['etc/opkg/status', true],
    ['srv/usr/lib/opkg/status', false],
    ['usr/lib/opkg/info/busybox.control', false],
  ])('of %s: wanted is %s', (path, wanted) => {
    expect(OPKG.wants(path)).toBe(wanted);
  });

  it('takes name, version and architecture', () => {
    expect(read(stanza('install user installed'))).toEqual({
      owned: [],
      unknowns: [],
      packages: [
        {
          type: 'opkg',
          name: 'busybox',
          version: '1.36.1-1',
          architecture: 'aarch64_cortex-a53',
          source: null,
          licence: null,
        },
      ],
    });
  });

  it.each(['deinstall ok not-installed', 'deinstall ok config-files'])('leaves out what is %s', (status) => {
    expect(read(stanza(status))).toEqual({ owned: [], unknowns: [], packages: [] });
  });

  it.each([
    ['a status nobody knows', stanza('install ok gone'), 'unknown status'],
    ['a version that is missing', stanza('install ok installed', ''), 'no usable version'],
    ['an entry without a name', 'Version: 1\nStatus: install ok installed\n\n', 'no usable name'],
    ['a line that is no field', `?\n${stanza('install ok installed')}`, 'not "Name: value"'],
    ['two entries run together', stanza('install ok installed').trimEnd().concat('\n').repeat(2), 'twice'],
  ])('tells of %s', (_what, text, reason) => {
    expect(read(text).unknowns.join()).toContain(reason);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(read(text).packages)));
  });
});
