import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import type { Report } from '../../src/model/report.ts';
import { makeImage, ociBlobs, writeDockerArchive } from '../support/oci.ts';
import { rawRecord } from '../support/osv-records.ts';
import { OPENVEX } from '../support/openvex-document.ts';
import { pushBlob, pushImage, pushManifest } from '../support/push.ts';
import { startRegistry } from '../support/registry.ts';
import { needs } from '../support/services.ts';
import { EXIT, runCli } from '../support/run-dist.ts';
import { workFolder } from '../support/work-folder.ts';
import { makeZip } from '../support/zip.ts';

/** An image with one vulnerable package, and its advisory. */
function folder(files: Readonly<Record<string, string>> = {}): string {
  const cwd = workFolder(files);
  const record = rawRecord({
    id: 'CVE-2024-0001',
    of: 'npm left-pad',
    range: ['introduced 0'],
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  });
  mkdirSync(path.join(cwd, 'osv/npm'), { recursive: true });
  const archive = makeZip({ 'CVE-2024-0001.json': JSON.stringify(record) });
  writeFileSync(path.join(cwd, 'osv/npm/all.zip'), archive);
  writeDockerArchive(path.join(cwd, 'image.tar'), vulnerableImage(), { form: 'old' });
  return cwd;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';

function vulnerableImage(): ReturnType<typeof makeImage> {
  return makeImage({
    layers: [{ 'app/node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.0.0"}' }],
    config: { User: '1000' },
  });
}

async function check(cwd: string, ...more: readonly string[]) {
  const argv = ['check', '--archive', 'image.tar', '--advisories', 'osv', '--checks', 'vulnerabilities'];
  const run = await runCli(
    [...argv.map((word) => (word === 'osv' ? './osv' : word)), '--report', 'json=report.json', ...more],
    { cwd },
  );
  return {
    ...run,
    report: (): Report => JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as Report,
  };
}

describe('a base image that is not trusted', () => {
  const files = { Dockerfile: 'FROM 127.0.0.1:1/team/base:1\nUSER 1000\n' };
  const trust = 'trust: { registries: [ghcr.io] }\n';
  const build = ['check', '--build', '.'];

  it('fails, and nothing is built', async () => {
    const run = await runCli(build, { cwd: workFolder({ ...files, '.image-gate.yaml': trust }) });
    expect(run.status).toBe(EXIT.fail);
    expect(run.stdout).toContain('not built');
  });

  it('that is accepted is built: it never passes without having been examined', async () => {
    const config = `${trust}exceptions: [{ id: TR-REGISTRY, reason: known to us }]\n`;
    const run = await runCli(build, { cwd: workFolder({ ...files, '.image-gate.yaml': config }) });
    // Its registry does not answer, so the build must be the one thing that ends it.
    expect(run.status).toBe(EXIT.incomplete);
    expect(run.stdout).not.toContain('not built');
  });
});

describe('what people decided', () => {
  it('nothing: the vulnerability blocks', async () => {
    expect((await check(folder())).status).toBe(EXIT.fail);
  });

  it('in a VEX document: it is suppressed, and the source is shown', async () => {
    const run = await check(
      folder({ 'vex.json': JSON.stringify(OPENVEX) }),
      '--vex',
      'vex.json',
      '--report',
      'openvex=out.json',
    );
    expect(run.status).toBe(EXIT.pass);
    expect(run.report().findings).toMatchObject([
      { suppressed: { by: 'vex', reason: 'vulnerable code not present (vex.json by Ann)' }, blocking: false },
    ]);
  });

  it.skipIf(!needs('docker-registry'))('beside the image: it counts when that is asked for', async () => {
    const registry = await startRegistry();
    onTestFinished(() => registry.stop());
    const { digest, size, mediaType } = await pushImage(
      registry,
      { repository: 'app', tag: '1' },
      ociBlobs(vulnerableImage()),
    );
    const type = 'application/vnd.openvex+json';
    const document = Buffer.from(JSON.stringify(OPENVEX));
    const empty = Buffer.from('{}');
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: type,
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: await pushBlob(registry, 'app', empty),
        size: 2,
      },
      layers: [{ mediaType: type, digest: await pushBlob(registry, 'app', document), size: document.length }],
      subject: { mediaType, digest, size },
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const pushed = await pushManifest(
      registry,
      { repository: 'app', tag: 'vex' },
      { bytes, mediaType: manifest.mediaType },
    );
    // This registry keeps no list: the tag stands in for it.
    const index = { schemaVersion: 2, mediaType: INDEX, manifests: [{ ...pushed, artifactType: type }] };
    const list = { bytes: Buffer.from(JSON.stringify(index)), mediaType: INDEX };
    await pushManifest(registry, { repository: 'app', tag: digest.replace(':', '-') }, list);
    const cwd = folder();
    const argv = [
      'check',
      '--image',
      `${registry.host}/app:1`,
      '--from',
      'registry',
      '--advisories',
      './osv',
    ];
    const run = (...more: readonly string[]) =>
      runCli([...argv, '--checks', 'vulnerabilities', '--report', 'json=report.json', ...more], { cwd });
    expect((await run()).status).toBe(EXIT.fail);
    expect((await run('--vex-attached', 'trusted')).status).toBe(EXIT.fail);
    expect((await run('--vex-attached', 'any')).status).toBe(EXIT.pass);
    const report = JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as Report;
    expect(report.findings[0]?.suppressed?.reason).toContain('attached to the image and not verified');
  });

  it('in an exception: it is suppressed until it expires', async () => {
    const text = (expires: string): string =>
      `exceptions: [{ id: CVE-2024-0001, package: left-pad, reason: not reachable, expires: ${expires} }]\n`;
    const cwd = folder({ '.image-gate.yaml': text('2999-12-31') });
    expect((await check(cwd)).status).toBe(EXIT.pass);
    writeFileSync(path.join(cwd, '.image-gate.yaml'), text('2020-01-01'));
    const late = await check(cwd);
    expect(late.status).toBe(EXIT.fail);
    expect(late.stderr).toContain('expired on 2020-01-01');
  });

  it('in a document that cannot be read: misuse', async () => {
    expect((await check(folder({ 'vex.json': 'hello' }), '--vex', 'vex.json')).status).toBe(EXIT.misuse);
  });
});
