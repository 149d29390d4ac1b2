import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyNotation } from '../../../../src/checks/signatures/notation/verify.ts';
import { parseReference } from '../../../../src/model/reference.ts';
import { notationAuthority } from '../../../support/notation-authority.ts';
import { listReferrers } from '../../../support/notation-image.ts';
import { pushBlob, pushManifest } from '../../../support/push.ts';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import { verifyContext } from '../../../support/verify-context.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/signatures/notation');
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const FIXTURE = z.object({
  madeBy: z.string(),
  at: z.coerce.date(),
  stamped: z.boolean(),
  target: z.object({ mediaType: z.string(), digest: z.string(), size: z.number() }),
  root: z.string(),
  tsaRoot: z.string(),
  manifest: z.string(),
  envelope: z.string(),
});
const NAMES = readdirSync(FOLDER);

const read = (name: string) => FIXTURE.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));

describe.skipIf(!needs('docker-registry'))('what the libraries of Notation signed', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.stop());

  /** As it was recorded, for this digest and at this time. */
  async function judge(name: string, digest?: string, days = 0): Promise<unknown> {
    const { target, stamped, at, ...fixture } = read(name);
    const repository = 'recorded/app';
    const descriptor = { ...target, digest: digest ?? target.digest };
    const reference = parseReference(`${registry.host}/${repository}:v1`);
    if (reference === null) throw new Error('not a reference');
    const image = { registry, repository, descriptor, target: { reference, descriptors: [descriptor] } };
    await pushBlob(registry, repository, Buffer.from(fixture.envelope, 'base64'));
    await pushBlob(registry, repository, Buffer.from('{}'));
    const subject = JSON.stringify(target.digest);
    const text = Buffer.from(fixture.manifest, 'base64')
      .toString()
      .replace(subject, JSON.stringify(descriptor.digest));
    const bytes = Buffer.from(text);
    const pushed = await pushManifest(registry, { repository, tag: name }, { bytes, mediaType: MANIFEST });
    await listReferrers(image, [pushed]);
    const authority = notationAuthority(
      [
        { type: 'ca', name: 'acme', certificates: [{ name: 'root.pem', pem: fixture.root }] },
        { type: 'tsa', name: 'acme', certificates: [{ name: 'tsa.pem', pem: fixture.tsaRoot }] },
      ],
      { trustStores: ['ca:acme', ...(stamped ? ['tsa:acme'] : [])] },
    );
    const now = new Date(at.getTime() + days * 24 * 3600 * 1000);
    const judged = await verifyNotation(authority, image.target, verifyContext({ now }));
    return judged.map(
      ({ refusal, signedAt }) => refusal?.code ?? (signedAt === null ? 'accepted' : 'accepted, stamped'),
    );
  }

  it('is there in both forms, with and without time stamps', () => {
    expect(NAMES.filter((name) => name.startsWith('jws-')).length).toBeGreaterThan(1);
    expect(NAMES.filter((name) => name.startsWith('cose-')).length).toBeGreaterThan(1);
    expect(NAMES.filter((name) => read(name).stamped).length).toBeGreaterThan(1);
  });

  it.each(NAMES)('is accepted: %s', async (name) => {
    expect(await judge(name)).toEqual([read(name).stamped ? 'accepted, stamped' : 'accepted']);
  });

  it.each(NAMES)('is not accepted for another image, nor after its expiry: %s', async (name) => {
    expect(await judge(name, `sha256:${'0'.repeat(64)}`)).toEqual(['NOTATION_DIGEST']);
    expect(await judge(name, undefined, 2)).toEqual(['NOTATION_EXPIRED']);
  });
});
