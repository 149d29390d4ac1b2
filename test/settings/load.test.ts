import { describe, expect, it } from 'vitest';

import { loadArgv, loadInputs, misuse } from '../support/load.ts';
import { workFolder } from '../support/work-folder.ts';

const DEFAULTS = {
  checks: ['lint', 'vulnerabilities', 'hardening', 'signatures'],
  policy: {
    failOn: { vulnerability: 'high', lint: 'high', hardening: 'high', signature: 'low' },
    onlyFixed: false,
    unknownSeverity: 'medium',
    allowPartial: [],
  },
  trust: null,
  advisories: { sources: ['osv'], osvUrl: 'https://api.osv.dev' },
  insecureRegistries: [],
  reports: [{ format: 'table', path: '-' }],
} as const;

function folder(config?: string): string {
  return workFolder({
    'app/Dockerfile': 'FROM scratch\n',
    Dockerfile: 'FROM scratch\n',
    'image.tar': '',
    'oci/': '',
    'osv/': '',
    ...(config === undefined ? {} : { '.image-gate.yaml': config }),
  });
}

describe('settings', () => {
  it('have the defaults of the schema at both doors', () => {
    const cwd = folder();
    const source = { kind: 'image', reference: 'alpine', from: 'auto', pull: 'missing' };
    const expected = { ...DEFAULTS, source, dockerfile: null, platform: null };
    expect(loadArgv(['check', '--image', 'alpine'], cwd)).toMatchObject(expected);
    expect(loadInputs({ image: 'alpine' }, cwd)).toMatchObject({ ...expected, reports: [] });
  });

  it('are frozen to the last part', () => {
    const settings = loadArgv(['check', '--image', 'alpine'], folder());
    for (const part of [
      settings,
      settings.policy,
      settings.policy.failOn,
      settings.checks,
      settings.source,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('are the same from every door', () => {
    const cwd = folder();
    const config = `
checks: [lint, vulnerabilities]
fail-on: { vulnerability: critical, lint: none }
only-fixed: true
unknown-severity: low
allow-partial: [inventory]
advisories: [./osv, osv]
osv-url: https://osv.test
cache: off
insecure-registries: [registry.test:5000]
reports: [json=out.json]
`;
    const byFile = loadArgv(['check', '--build', 'app'], folder(config));
    const byFlags = loadArgv(
      [
        ...[
          'check',
          '--build',
          'app',
          '--checks',
          'lint,vulnerabilities',
          '--only-fixed',
          '--unknown-severity=low',
        ],
        ...['--fail-on', 'vulnerability=critical', '--fail-on', 'lint=none', '--allow-partial', 'inventory'],
        ...[
          '--advisories',
          './osv',
          '--advisories',
          'osv',
          '--osv-url',
          'https://osv.test',
          '--cache',
          'off',
        ],
        ...['--insecure-registry', 'registry.test:5000', '--report', 'json=out.json'],
      ],
      cwd,
    );
    const byInputs = loadInputs(
      {
        context: 'app',
        checks: 'lint\nvulnerabilities',
        'fail-on': 'vulnerability=critical\nlint=none',
        'only-fixed': 'True',
        'unknown-severity': 'low',
        'allow-partial': 'inventory',
        advisories: './osv\nosv',
        'osv-url': 'https://osv.test',
        cache: 'off',
        'insecure-registries': 'registry.test:5000',
        reports: 'json=out.json',
      },
      cwd,
    );
    const { output: _color, reports, ...rest } = byInputs;
    expect(reports).toEqual([{ format: 'json', path: 'out.json' }]);
    expect(byFlags).toEqual(byFile);
    expect(byFlags).toMatchObject(rest);
    expect(byFlags.policy.failOn).toEqual({
      vulnerability: 'critical',
      lint: 'none',
      hardening: 'high',
      signature: 'low',
    });
  });

  it('given inline win over the file: lists whole, thresholds category by category', () => {
    const cwd = folder('checks: [lint]\nfail-on: { lint: none, hardening: low }\nadvisories: [osv]\n');
    const settings = loadInputs({ context: 'app', checks: 'hardening', 'fail-on': 'lint=medium' }, cwd);
    expect(settings.checks).toEqual(['hardening']);
    expect(settings.policy.failOn).toEqual({
      vulnerability: 'high',
      lint: 'medium',
      hardening: 'low',
      signature: 'low',
    });
  });

  it('in the file are wrong even where something inline overrides them', () => {
    const cwd = folder('unknown-severity: hihg\n');
    const said = misuse(() => loadArgv(['check', '--image', 'a', '--unknown-severity', 'high'], cwd));
    expect(said).toContain(
      '.image-gate.yaml:1: unknown-severity: "hihg" is not a severity | Did you mean "high"?',
    );
  });

  it('describe a build with everything that belongs to it', () => {
    const { source, dockerfile, platform } = loadInputs(
      {
        context: 'app',
        file: 'Dockerfile',
        target: 'final',
        'build-args': 'A=1\nB',
        secrets: 'id=npm,src=.npmrc',
        labels: 'a=b',
        tags: 'app:1\nghcr.io/org/app:1',
        'cache-from': 'type=gha',
        'cache-to': 'type=gha,mode=max',
        platform: 'linux/arm64',
      },
      folder(),
    );
    expect(source).toEqual({
      kind: 'build',
      context: 'app',
      file: 'Dockerfile',
      target: 'final',
      buildArgs: ['A=1', 'B'],
      secrets: ['id=npm,src=.npmrc'],
      labels: ['a=b'],
      tags: ['app:1', 'ghcr.io/org/app:1'],
      cacheFrom: ['type=gha'],
      cacheTo: ['type=gha,mode=max'],
    });
    expect(dockerfile).toBe('Dockerfile');
    expect(platform).toEqual({ os: 'linux', architecture: 'arm64', variant: null });
  });

  it.each([
    [['check', '--build', 'app'], 'app/Dockerfile'],
    [['check', '--build', './app/'], 'app/Dockerfile'],
    [['check', '--build', '.', '--file', './app/Dockerfile'], 'app/Dockerfile'],
    [['check', '--image', 'a'], null],
    [['check', '--image', 'a', '--file', 'Dockerfile'], 'Dockerfile'],
    [['check', '--checks', 'lint'], 'Dockerfile'],
    [['check', '--checks', 'lint', '--file', 'app/Dockerfile'], 'app/Dockerfile'],
    [['lint'], 'Dockerfile'],
    [['lint', 'app/Dockerfile'], 'app/Dockerfile'],
    [['lint', '-'], '-'],
  ])('%j takes the Dockerfile %j', (argv, dockerfile) => {
    expect(loadArgv(argv, folder()).dockerfile).toBe(dockerfile);
  });

  it('of lint ask for lint alone, whatever the file says', () => {
    const settings = loadArgv(['lint'], folder('checks: [vulnerabilities]\n'));
    expect([settings.checks, settings.source]).toEqual([['lint'], null]);
  });

  it('take trust from the file', () => {
    const { trust } = loadArgv(
      ['check', '--image', 'a'],
      folder('trust: { registries: [ghcr.io], authorities: [{ key: x }] }'),
    );
    expect(trust).toEqual({
      registries: ['ghcr.io'],
      images: [],
      digest: 'optional',
      authorities: [{ key: 'x' }],
    });
  });

  it('show the table unless another report goes to standard output', () => {
    const reports = (...more: string[]) => loadArgv(['check', '--image', 'a', ...more], folder()).reports;
    expect(reports('--report', 'sarif=a.sarif')).toEqual([
      { format: 'sarif', path: 'a.sarif' },
      { format: 'table', path: '-' },
    ]);
    expect(reports('--report', 'json=-')).toEqual([{ format: 'json', path: '-' }]);
  });

  it('put the cache where the platform says', () => {
    const cache = (env: NodeJS.ProcessEnv) => loadArgv(['check', '--image', 'a'], folder(), env).cache;
    expect(cache({ XDG_CACHE_HOME: '/x', HOME: '/home/a' })).toBe('/x/image-gate');
    expect(cache({ XDG_CACHE_HOME: 'not/absolute', HOME: '/home/a' })).toBe('/home/a/.cache/image-gate');
    expect(loadInputs({ image: 'a' }, folder(), { RUNNER_TEMP: '/t', HOME: '/home/a' }).cache).toBe(
      '/t/image-gate',
    );
    expect(loadInputs({ image: 'a', cache: 'off' }, folder(), { RUNNER_TEMP: '/t' }).cache).toBeNull();
  });

  it('take the token from the input, else from the environment', () => {
    const token = (inputs: Record<string, string>, env: NodeJS.ProcessEnv) =>
      loadInputs({ image: 'a', ...inputs }, folder(), env).github.token;
    expect(token({ token: 'one' }, { GITHUB_TOKEN: 'two' })).toBe('one');
    expect(token({}, { GITHUB_TOKEN: 'two' })).toBe('two');
    expect(token({}, { GITHUB_TOKEN: '' })).toBeNull();
  });

  it('have no colour where there is no terminal, or where it is not wanted', () => {
    const color = (env: NodeJS.ProcessEnv) => loadInputs({ image: 'a' }, folder(), env).output.color;
    expect([color({}), color({ NO_COLOR: '1' }), color({ NO_COLOR: '' })]).toEqual([true, false, true]);
    expect(loadArgv(['check', '--image', 'a'], folder()).output.color).toBe(false);
  });
});

const TRUST = 'trust: { digest: required }\n';

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
    [['--image', 'a', '--file', 'none'], 'PATH_NOT_FOUND', '--file: there is no file "none"'],
    [['--image', 'a', '--advisories', 'none'], 'PATH_NOT_FOUND', '--advisories: there is no folder "none"'],
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
    const said = misuse(() => loadArgv(['check', ...argv], folder()));
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
      const said = misuse(() => loadInputs(inputs, folder()));
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
    ['trust: {}', 'trust: it has no rules'],
    ['trust: { digest: requierd }', 'trust: digest: "requierd" is neither required nor optional'],
    ['trust: { registries: [] }', 'trust: registries: '],
    ['trust: { registries: ghcr.io }', 'trust: registries: '],
    ['trust: { images: [1] }', 'trust: images.0: '],
  ])('a file with %j is refused', (config, text) => {
    const said = misuse(() => loadArgv(['check', '--image', 'a'], folder(config)));
    expect(said).toContain(`.image-gate.yaml:1: ${text}`);
  });

  it('are not seen where there is nothing wrong', () => {
    expect(loadArgv(['check', '--image', 'a', '--checks', 'signatures'], folder(TRUST)).checks).toEqual([
      'signatures',
    ]);
    expect(loadArgv(['check', '--image', 'a'], folder()).checks).toContain('signatures');
    expect(
      loadArgv(['check', '--image', 'a', '--file', 'Dockerfile', '--checks', 'lint'], folder()).checks,
    ).toEqual(['lint']);
  });
});
