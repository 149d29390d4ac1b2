import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Settings } from '../../src/settings/settings.ts';
import { loadArgv, misuse } from '../support/load.ts';
import { workFolder } from '../support/work-folder.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';
const IDENTITY = 'https://github.com/org/app/.github/workflows/release.yml@refs/heads/main';
const PATTERN = 'https://github\\.com/org/app/\\.github/workflows/release\\.yml@refs/tags/v.+';

const ROOT = '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}';

function newKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function folder(config?: string): string {
  const files = { 'a.pub': newKey(), 'b.pub': newKey(), 'root.json': ROOT, 'other.json': '{}' };
  return workFolder(config === undefined ? files : { ...files, '.image-gate.yaml': config });
}

function verify(flags: readonly string[], cwd = folder()): Settings {
  return loadArgv(['verify', '--image', 'ghcr.io/org/app:1', ...flags], cwd);
}

function authorities(flags: readonly string[]) {
  return verify(flags).trust?.rules.flatMap((rule) => rule.authorities) ?? [];
}

describe('the settings of image-gate verify', () => {
  it('ask for the check of signatures alone, from the registry, and for its own report', () => {
    const { checks, source, reports, dockerfile, trust } = verify([]);
    expect({ checks, dockerfile, trust }).toEqual({ checks: ['signatures'], dockerfile: null, trust: null });
    expect(source).toMatchObject({ kind: 'image', reference: 'ghcr.io/org/app:1', from: 'registry' });
    expect(reports).toEqual([{ format: 'verify', path: '-' }]);
  });

  it('take the image from elsewhere when that is said', () => {
    expect(verify(['--from', 'daemon']).source).toMatchObject({ from: 'daemon' });
  });

  it('take the checks and the reports of the file for those of the gate', () => {
    const cwd = folder('checks: [lint]\nreports: [json=gate.json]\ntrust: { registries: [ghcr.io] }\n');
    const { checks, reports, trust } = verify([], cwd);
    expect({ checks, reports }).toEqual({
      checks: ['signatures'],
      reports: [{ format: 'verify', path: '-' }],
    });
    expect(trust?.registries).toEqual(['ghcr.io']);
  });

  it('write the reports that the flags name, and the own one beside a file', () => {
    expect(verify(['--report', 'json=r.json']).reports).toEqual([
      { format: 'json', path: 'r.json' },
      { format: 'verify', path: '-' },
    ]);
    expect(verify(['--report', 'json=-']).reports).toEqual([{ format: 'json', path: '-' }]);
  });
});

describe('the policy of the flags', () => {
  it('is one rule for whatever image, which any of its authorities satisfies', () => {
    const flags = ['--key', 'a.pub', '--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER];
    expect(verify(flags).trust).toMatchObject({
      registries: [],
      unmatched: 'deny',
      trustedRoot: { kind: 'auto' },
      rules: [{ name: 'command line', images: ['**'], mode: 'enforce', threshold: 1 }],
    });
    expect(authorities(flags).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'key key',
      'keyless identity',
    ]);
  });

  it('asks for one of several keys, with an entry in a log', () => {
    expect(authorities(['--key', 'a.pub', '--key', 'b.pub'])).toMatchObject([
      { kind: 'key', keys: [{ name: 'a.pub' }, { name: 'b.pub' }], transparencyLog: 'required' },
    ]);
  });

  it('does without the log only when that is said', () => {
    const [authority] = authorities(['--key', 'a.pub', '--insecure-ignore-tlog']);
    expect(authority).toMatchObject({ transparencyLog: 'optional' });
  });

  it.each([
    [
      ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER],
      { issuer: { kind: 'exact', text: ISSUER }, subject: { kind: 'exact', text: IDENTITY } },
    ],
    [
      ['--certificate-identity-regexp', PATTERN, '--certificate-oidc-issuer', ISSUER],
      { issuer: { kind: 'exact', text: ISSUER }, subject: { kind: 'pattern', source: PATTERN } },
    ],
  ])('takes an identity exactly or as a pattern: %j', (flags, identity) => {
    expect(authorities(flags)).toMatchObject([{ kind: 'keyless', identities: [identity] }]);
  });

  it('takes a trusted root', () => {
    const root = (name: string) => verify(['--key', 'a.pub', '--trusted-root', name]).trust?.trustedRoot;
    expect(root('embedded')).toEqual({ kind: 'embedded' });
    expect(root('root.json')).toEqual({ kind: 'file', name: 'root.json', text: ROOT });
  });

  it('stands in place of the one in the file, whose keys need not be there', () => {
    const cwd = folder(
      'trust: { rules: [{ name: a, images: [ghcr.io/**], authorities: [{ key: gone.pub }] }] }\n',
    );
    expect(verify(['--key', 'a.pub'], cwd).trust?.rules.map(({ name }) => name)).toEqual(['command line']);
    expect(misuse(() => verify([], cwd))).toContain('gone.pub');
  });

  it.each([
    [['--certificate-identity', IDENTITY], 'SETTING_MISSING --certificate-oidc-issuer is missing'],
    [['--certificate-oidc-issuer', ISSUER], 'SETTING_MISSING --certificate-identity is missing'],
    [['--key', 'a.pub', '--certificate-identity', IDENTITY], '--certificate-oidc-issuer is missing'],
    [
      ['--certificate-identity', IDENTITY, '--certificate-identity-regexp', PATTERN],
      'SETTING_MISSING --certificate-oidc-issuer is missing',
    ],
    [
      ['--certificate-oidc-issuer', ISSUER, '--certificate-identity=a', '--certificate-identity-regexp=b'],
      'SETTING_CONFLICT --certificate-identity and --certificate-identity-regexp are given',
    ],
    [
      ['--certificate-oidc-issuer', ISSUER, '--certificate-oidc-issuer-regexp=b'],
      'SETTING_CONFLICT --certificate-oidc-issuer and --certificate-oidc-issuer-regexp are given',
    ],
    [['--trusted-root', 'embedded'], 'SETTING_CONFLICT --trusted-root stands without --key'],
    [['--insecure-ignore-tlog'], 'SETTING_CONFLICT --insecure-ignore-tlog stands without --key'],
    [['--key', 'gone.pub'], 'PATH_NOT_FOUND --key: there is no "gone.pub"'],
    [
      ['--key', 'a.pub', '--trusted-root', 'other.json'],
      'TRUST_FILE --trusted-root: "other.json" is not a trusted root',
    ],
    [['--key', 'root.json'], 'TRUST_KEY --key: '],
    [['--key', 'a.pub', '--trusted-root', 'gone.json'], 'PATH_NOT_FOUND --trusted-root: '],
    [
      ['--certificate-oidc-issuer', ISSUER, '--certificate-identity-regexp', '.*'],
      'TRUST_PATTERN --certificate-identity-regexp: ',
    ],
    [
      ['--certificate-oidc-issuer-regexp', '(', '--certificate-identity', IDENTITY],
      'TRUST_PATTERN --certificate-oidc-issuer-regexp: ',
    ],
  ])('is refused for %j', (flags, text) => {
    expect(misuse(() => verify(flags))).toContain(text);
  });

  it('names the flag of a key that is in no file', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'private.pem'), '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n');
    expect(misuse(() => verify(['--key', 'private.pem'], cwd))).toMatch(/TRUST_KEY --key: .*private key/u);
  });
});
