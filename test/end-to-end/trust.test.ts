import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { cosignSign, newSigningKey } from '../support/cosign-sign.ts';
import { removeAtEnd } from '../support/docker.ts';
import { startServer, type SeenRequest } from '../support/http-server.ts';
import { makeImage, ociBlobs } from '../support/oci.ts';
import { pushImage } from '../support/push.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { EXIT, runCli } from '../support/run-dist.ts';
import { needs } from '../support/services.ts';
import { workFolder } from '../support/work-folder.ts';

const KEY = newSigningKey();

describe.skipIf(!(needs('docker-registry') && needs('dockerd')))(
  'images are held against who signed them',
  () => {
    let registry: TestRegistry;
    beforeAll(async () => {
      registry = await startRegistry();
      for (const [tag, files] of [
        ['signed', { which: 'signed' }],
        ['other', { which: 'other' }],
      ] as const) {
        const name = { repository: 'base', tag };
        const { digest } = await pushImage(
          registry,
          name,
          ociBlobs(makeImage({ layers: [files], config: { Labels: files } })),
        );
        if (tag === 'signed') await cosignSign(registry, { repository: 'base', digest }, KEY);
      }
    });
    afterAll(() => registry.stop());

    const policy = (host: string): string => `trust:
  rules:
    - name: bases
      images: ["${host}/base"]
      authorities:
        - name: release key
          key: { files: [cosign.pub], transparency-log: optional }
`;

    function folder(host: string, tag: string): string {
      const dockerfile = `FROM ${host}/base:${tag}\nUSER 1000\n`;
      return workFolder({ Dockerfile: dockerfile, '.image-gate.yaml': policy(host), 'cosign.pub': KEY.pem });
    }

    const build = ['check', '--build', '.', '--checks', 'signatures', '--report', 'json=report.json'];

    function reportOf(cwd: string): Report {
      return JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')) as Report;
    }

    it('a build on an unsigned base fails before anything is built, and says why', async () => {
      const cwd = folder(registry.host, 'other');
      const { status, stderr } = await runCli(build, { cwd });
      expect(status).toBe(EXIT.fail);
      expect(stderr).not.toContain('Building');
      const report = reportOf(cwd);
      expect(report.steps.find(({ id }) => id === 'image')?.reason).toContain('not built');
      expect(report.findings).toMatchObject([
        { rule: 'TR-UNSIGNED', location: { dockerfile: { path: 'Dockerfile', line: 1 } } },
      ]);
      expect(report.signatures).toMatchObject([{ result: 'untrusted', rule: 'bases' }]);
    });

    it('what was judged is what is built, also when the tag moves in between', async () => {
      let asked = 0;
      const [signed, other] = await Promise.all(['signed', 'other'].map(manifest));
      const moving = await startServer((request, response) => {
        const isTag = request.path.endsWith('/manifests/moving');
        if (isTag) asked += 1;
        const from = isTag ? `/v2/base/manifests/${asked === 1 ? 'signed' : 'other'}` : request.path;
        void passOn(`${registry.url}${from}`, request, response);
      });
      expect(signed).not.toBe(other);
      const cwd = folder(moving.host, 'moving');
      const { status, stderr } = await runCli(build, { cwd });
      expect(stderr).toContain(`@${signed ?? ''}`);
      expect(status).toBe(EXIT.pass);
      expect(asked).toBe(1);
      const report = reportOf(cwd);
      removeAtEnd(report.subject?.imageId ?? '');
      expect(report.signatures).toMatchObject([{ result: 'trusted', digest: signed }]);
    });

    it('verify says who signed an image, and who did not', async () => {
      const cwd = folder(registry.host, 'signed');
      const good = await runCli(['verify', '--image', `${registry.host}/base:signed`, '--from', 'registry'], {
        cwd,
      });
      expect(good.status).toBe(EXIT.pass);
      expect(good.stdout).toContain('accepted by release key');
      const bad = await runCli(['verify', '--image', `${registry.host}/base:other`, '--from', 'registry'], {
        cwd,
      });
      expect(bad.status).toBe(EXIT.fail);
      expect(bad.stdout).toContain('SIGNATURE_NONE');
      const gone = await runCli(['verify', '--image', `${registry.host}/base:gone`, '--from', 'registry'], {
        cwd,
      });
      expect(gone.status).toBe(EXIT.incomplete);
    });

    async function manifest(tag: string): Promise<string> {
      const answer = await fetch(`${registry.url}/v2/base/manifests/${tag}`, {
        method: 'HEAD',
        headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
      });
      return answer.headers.get('docker-content-digest') ?? '';
    }
  },
);

/** Answers as the other server does. */
async function passOn(
  url: string,
  { method, headers }: SeenRequest,
  response: ServerResponse,
): Promise<void> {
  const answer = await fetch(url, { method, headers: { accept: headers.accept ?? '*/*' } });
  const body = Buffer.from(await answer.arrayBuffer());
  const kept = ['content-type', 'content-length', 'docker-content-digest'].flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  response.writeHead(answer.status, Object.fromEntries(kept));
  response.end(method === 'HEAD' ? undefined : body);
}
