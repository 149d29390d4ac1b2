import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Report } from '../../src/model/report.ts';
import { cosignSign, newSigningKey } from '../support/cosign-sign.ts';
import { ociBlobs, makeImage } from '../support/oci.ts';
import { hasProgram } from '../support/programs.ts';
import { pushImage } from '../support/push.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { reportSchemaErrors } from '../support/report-schema.ts';
import { CLI_DOOR, runNode, type NodeRun } from '../support/run-node.ts';
import { pushReferrers } from '../support/sigstore-push.ts';
import { workFolder } from '../support/work-folder.ts';

const TRUSTED = newSigningKey();
const STRANGER = newSigningKey();
const image = ociBlobs(makeImage({ layers: [{ 'app/server': 'x' }] }));
const hasRegistry = hasProgram('docker-registry', ['--version'], 'image-gate verify against a registry');

let registry: TestRegistry;

function named(name: string): string {
  return `${registry.host}/${name}:1`;
}

function verify(cwd: string, ...argv: readonly string[]): Promise<NodeRun> {
  return runNode(CLI_DOOR, { argv: ['verify', ...argv], cwd, env: { HOME: cwd, IMAGE_GATE_DEBUG: '' } });
}

function keys(): string {
  return workFolder({ 'trusted.pub': TRUSTED.pem, 'stranger.pub': STRANGER.pem });
}

/** The JSON report of a run, which must follow the schema. */
async function reportOf(cwd: string, ...argv: readonly string[]): Promise<Report> {
  await verify(cwd, ...argv, '--report', 'json=report.json');
  const text = readFileSync(path.join(cwd, 'report.json'), 'utf8');
  expect(reportSchemaErrors(text)).toEqual([]);
  return JSON.parse(text) as Report;
}

