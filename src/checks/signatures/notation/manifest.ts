import { z } from 'zod';
import type { Artifact, ArtifactLayer } from '../../../image/registry/artifact.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { refuse } from './codes.ts';
import type { Envelope } from './envelope/envelope.ts';
import { ENVELOPES } from './integrity.ts';
import type { Certificate } from './x509/certificate.ts';

export const SIGNATURE_TYPE = 'application/vnd.cncf.notary.signature';

/**
 * The envelope that a signature manifest, in its present or its former form, leads to, and what reads it.
 * Source: Notary Project, signature specification 1.1, "OCI signatures".
 */
export function envelopeLayer({ configType, layers }: Artifact): {
  layer: ArtifactLayer;
  read: (bytes: Buffer) => Envelope;
} {
  if (configType !== SIGNATURE_TYPE && configType !== EMPTY_CONFIG) {
    throw refuse('NOTATION_MANIFEST', `Its configuration has the type "${configType}".`);
  }
  const [layer, ...others] = layers;
  if (layer === undefined || others.length > 0) {
    throw refuse('NOTATION_MANIFEST', `It has ${layers.length} layers; a signature has one.`);
  }
  const read = ENVELOPES.get(layer.mediaType);
  if (read === undefined)
    throw refuse('NOTATION_MANIFEST', `Its envelope has the type "${layer.mediaType}".`);
  return { layer, read };
}

/** Refuses a manifest that does not name the certificates of its signature. */
export function checkThumbprint({ annotations }: Artifact, chain: readonly Certificate[]): void {
  const json = parseStrictJson(annotations[THUMBPRINT] ?? '');
  const named = THUMBPRINTS.safeParse(json.ok ? json.value : null).data ?? [];
  if (named.join(' ').toLowerCase() !== chain.map(({ fingerprint }) => fingerprint).join(' ')) {
    throw refuse('NOTATION_THUMBPRINT', 'Its manifest does not name the certificates that it has.');
  }
}

const EMPTY_CONFIG = 'application/vnd.oci.empty.v1+json';
const THUMBPRINT = 'io.cncf.notary.x509chain.thumbprint#S256';
const THUMBPRINTS = z.array(z.string());
