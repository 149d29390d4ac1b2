import type { Refusal } from '../../../model/signature.ts';
import type { GithubAttestationAuthority, TrustedRootChoice } from '../../../model/trust.ts';
import { RefusedError } from '../code.ts';
import type { Judged, TrustTarget, VerifyAuthority } from '../judged.ts';
import { githubOfApi } from '../sigstore/identity/github-server.ts';
import type { BundleFacts } from '../sigstore/judge-bundle.ts';
import { judgeBundle } from '../sigstore/judge-bundle.ts';
import type { LoadedRoot } from '../sigstore/trusted-root/load.ts';
import { loadTrustedRoot } from '../sigstore/trusted-root/load.ts';
import type { FoundAttestation } from './found.ts';
import { fromApi, fromRegistry } from './gather.ts';
import { checkSigner } from './signer.ts';

/**
 * Judges every attestation that GitHub has for the image, and every bundle beside it in its registry. When one of the
 * two could not be asked, what the other has may still satisfy; otherwise that is thrown.
 * Throws `SourceError` GITHUB_…, and what `gatherPieces` and `loadTrustedRoot` throw.
 * Source: GitHub, "Using artifact attestations to establish provenance for builds".
 */
export const verifyGithubAttestation: VerifyAuthority<GithubAttestationAuthority> = async (
  authority,
  target,
  context,
) => {
  const { from, trustedRoot } = authority;
  const asked = [
    ...(from === 'registry' ? [] : [fromApi(authority, target, context)]),
    ...(from === 'api' ? [] : [fromRegistry(target, context)]),
  ];
  const answers = await Promise.allSettled(asked);
  context.signal.throwIfAborted();
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const failures = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason as unknown] : [],
  );
  const judged: Judged[] = [];
  if (found.length > 0) {
    const root = await loadTrustedRoot(trustedRoot ?? DEFAULT_ROOT, context);
    const server = githubOfApi(context.githubApiUrl);
    judged.push(...found.map((one) => judge(one, { authority, target, root, server })));
  }
  const isSatisfied = judged.some(({ refusal }) => refusal === null);
  for (const failure of isSatisfied ? [] : failures) throw failure;
  return judged;
};

const DEFAULT_ROOT: TrustedRootChoice = { kind: 'auto' };

interface Judging {
  readonly authority: GithubAttestationAuthority;
  readonly target: TrustTarget;
  readonly root: LoadedRoot;
  /** Web address of GitHub. */
  readonly server: string;
}

/** The one place where an attestation is accepted. */
function judge({ place, found }: FoundAttestation, { authority, target, root, server }: Judging): Judged {
  if ('refusal' in found) return toJudged(place, null, found.refusal);
  let facts: BundleFacts | null = null;
  try {
    facts = judgeBundle(found.json, target, root);
    checkSigner(authority, facts.claims, { statement: facts.statement, server });
    return toJudged(place, facts, null);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return toJudged(place, facts, error.refusal);
  }
}

function toJudged(place: string, facts: BundleFacts | null, refusal: Refusal | null): Judged {
  return {
    kind: 'github-attestation',
    place,
    signer: facts?.claims.subject ?? null,
    signedAt: facts?.signedAt ?? null,
    log: facts?.log ?? null,
    refusal,
    statement: facts?.statement ?? null,
  };
}
