import { describe, expect, it } from 'vitest';

import { authorityNotes, authorityOf, refusedAuthority } from '../../support/trust-authority.ts';

describe('a github-attestation', () => {
  const base = 'repository: acme/app, signer-workflow: .github/workflows/r.yml';

  it('has defaults', () => {
    expect(authorityOf(`github-attestation: { ${base} }`)).toEqual({
      kind: 'github-attestation',
      name: 'github-attestation 1',
      repository: 'acme/app',
      signerWorkflow: 'acme/app/.github/workflows/r.yml',
      signerRef: null,
      sourceRepository: null,
      sourceRef: null,
      runner: null,
      predicateType: 'https://slsa.dev/provenance/v1',
      from: 'both',
      trustedRoot: null,
    });
  });

  it('has options', () => {
    const text = `github-attestation:
    repository: acme
    signer-workflow: acme/ci/.github/workflows/build.yaml
    signer-ref: refs/heads/main
    source-repository: acme/app
    source-ref-pattern: refs/tags/v.*
    runner: self-hosted
    predicate-type: https://acme.com/scan/v1
    from: api
    trusted-root: auto`;
    expect(authorityOf(text)).toEqual({
      kind: 'github-attestation',
      name: 'github-attestation 1',
      repository: 'acme',
      signerWorkflow: 'acme/ci/.github/workflows/build.yaml',
      signerRef: { kind: 'exact', text: 'refs/heads/main' },
      sourceRepository: 'acme/app',
      sourceRef: { kind: 'pattern', source: 'refs/tags/v.*' },
      runner: 'self-hosted',
      predicateType: 'https://acme.com/scan/v1',
      from: 'api',
      trustedRoot: { kind: 'auto' },
    });
    expect(authorityNotes(text)).toEqual([]);
  });

  it('of an owner without a source repository is told to be unwise', () => {
    const text = 'github-attestation: { repository: acme, signer-workflow: acme/ci/.github/workflows/b.yml }';
    expect(authorityNotes(text)[0]).toContain('any repository of the owner');
    expect(authorityNotes(`github-attestation: { ${base} }`)).toEqual([]);
  });

  it.each([
    ['{}', 'repository is missing'],
    ['{ repository: acme/app }', 'signer-workflow is missing'],
    ['{ repository: a/b/c, signer-workflow: .github/workflows/r.yml }', 'neither a repository nor an owner'],
    [
      '{ repository: acme, signer-workflow: .github/workflows/r.yml }',
      'does not say in which repository the workflow is',
    ],
    ['{ repository: acme/app, signer-workflow: r.yml }', 'is not the path of a workflow'],
    [
      '{ repository: acme/app, signer-workflow: acme/app/.github/workflows/r.yml@refs/heads/main }',
      'is not the path of a workflow',
    ],
    [`{ ${base}, predicate-type: sbom }`, 'predicate-type: "sbom" stands for several types'],
    [`{ ${base}, predicate-type: provenance }`, 'predicate-type: "provenance" is not the type'],
    [`{ ${base}, from: github }`, 'from: "github" is not one of its values'],
  ])('%s is refused', (text, message) => {
    expect(refusedAuthority(`github-attestation: ${text}`)).toContain(message);
  });
});
