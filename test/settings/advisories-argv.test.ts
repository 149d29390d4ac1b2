import { describe, expect, it } from 'vitest';
import { OSV_EXPORTS, parseAdvisories } from '../../src/settings/advisories-argv.ts';

const BUILD = {
  verb: 'build',
  from: 'osv',
  ecosystems: null,
  output: 'b',
  signKey: null,
  kev: null,
  epss: null,
};

describe('the arguments of image-gate advisories', () => {
  it.each([
    ['build --from osv --output b', BUILD],
    [
      'build --from=osv --output=b --sign-key k --kev a --epss e',
      { ...BUILD, signKey: 'k', kev: 'a', epss: 'e' },
    ],
    [
      'build --from osv --output b --ecosystems npm,Go --ecosystems npm',
      { ...BUILD, ecosystems: ['npm', 'Go'] },
    ],
    ['build --ecosystems npm --output b', { ...BUILD, from: OSV_EXPORTS, ecosystems: ['npm'] }],
    ['info b', { verb: 'info', bundle: 'b', key: null }],
    ['info b --advisories-key k', { verb: 'info', bundle: 'b', key: 'k' }],
    [
      'pull oci://r/a:1 --output b',
      { verb: 'pull', reference: 'oci://r/a:1', output: 'b', key: null, insecureRegistries: [] },
    ],
    [
      'push b oci://r/a:1 --insecure-registry h:1',
      { verb: 'push', bundle: 'b', reference: 'oci://r/a:1', insecureRegistries: ['h:1'] },
    ],
  ])('%s', (text, command) => {
    expect(parseAdvisories(text.split(' '))).toEqual(command);
  });

  it.each([
    ['', 'COMMAND_UNKNOWN'],
    ['biuld', 'COMMAND_UNKNOWN'],
    ['build', 'SETTING_MISSING'],
    ['build --output b', 'SETTING_MISSING'],
    ['build --from osv --output b --ecosystems ,', 'SETTING_MISSING'],
    ['build --from osv --output', 'SETTING_MISSING'],
    ['build --from osv --output --kev', 'SETTING_MISSING'],
    ['build --from osv --from osv --output b', 'SETTING_DUPLICATE'],
    ['build --form osv --output b', 'SETTING_UNKNOWN'],
    ['build osv --output b', 'ARGUMENT_UNEXPECTED'],
    ['info', 'ARGUMENT_MISSING'],
    ['info b --output c', 'SETTING_UNKNOWN'],
    ['pull oci://r/a:1', 'SETTING_MISSING'],
    ['pull r/a:1 --output b', 'SETTING_INVALID'],
    ['push oci://r/a:1', 'ARGUMENT_MISSING'],
    ['push b c', 'SETTING_INVALID'],
  ])('refuses "%s" with %s', (text, code) => {
    expect(() => parseAdvisories(text.split(' '))).toThrow(expect.objectContaining({ code }));
  });
});
