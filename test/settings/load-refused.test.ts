import { describe, expect, it } from 'vitest';

import { loadArgv, loadInputs, misuse, settingsFolder } from '../support/load.ts';

const TRUST = 'trust: { digest: required }\n';

describe('an SBOM', () => {
  it.each(['hardening', 'signatures'])('is not enough for %s that is asked for by name', (check) => {
    const said = misuse(() =>
      loadArgv(['check', '--sbom', 'image.tar', '--checks', check], settingsFolder()),
    );
    expect(said).toContain('SETTING_CONFLICT');
    expect(said).toContain(check);
  });

  it('is enough for the checks that run by default', () => {
    const { source } = loadArgv(['check', '--sbom', 'image.tar'], settingsFolder());
    expect(source).toEqual({ kind: 'sbom', path: 'image.tar' });
  });

  it('must be a file that is there, and the only source', () => {
    const folder = settingsFolder();
    expect(misuse(() => loadArgv(['check', '--sbom', 'osv'], folder))).toContain('--sbom');
    expect(misuse(() => loadArgv(['check', '--sbom', 'gone'], folder))).toContain('--sbom');
    expect(misuse(() => loadArgv(['check', '--sbom', 'image.tar', '--image', 'a'], folder))).toContain(
      'SOURCE_CONFLICT',
    );
  });
});

