import { readFile, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  EMPTY_CONFIG,
  MANIFEST_TYPE,
  artifactManifest,
  blobOf,
} from '../checks/vulnerabilities/advisories/bundle/artifact.ts';
import { ociReference, pullBundle } from '../checks/vulnerabilities/advisories/bundle/pull.ts';
import { withBundle } from '../checks/vulnerabilities/advisories/bundle/source.ts';
import { connectPusher } from '../image/registry/push.ts';
import { SourceError, errorText } from '../model/errors.ts';
import type { AdvisoriesCommand } from '../settings/advisories-argv.ts';
import { info } from './info.ts';
import type { AdvisoriesContext } from './context.ts';

/** Fetches a bundle into a file that appears only when it is whole and, with a key, verified. */
export async function pull(
  command: Extract<AdvisoriesCommand, { verb: 'pull' }>,
  context: AdvisoriesContext,
): Promise<string> {
  const { reference, key, insecureRegistries } = command;
  const { log, signal, env, cwd } = context;
  const output = resolve(cwd, command.output);
  const draft = `${output}.part`;
  try {
    await pullBundle(reference, () => draft, { insecureRegistries, env, log, signal });
    const text = await info({ bundle: draft, key }, context);
    await rename(draft, output);
    return text;
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new SourceError('ADVISORIES_UNWRITABLE', `${output}: cannot be written: ${errorText(error)}`, {
      cause: error,
      hint: 'Name a file in a folder that is there, can be written, and has room.',
    });
  } finally {
    await rm(draft, { force: true });
  }
}

/** Publishes a bundle as an OCI artifact. Returns its digest. */
export async function push(
  command: Extract<AdvisoriesCommand, { verb: 'push' }>,
  context: AdvisoriesContext,
): Promise<string> {
  const { log, signal, env, cwd, now } = context;
  const reference = ociReference(command.reference);
  const file = resolve(cwd, command.bundle);
  const trust = { publicKeyPem: null, maxAge: Number.POSITIVE_INFINITY, now: now() };
  const created = await withBundle(
    file,
    { name: command.bundle, trust, log },
    async ({ manifest }) => manifest.created,
  );
  const bytes = await readFile(file);
  const bundle = blobOf(bytes);
  const manifest = artifactManifest(bundle, created);
  const { insecureRegistries } = command;
  const pusher = await connectPusher({ reference, insecureRegistries, env, log, signal });
  await pusher.pushBlob(EMPTY_CONFIG, blobOf(EMPTY_CONFIG).digest);
  await pusher.pushBlob(bytes, bundle.digest);
  const { digest } = blobOf(manifest);
  await pusher.pushManifest(manifest, reference.tag ?? digest, MANIFEST_TYPE);
  return `${reference.registry}/${reference.repository}@${digest}\n`;
}
