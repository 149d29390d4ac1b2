import { InputError } from '../../../model/errors.ts';
import { DEFAULT_REGISTRY } from '../../../model/reference.ts';
import type { Reference } from '../../../model/reference.ts';
import type { ContentTrustAuthority } from '../../../model/trust.ts';
import { plain } from '../../../util/escape.ts';
import { parseUrl } from '../../../util/url.ts';

/** What is said when Docker's own server is asked. */
export const RETIREMENT_NOTE =
  'notary.docker.io, the content trust server of Docker Hub, shuts down on 2026-12-08, and the certificates of ' +
  'Docker Official Images there began to expire on 2025-08-08: move to signatures of Sigstore or Notation.';

export interface NotaryPlace {
  readonly server: URL;
  /** The name of the repository in content trust: `docker.io/library/alpine`, `localhost:5000/app`. */
  readonly gun: string;
  readonly note: string | null;
}

/**
 * Where the signatures of a repository are. Throws `InputError` CONTENT_TRUST_SERVER_INVALID.
 * Source: Docker, "content trust": without a server it is that of the registry.
 */
export function notaryPlace(
  { server }: Pick<ContentTrustAuthority, 'server'>,
  { registry, repository }: Pick<Reference, 'registry' | 'repository'>,
): NotaryPlace {
  const own = registry === DEFAULT_REGISTRY ? `https://${DOCKER_SERVER}` : `https://${registry}`;
  const url = parseUrl(server ?? own);
  if (url === null) {
    throw new InputError('CONTENT_TRUST_SERVER_INVALID', `not a URL: ${plain(server ?? own, 300)}`, {
      hint: 'Set `server` of the authority to the address of the Notary server.',
    });
  }
  const note = url.hostname === DOCKER_SERVER ? RETIREMENT_NOTE : null;
  return { server: url, gun: `${registry}/${repository}`, note };
}

const DOCKER_SERVER = 'notary.docker.io';