describe.skipIf(!hasRegistry)('image-gate verify', () => {
  beforeAll(async () => {
    registry = await startRegistry();
    await pushImage(registry, { repository: 'unsigned', tag: '1' }, image);
    const { digest } = await pushImage(registry, { repository: 'signed', tag: '1' }, image);
    await cosignSign(registry, { repository: 'signed', digest }, TRUSTED);
    const noted = await pushImage(registry, { repository: 'noted', tag: '1' }, image);
    await cosignSign(registry, { repository: 'noted', digest: noted.digest }, TRUSTED);
    const layer = { mediaType: 'application/jose+json', bytes: Buffer.from('{}'), annotations: {} };
    await pushReferrers({ registry, repository: 'noted', image: noted }, [
      { artifactType: 'application/vnd.cncf.notary.signature', layers: [layer] },
    ]);
  });
  afterAll(() => registry.stop());

  it('passes an image that one of the keys signed', async () => {
    const cwd = keys();
    const flags = ['--key', 'stranger.pub', '--key', 'trusted.pub', '--insecure-ignore-tlog'];
    const { status, stdout, stderr } = await verify(cwd, '--image', named('signed'), ...flags);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`  digest  ${image.descriptor.digest}\n`);
    expect(stdout).toContain('    ✓ cosign signature\n');
    expect(stdout).toContain('      ✓ accepted by key\n');
    expect(stdout).toMatch(/^✓ PASS {2}.*\n[^]*\n✓ PASS {2}Nothing blocks:/u);
  });

  it.each([
    ['is signed by another key', 'signed', ['--key', 'stranger.pub', '--insecure-ignore-tlog']],
    ['is in no log', 'signed', ['--key', 'trusted.pub']],
    ['is not signed', 'unsigned', ['--key', 'trusted.pub', '--insecure-ignore-tlog']],
  ])('fails an image that %s', async (_, name, flags) => {
    const { status, stdout } = await verify(keys(), '--image', named(name), ...flags);
    expect(status).toBe(1);
    expect(stdout).toContain('  result  ✗ not trusted\n');
    expect(stdout).toMatch(/ {4}✗ key {2}key {2}[A-Z_]+\n/u);
    expect(stdout).not.toContain('PASS');
  });

  it('lists what no authority looks for as well', async () => {
    const flags = [
      '--certificate-identity',
      'a@example.com',
      '--certificate-oidc-issuer',
      'https://accounts.example.com',
    ];
    const root = ['--trusted-root', 'embedded'];
    const cwd = keys();
    const { signatures, verdict } = await reportOf(cwd, '--image', named('noted'), ...flags, ...root);
    expect(verdict.result).toBe('fail');
    const [one] = signatures;
    expect(one?.evidence.map(({ kind, opinions }) => [kind, opinions.length])).toEqual([
      ['cosign-signature', 1],
      ['notation-signature', 0],
    ]);
    expect(one?.notes).toEqual([]);
  });

  it('goes by the rules of the configuration file, and gives the outcome as JSON', async () => {
    const cwd = keys();
    const key = '{ key: { files: [trusted.pub], transparency-log: optional } }';
    const rule = `{ name: ours, images: ["${registry.host}/signed"], authorities: [${key}] }`;
    writeFileSync(path.join(cwd, '.image-gate.yaml'), `trust: { rules: [${rule}] }\n`);
    const { signatures, verdict } = await reportOf(cwd, '--image', named('signed'));
    expect(verdict.result).toBe('pass');
    expect(signatures).toMatchObject([
      {
        rule: 'ours',
        result: 'trusted',
        digest: image.descriptor.digest,
        evidence: [{ signer: 'trusted.pub' }],
      },
    ]);
    const other = await reportOf(cwd, '--image', named('unsigned'));
    expect(other.verdict.result).toBe('fail');
    expect(other.signatures).toMatchObject([{ rule: null, result: 'untrusted' }]);
  });

  it('does not pass an image that no rule is for, also where the gate would let it in', async () => {
    const rule =
      '{ name: theirs, images: [ghcr.io/acme/app], authorities: [{ key: { files: [trusted.pub] } }] }';
    const cwd = keys();
    writeFileSync(path.join(cwd, '.image-gate.yaml'), `trust: { unmatched: allow, rules: [${rule}] }\n`);
    const { verdict, findings } = await reportOf(cwd, '--image', named('signed'));
    expect(verdict.result).toBe('fail');
    expect(findings.map(({ rule: id }) => id)).toEqual(['TR-UNMATCHED']);
  });

  it('without a policy lists what is there and is incomplete, whatever may be left out', async () => {
    const cwd = workFolder({ '.image-gate.yaml': 'allow-partial: [signatures]\n' });
    const { status, stdout } = await verify(cwd, '--image', named('signed'));
    expect(status).toBe(3);
    expect(stdout).toContain('  Found (1)\n    · cosign signature\n');
    expect(stdout).toMatch(/no trust policy: give --key,\s+--certificate-identity or trust\.rules/u);
    expect(stdout).not.toContain('PASS');
    const { signatures, steps } = await reportOf(cwd, '--image', named('unsigned'));
    expect(signatures).toMatchObject([{ rule: null, result: 'unavailable', evidence: [] }]);
    expect(steps.find(({ id }) => id === 'signatures')?.status).toBe('partial');
  });

  it('without rules holds the name against the rest of the policy all the same', async () => {
    const cwd = workFolder({ '.image-gate.yaml': 'trust: { registries: [ghcr.io] }\n' });
    const { findings, verdict } = await reportOf(cwd, '--image', named('signed'));
    expect(findings.map(({ rule }) => rule)).toEqual(['TR-REGISTRY']);
    expect(verdict.result).toBe('incomplete');
  });

  it.each([[[]], [['--key', 'trusted.pub']]])(
    'is incomplete when the image is not there, with %j',
    async (flags) => {
      const { status, stdout } = await verify(keys(), '--image', named('gone'), ...flags);
      expect(status).toBe(3);
      expect(stdout).toContain('REGISTRY_NOT_FOUND');
      expect(stdout).not.toContain('PASS');
    },
  );
});
