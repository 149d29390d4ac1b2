import { describe, expect, it } from 'vitest';

import { loadArgv, loadInputs, misuse, settingsFolder } from '../support/load.ts';

const DEFAULTS = {
  checks: ['lint', 'vulnerabilities', 'hardening', 'signatures'],
  policy: {
    failOn: { vulnerability: 'high', lint: 'high', hardening: 'high', signature: 'low' },
    onlyFixed: false,
    unknownSeverity: 'medium',
    allowPartial: [],
  },
  trust: null,
  trustNotes: [],
  advisories: { sources: ['osv'], osvUrl: 'https://api.osv.dev' },
  insecureRegistries: [],
  reports: [{ format: 'table', path: '-' }],
} as const;

describe('settings', () => {
  it('have the defaults of the schema at both doors', () => {
    const cwd = settingsFolder();
    const source = { kind: 'image', reference: 'alpine', from: 'auto', pull: 'missing' };
    const expected = { ...DEFAULTS, source, dockerfile: null, platform: null };
    expect(loadArgv(['check', '--image', 'alpine'], cwd)).toMatchObject(expected);
    expect(loadInputs({ image: 'alpine' }, cwd)).toMatchObject({ ...expected, reports: [] });
  });

  it('are frozen to the last part', () => {
    const settings = loadArgv(['check', '--image', 'alpine'], settingsFolder());
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
    const cwd = settingsFolder();
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
    const byFile = loadArgv(['check', '--build', 'app'], settingsFolder(config));
    const flags =
      'check --build app --checks lint,vulnerabilities --only-fixed --unknown-severity=low ' +
      '--fail-on vulnerability=critical --fail-on lint=none --allow-partial inventory ' +
      '--advisories ./osv --advisories osv --osv-url https://osv.test --cache off ' +
      '--insecure-registry registry.test:5000 --report json=out.json';
    const byFlags = loadArgv(flags.split(' '), cwd);
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
    const cwd = settingsFolder(
      'checks: [lint]\nfail-on: { lint: none, hardening: low }\nadvisories: [osv]\n',
    );
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
    const cwd = settingsFolder('unknown-severity: hihg\n');
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
      settingsFolder(),
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
  ])('%j takes the Dockerfile %j', (argv, dockerfile) => {
    expect(loadArgv(argv, settingsFolder()).dockerfile).toBe(dockerfile);
  });

  it('of lint ask for lint alone, whatever the file says', () => {
    const settings = loadArgv(['lint'], settingsFolder('checks: [vulnerabilities]\n'));
    expect([settings.checks, settings.source]).toEqual([['lint'], null]);
  });

  it('of sbom ask for no check, and for one report, whatever the file says', () => {
    const cwd = settingsFolder('checks: [lint]\nreports: [json=x.json]\n');
    const settings = loadArgv(['sbom', '--archive', 'image.tar'], cwd);
    expect(settings).toMatchObject({
      checks: [],
      reports: [{ format: 'cyclonedx', path: '-' }],
      source: { kind: 'archive', path: 'image.tar' },
    });
    const other = loadArgv(['sbom', '--sbom', 'image.tar', '--format', 'spdx', '--output', 'a.json'], cwd);
    expect(other).toMatchObject({
      reports: [{ format: 'spdx', path: 'a.json' }],
      source: { kind: 'sbom', path: 'image.tar' },
    });
  });

  it('submit no dependencies unless the action is told to', () => {
    const cwd = settingsFolder();
    expect(loadInputs({ sbom: 'image.tar' }, cwd).github.dependencySnapshot).toBe(false);
    const settings = loadInputs({ sbom: 'image.tar', 'dependency-snapshot': 'true' }, cwd);
    expect(settings.github.dependencySnapshot).toBe(true);
  });

  it('take trust from the file', () => {
    const folder = settingsFolder('trust: { registries: [ghcr.io], tags: [latest] }');
    const { trust, trustNotes } = loadArgv(['check', '--image', 'a'], folder);
    expect(trust).toMatchObject({ registries: ['ghcr.io'], images: [], digest: 'optional', rules: [] });
    expect(trustNotes).toEqual([
      expect.stringMatching(/^\.image-gate\.yaml:1: trust\.tags: the tag latest is allowed/u),
    ]);
  });

  it('show the table unless another report goes to standard output', () => {
    const reports = (...more: string[]) =>
      loadArgv(['check', '--image', 'a', ...more], settingsFolder()).reports;
    expect(reports('--report', 'sarif=a.sarif')).toEqual([
      { format: 'sarif', path: 'a.sarif' },
      { format: 'table', path: '-' },
    ]);
    expect(reports('--report', 'json=-')).toEqual([{ format: 'json', path: '-' }]);
  });

  it('put the cache where the platform says', () => {
    const cache = (env: NodeJS.ProcessEnv) =>
      loadArgv(['check', '--image', 'a'], settingsFolder(), env).cache;
    expect(cache({ XDG_CACHE_HOME: '/x', HOME: '/home/a' })).toBe('/x/image-gate');
    expect(cache({ XDG_CACHE_HOME: 'not/absolute', HOME: '/home/a' })).toBe('/home/a/.cache/image-gate');
    expect(loadInputs({ image: 'a' }, settingsFolder(), { RUNNER_TEMP: '/t', HOME: '/home/a' }).cache).toBe(
      '/t/image-gate',
    );
    expect(
      loadInputs({ image: 'a', cache: 'off' }, settingsFolder(), { RUNNER_TEMP: '/t' }).cache,
    ).toBeNull();
  });

  it('take the token from the input, else from the environment', () => {
    const token = (inputs: Record<string, string>, env: NodeJS.ProcessEnv) =>
      loadInputs({ image: 'a', ...inputs }, settingsFolder(), env).github.token;
    expect(token({ token: 'one' }, { GITHUB_TOKEN: 'two' })).toBe('one');
    expect(token({}, { GITHUB_TOKEN: 'two' })).toBe('two');
    expect(token({}, { GITHUB_TOKEN: '' })).toBeNull();
  });

  it('have no colour where there is no terminal, or where it is not wanted', () => {
    const color = (env: NodeJS.ProcessEnv) => loadInputs({ image: 'a' }, settingsFolder(), env).output.color;
    expect([color({}), color({ NO_COLOR: '1' }), color({ NO_COLOR: '' })]).toEqual([true, false, true]);
    expect(loadArgv(['check', '--image', 'a'], settingsFolder()).output.color).toBe(false);
  });
});
