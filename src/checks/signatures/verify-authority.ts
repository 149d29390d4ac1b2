import type { Authority } from '../../model/trust.ts';
import type { VerifyAuthority } from './judged.ts';

/**
 * Asks one authority, by its own scheme. A scheme is loaded when it is asked for: most policies use one, and each
 * brings libraries that take time to load.
 */
export const verifyAuthority: VerifyAuthority<Authority> = async (authority, target, context) => {
  if (authority.kind === 'key') {
    const { verifyKey } = await import('./sigstore/verify-key.ts');
    return verifyKey(authority, target, context);
  }
  if (authority.kind === 'keyless') {
    const { verifyKeyless } = await import('./sigstore/verify-keyless.ts');
    return verifyKeyless(authority, target, context);
  }
  if (authority.kind === 'github-attestation') {
    const { verifyGithubAttestation } = await import('./github/verify.ts');
    return verifyGithubAttestation(authority, target, context);
  }
  if (authority.kind === 'notation') {
    const { verifyNotation } = await import('./notation/verify.ts');
    return verifyNotation(authority, target, context);
  }
  const { verifyContentTrust } = await import('./content-trust/verify.ts');
  return verifyContentTrust(authority, target, context);
};
