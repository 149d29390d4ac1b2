import { verifyContentTrust } from '../../src/checks/signatures/content-trust/verify.ts';
import type { Judged, VerifyContext } from '../../src/checks/signatures/judged.ts';
import { parseReference } from '../../src/model/reference.ts';
import type { ContentTrustAuthority } from '../../src/model/trust.ts';
import { SILENT } from '../../src/util/log.ts';

export interface NotaryQuestion {
  /** `registry/repository:tag` */
  readonly reference: string;
  readonly digest: string;
  readonly size: number;
  readonly authority: Partial<ContentTrustAuthority>;
  readonly context?: Partial<VerifyContext>;
}

/** Asks a server. */
export async function askNotary({
  reference,
  digest,
  size,
  authority,
  context,
}: NotaryQuestion): Promise<readonly Judged[]> {
  const parsed = parseReference(reference);
  if (parsed === null) throw new Error(`not a reference: ${reference}`);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const target = { reference: parsed, descriptors: [{ mediaType, digest, size }] };
  return verifyContentTrust(contentTrust(authority), target, { ...aContext(), ...context });
}

/** `accepted: alice, bob`, the code of the refusal, or `none`. */
export async function verdict(question: NotaryQuestion): Promise<string> {
  const [judged] = await askNotary(question);
  if (judged === undefined) return 'none';
  return judged.refusal?.code ?? `accepted: ${judged.signer ?? ''}`;
}

/** An authority that pins nothing but for what is given. */
export function contentTrust(given: Partial<ContentTrustAuthority>): ContentTrustAuthority {
  return {
    kind: 'content-trust',
    name: 'ours',
    server: null,
    rootKeys: [],
    rootCa: null,
    rootFile: null,
    trustOnFirstUse: false,
    signers: [],
    minimumVersions: {},
    ...given,
  };
}

function aContext(): VerifyContext {
  return {
    log: SILENT,
    signal: new AbortController().signal,
    now: new Date(),
    env: { DOCKER_CONFIG: '/nonexistent' },
    insecureRegistries: [],
    cacheDir: null,
    githubToken: null,
    githubApiUrl: 'https://api.github.com',
    registry: () => Promise.reject(new Error('content trust asks no registry')),
    once: (_key, work) => work(),
    note() {},
  };
}