describe('settings that contradict each other or lack something', () => {
  it.each([
    [[], 'SOURCE_MISSING', 'exactly one of --build, --image, --archive, --layout'],
    [['--checks', 'lint,hardening', '--file', 'Dockerfile'], 'SOURCE_MISSING', 'no image is named'],
    [['--image', 'a', '--build', '.'], 'SOURCE_CONFLICT', '--build and --image are given'],
    [['--archive', 'image.tar', '--layout', 'oci'], 'SOURCE_CONFLICT', '--archive and --layout are given'],
    [['--image', 'a', '--target', 'x'], 'SETTING_CONFLICT', '--target works only with --build'],
    [
      ['--archive', 'image.tar', '--build-arg', 'A=1'],
      'SETTING_CONFLICT',
      '--build-arg works only with --build',
    ],
    [['--build', '.', '--pull', 'always'], 'SETTING_CONFLICT', '--pull works only with --image'],
    [['--layout', 'oci', '--from', 'daemon'], 'SETTING_CONFLICT', '--from works only with --image'],
    [['--checks', 'lint', '--target', 'x'], 'SETTING_CONFLICT', '--target works only with --build'],
    [['--image', 'a', '--checks', 'lint'], 'SETTING_MISSING', 'no Dockerfile is named'],
    [['--image', 'a', '--checks', 'signatures'], 'SETTING_MISSING', 'nothing says what to trust'],
    [['--image', 'a', '--report', 'json=x', '--report', 'sarif=x'], 'SETTING_CONFLICT', 'have the path x'],
    [['--image', 'a', '--config', 'no.yaml'], 'CONFIG_NOT_FOUND', 'no.yaml'],
    [['--build', 'nowhere'], 'PATH_NOT_FOUND', '--build: there is no folder "nowhere"'],
    [['--build', 'image.tar'], 'PATH_NOT_FOUND', '--build: "image.tar" is not a folder'],
    [['--build', 'oci'], 'PATH_NOT_FOUND', '--file: there is no file "oci/Dockerfile"'],
    [['--archive', 'no.tar'], 'PATH_NOT_FOUND', '--archive: there is no file "no.tar"'],
    [['--archive', 'oci'], 'PATH_NOT_FOUND', '--archive: "oci" is not a file'],
    [['--layout', 'image.tar'], 'PATH_NOT_FOUND', '--layout: "image.tar" is not a folder'],
    [['--image', 'a', '--file', '-'], 'PATH_NOT_FOUND', '--file: there is no file "-"'],
    [['--image', 'a', '--file', 'none'], 'PATH_NOT_FOUND', '--file: there is no file "none"'],
    [
      ['--image', 'a', '--advisories', 'none'],
      'PATH_NOT_FOUND',
      '--advisories: there is no file or folder "none"',
    ],
    [['--image', 'A B'], 'SETTING_INVALID', '--image: "A B" is not an image reference'],
    [['--image', 'a', '--platform', 'all'], 'NOT_AVAILABLE', '--platform: "all"'],
    [['--image', 'a', '--platform', 'linux'], 'SETTING_INVALID', '--platform: "linux" is not a platform'],
    [['--image', 'a', '--checks', 'secrets'], 'NOT_AVAILABLE', '--checks: the check "secrets"'],
    [['--image', 'a', '--checks', 'runtime,lint'], 'NOT_AVAILABLE', '--checks: the check "runtime"'],
    [
      ['--image', 'a', '--checks', 'vulns'],
      'SETTING_INVALID',
      'Allowed: lint, vulnerabilities, hardening, signatures.',
    ],
    [['--image', 'a', '--checks', ','], 'SETTING_INVALID', '--checks: the list is empty'],
    [['--image', 'a', '--fail-on', 'lint=hihg'], 'SETTING_INVALID', '--fail-on: "hihg" is not a severity'],
    [
      ['--image', 'a', '--only-fixed=yes'],
      'SETTING_INVALID',
      '--only-fixed: "yes" is neither true nor false',
    ],
    [['--image', 'a', '--allow-partial', 'scan'], 'SETTING_INVALID', '--allow-partial: "scan" is not a step'],
    [['--image', 'a', '--report', 'html=x'], 'NOT_AVAILABLE', '--report: the report format "html"'],
    [['--image', 'a', '--report', 'jsno=x'], 'SETTING_INVALID', 'Did you mean "json"?'],
    [['--image', 'a', '--report', 'json'], 'SETTING_INVALID', '--report: "json" has no path'],
    [['--image', 'a', '--report', 'json='], 'SETTING_INVALID', '--report: "json=" has no path'],
    [
      ['--image', 'a', '--osv-url', 'http://osv.test'],
      'SETTING_INVALID',
      '--osv-url: "http://osv.test" is not encrypted',
    ],
    [['--image', 'a', '--progress', 'fancy'], 'SETTING_INVALID', 'Allowed: auto, plain, none.'],
    [['--image', ''], 'SETTING_INVALID', '--image: "" is not an image reference'],
  ])('%j are refused with %s', (argv, code, text) => {
    const said = misuse(() => loadArgv(['check', ...argv], settingsFolder()));
    expect(said).toContain(code);
    expect(said).toContain(text);
  });

  it.each([
    [{}, 'SOURCE_MISSING', 'exactly one of input context, input image'],
    [{ image: 'a', context: '.' }, 'SOURCE_CONFLICT', 'input context and input image are given'],
    [{ image: 'a', tags: 'b' }, 'SETTING_CONFLICT', 'input tags works only with input context'],
    [
      { image: 'a', 'fail-on': 'hgh' },
      'SETTING_INVALID',
      'input fail-on: "hgh" is not a severity | Did you mean "high"?',
    ],
    [{ image: 'a', 'upload-sarif': 'yes' }, 'SETTING_INVALID', 'Allowed: auto, true, false.'],
    [{ image: 'a', summary: 'yes' }, 'SETTING_INVALID', 'input summary: "yes" is neither true nor false'],
    [
      { context: 'app', secrets: 'NPM=hunter2' },
      'SETTING_INVALID',
      'input secrets: an item is not id=…,src=…',
    ],
    [{ image: 'a', fail_on: 'high' }, 'SETTING_UNKNOWN', 'Did you mean "fail-on"?'],
  ] as readonly (readonly [Record<string, string>, string, string])[])(
    'inputs %j are refused with %s',
    (inputs, code, text) => {
      const said = misuse(() => loadInputs(inputs, settingsFolder()));
      expect(said).toContain(code);
      expect(said).toContain(text);
      expect(said).not.toContain('hunter2');
    },
  );

  it.each([
    ['checks: []', 'checks: the list is empty'],
    ['advisories: []', 'advisories: the list is empty'],
    ['fail-on: {}', 'fail-on: the list is empty'],
    ['only-fixed: yes', 'only-fixed: "yes" is neither true nor false'],
    ['fail-on: { vuln: high }', 'fail-on: "vuln" is not a category'],
    ['trust: {}', 'trust: it asks for nothing'],
    ['trust: { digest: requierd }', 'trust.digest: "requierd" is not one of its values'],
    ['trust: { registries: [] }', 'trust.registries: '],
    ['trust: { registries: ghcr.io }', 'trust.registries: '],
    ['trust: [a]', 'trust: it is not a map'],
    ['trust: { images: [1] }', 'trust.images[0]: '],
  ])('a file with %j is refused', (config, text) => {
    const said = misuse(() => loadArgv(['check', '--image', 'a'], settingsFolder(config)));
    expect(said).toContain(`.image-gate.yaml:1: ${text}`);
  });

  it('are not seen where there is nothing wrong', () => {
    expect(
      loadArgv(['check', '--image', 'a', '--checks', 'signatures'], settingsFolder(TRUST)).checks,
    ).toEqual(['signatures']);
    expect(loadArgv(['check', '--image', 'a'], settingsFolder()).checks).toContain('signatures');
    expect(
      loadArgv(['check', '--image', 'a', '--file', 'Dockerfile', '--checks', 'lint'], settingsFolder())
        .checks,
    ).toEqual(['lint']);
  });
});
