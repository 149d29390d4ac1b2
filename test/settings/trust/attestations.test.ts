import { describe, expect, it } from 'vitest';

import type { AttestationRequirement } from '../../../src/model/trust.ts';
import { publicKeyPem, readPolicy, refusedPolicy } from '../../support/trust-config.ts';

const FILES = { 'cosign.pub': publicKeyPem() };
const V1 = 'https://slsa.dev/provenance/v1';
const RUNNER = 'https://github.com/actions/runner/github-hosted';

function policy(attestations: string, authorities = '[{ key: cosign.pub }]'): string {
  return `trust:
  rules:
    - images: [a]
      authorities: ${authorities}
      attestations: ${attestations}
`;
}

function attestation(text: string): AttestationRequirement | undefined {
  return readPolicy(policy(`[${text}]`), FILES).policy.rules[0]?.attestations[0];
}

describe('an attestation', () => {
  it.each([
    ['slsa-provenance', [V1, 'https://slsa.dev/provenance/v0.2']],
    ['cyclonedx', ['https://cyclonedx.org/bom', 'https://cyclonedx.org/schema']],
    ['https://acme.com/review/v1', ['https://acme.com/review/v1']],
    ['urn:acme:review', ['urn:acme:review']],
  ])('of the type %s is asked for', (type, predicateTypes) => {
    expect(attestation(`{ type: "${type}" }`)).toEqual({
      name: type,
      predicateTypes,
      slsaLevel: null,
      builders: [],
      builder: null,
      sourceRepository: null,
      sourceRef: null,
      sourceCommit: null,
      maxAge: null,
    });
  });

  it('of the type sbom may be SPDX or CycloneDX', () => {
    const types = attestation('{ type: sbom }')?.predicateTypes;
    for (const type of ['spdx', 'cyclonedx']) {
      expect(types).toEqual(
        expect.arrayContaining([...(attestation(`{ type: ${type} }`)?.predicateTypes ?? ['none'])]),
      );
    }
  });

  it('has conditions', () => {
    const text = `{ name: built by us, type: slsa-provenance, slsa-level: 2, max-age: 7d,
        builders: { "${RUNNER}": 3 }, builder-patterns: { 'https://ci\\.acme\\.com/.*': 1 },
        builder: "${RUNNER}", source-repository: "https://github.com/acme/app",
        source-ref-pattern: "refs/tags/v.*", source-commit: ${'ab'.repeat(20)} }`;
    expect(attestation(text)).toMatchObject({
      name: 'built by us',
      slsaLevel: 2,
      builders: [
        { id: { kind: 'exact', text: RUNNER }, level: 3 },
        { id: { kind: 'pattern', source: 'https://ci\\.acme\\.com/.*' }, level: 1 },
      ],
      builder: { kind: 'exact', text: RUNNER },
      sourceRepository: { kind: 'exact', text: 'https://github.com/acme/app' },
      sourceRef: { kind: 'pattern', source: 'refs/tags/v.*' },
      sourceCommit: { kind: 'exact', text: 'ab'.repeat(20) },
      maxAge: 7 * 86_400_000,
    });
  });

  it.each([
    ['{}', 'type is missing'],
    ['{ type: provenance }', 'type: "provenance" is not the type of an attestation'],
    ['{ type: slsa-provenence }', 'Did you mean "slsa-provenance"?'],
    ['{ type: "https://slsa.dev/*" }', 'type: it has a *'],
    [
      '{ type: sbom, slsa-level: 1 }',
      'slsa-level: slsa-level is asked of an attestation that does not state it',
    ],
    ['{ type: vuln, source-repository-pattern: x }', 'source-repository-pattern is asked of'],
    ['{ type: slsa-provenance, slsa-level: 3 }', 'slsa-level: no builder stands for level 3'],
    [
      `{ type: slsa-provenance, slsa-level: 3, builders: { "${RUNNER}": 2 } }`,
      'no builder stands for level 3',
    ],
    [
      `{ type: slsa-provenance, slsa-level: 3, builders: { "${RUNNER}": 5 } }`,
      `builders["${RUNNER}"]: it is not a whole number from 1 to 4`,
    ],
    [`{ type: slsa-provenance, builders: { "${RUNNER}": 2 } }`, 'builders: it stands without slsa-level'],
    ['{ type: slsa-provenance, slsa-level: 1, builders: { "https://x/*": 2 } }', 'it has a *'],
    ['{ type: slsa-provenance, slsa-level: 1, builder-patterns: { ".*": 2 } }', 'TRUST_PATTERN'],
    [
      '{ type: slsa-provenance, source-repository: acme/app }',
      'source-repository: it is not the address of a repository',
    ],
    ['{ type: slsa-provenance, source-commit: abc1234 }', 'source-commit: it is not a whole commit id'],
    ['{ type: slsa-provenance, source-ref: main }', 'source-ref: "main" is not a full ref'],
    ['{ type: vuln, max-age: 1w }', 'max-age: "1w" is not an age'],
    ['{ type: vuln }, { type: vuln }', 'attestations[1]: two attestations have the name "vuln"'],
  ])('%s is refused', (text, message) => {
    expect(refusedPolicy(policy(`[${text}]`), FILES)).toContain(message);
  });

  it('needs an authority that can state it', () => {
    const pinned = '[{ content-trust: { trust-on-first-use: true } }]';
    const github = '[{ github-attestation: { repository: a/b, signer-workflow: .github/workflows/r.yml } }]';
    expect(refusedPolicy(policy('[{ type: sbom }]', pinned), FILES)).toContain(
      'attestations[0]: no authority of the rule can state it',
    );
    expect(refusedPolicy(policy('[{ type: sbom }]', github), FILES)).toContain(
      'no authority of the rule can state it',
    );
    expect(readPolicy(policy('[{ type: slsa-provenance }]', github), FILES).policy.rules).toHaveLength(1);
    expect(refusedPolicy(policy('[]'), FILES)).toContain('attestations: the list is empty');
  });
});
