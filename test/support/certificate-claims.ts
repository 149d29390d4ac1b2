import type { CertificateClaims } from '../../src/checks/signatures/sigstore/identity/claims.ts';
import { GITHUB_ISSUER, WORKFLOW } from './github-attest.ts';

/** A release of acme/app on its main branch, but for what is given. */
export function aWorkflow(change: Partial<CertificateClaims> = {}): CertificateClaims {
  const subject = change.subject ?? `https://github.com/${WORKFLOW}@refs/heads/main`;
  return {
    subject,
    issuer: GITHUB_ISSUER,
    buildSigner: subject,
    runner: 'github-hosted',
    sourceRepository: 'https://github.com/acme/app',
    sourceDigest: 'a'.repeat(40),
    sourceRef: 'refs/heads/main',
    environment: 'production',
    trigger: 'push',
    run: null,
    ...change,
  };
}
