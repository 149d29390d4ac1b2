import type { Descriptor } from '../image/manifest.ts';
import type { RegistryClient } from '../image/registry/client.ts';
import { findArtifact, findReferrers } from '../image/registry/referrers.ts';
import { GateError, errorText } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';
import type { Logger } from '../util/log.ts';
import { readVex } from './read.ts';
import type { VexStatement } from './statement.ts';
import { mayBeVex, unwrap, type Wrapped } from './statement-of.ts';

/** What `actions/attest`, cosign, vexctl and ORAS attach documents as. */
const TYPES =
  /^application\/(?:vnd\.dev\.sigstore\.bundle.*|vnd\.in-toto\+json|vnd\.dsse\.envelope\.v1\+json|(?:vnd\.)?openvex\+json|vex\+json|vnd\.cyclonedx(?:\+json)?)$/u;

/**
 * The VEX statements that lie beside an image in its registry: referrers, and cosign's tag for attestations. Nobody's
 * signature is verified, and each says so as its source. A document that cannot be read says nothing, which the log
 * tells; a registry that does not answer is an error of `RegistryClient`.
 */
export async function readAttachedVex(
  client: RegistryClient,
  descriptors: readonly Pick<Descriptor, 'digest'>[],
  log: Logger,
): Promise<readonly VexStatement[]> {
  const statements: VexStatement[] = [];
  for (const { digest } of descriptors) {
    const { artifacts } = await findReferrers(client, digest, (type) => TYPES.test(type));
    const tagged = await findArtifact(client, `${digest.replace(':', '-')}.att`);
    for (const artifact of tagged === null ? artifacts : [...artifacts, tagged]) {
      const place = `${client.name}@${artifact.digest}`;
      for (const layer of artifact.layers.filter(({ mediaType }) => TYPES.test(mediaType))) {
        const bytes = await client.getBlob(layer, LIMITS.vexBytes.value);
        const source = `${place} (attached to the image and not verified)`;
        statements.push(...statementsOf(unwrap(bytes.toString('utf8')), source, log));
      }
    }
  }
  return statements;
}

/** The VEX statements in what a trusted authority states; `signer` is who. */
export function readTrustedVex(
  stated: { readonly predicateType: string; readonly predicate: unknown },
  { place, signer }: { readonly place: string; readonly signer: string | null },
  log: Logger,
): readonly VexStatement[] {
  const { predicateType, predicate } = stated;
  const source = `${place} (signed by ${signer ?? 'a trusted key'})`;
  return statementsOf({ predicateType, document: predicate }, source, log);
}

function statementsOf(found: Wrapped | null, source: string, log: Logger): readonly VexStatement[] {
  if (found === null || !mayBeVex(found)) return [];
  try {
    return readVex(JSON.stringify(found.document), source);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    log.warn(`not used: ${errorText(error)}`);
    return [];
  }
}
