import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAttestation } from '../../../../src/checks/signatures/attestations/check.ts';
import type { Judged } from '../../../../src/checks/signatures/judged.ts';
import type { AttestationRequirement, TextRule } from '../../../../src/model/trust.ts';
import { anAttestationRequirement } from '../../../support/a-trust-rule.ts';
import { judged } from '../../../support/judged.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const DAY = 86_400_000;
const SLSA = 'https://slsa.dev/provenance/v1';
const SLSA_02 = 'https://slsa.dev/provenance/v0.2';
const CYCLONEDX = 'https://cyclonedx.org/bom';
const SPDX = 'https://spdx.dev/Document';
const VULN = 'https://cosign.sigstore.dev/attestation/vuln/v1';
const GITHUB_BUILDER = 'https://github.com/actions/runner/github-hosted';
const REPOSITORY = 'https://github.com/acme/app';
const MAIN = 'refs/heads/main';
const COMMIT = 'c'.repeat(40);

const V1 = {
  buildDefinition: {
    buildType: 'https://actions.github.io/buildtypes/workflow/v1',
    externalParameters: { workflow: { repository: REPOSITORY, ref: MAIN, path: '.github/workflows/r.yml' } },
    resolvedDependencies: [{ uri: `git+${REPOSITORY}@${MAIN}`, digest: { gitCommit: COMMIT } }],
  },
  runDetails: { builder: { id: GITHUB_BUILDER }, metadata: { finishedOn: '2026-06-15T11:00:00Z' } },
};
const V02 = {
  builder: { id: GITHUB_BUILDER },
  invocation: { configSource: { uri: `git+${REPOSITORY}@${MAIN}`, digest: { sha1: COMMIT } } },
  metadata: { buildFinishedOn: '2026-06-15T11:00:00Z' },
};
const SCAN = { scanner: {}, metadata: { scanFinishedOn: '2026-06-14T12:00:00Z' } };

describe('a requirement is met by', () => {
  it.each<[string, Partial<AttestationRequirement>, string, unknown]>([
    ['provenance v1', provenance({}), SLSA, V1],
    ['provenance v0.2', provenance({ predicateTypes: [SLSA_02] }), SLSA_02, V02],
    [
      'provenance of materials',
      provenance({ predicateTypes: [SLSA_02] }),
      SLSA_02,
      {
        ...V02,
        invocation: undefined,
        materials: [{ uri: `git+${REPOSITORY}.git@${MAIN}`, digest: { sha1: COMMIT } }],
      },
    ],
    ['provenance beside other dependencies', provenance({}), SLSA, withDependency({ uri: 'pkg:npm/a@1' })],
    ['provenance beside what has no form', provenance({}), SLSA, withDependency({ uri: ['git+https://x'] })],
    ['an SBOM', { predicateTypes: [CYCLONEDX] }, CYCLONEDX, { components: [{}] }],
    ['an SBOM of a version', { predicateTypes: [CYCLONEDX] }, `${CYCLONEDX}/v1.6`, { components: [{}] }],
    ['an SPDX document', { predicateTypes: [SPDX] }, SPDX, { packages: [{}] }],
    ['an SPDX 3 document', { predicateTypes: [SPDX] }, `${SPDX}/v3`, { '@graph': [{}] }],
    ['an SBOM in an envelope of cosign', { predicateTypes: [SPDX] }, SPDX, { Data: '{"packages":[{}]}' }],
    ['an SBOM as text', { predicateTypes: [SPDX] }, SPDX, '{"packages":[{}]}'],
    [
      'a scan by a clock that is a little ahead',
      { predicateTypes: [VULN], maxAge: DAY },
      VULN,
      { metadata: { scanFinishedOn: '2026-06-15T12:04:59Z' } },
    ],
    ['a scan that is new enough', { predicateTypes: [VULN], maxAge: 2 * DAY }, VULN, SCAN],
    [
      'any statement of the type',
      { predicateTypes: ['https://example.com/x'] },
      'https://example.com/x',
      null,
    ],
    ['the second of two types', { predicateTypes: ['https://a.example', VULN] }, VULN, SCAN],
  ])('%s', (_, wanted, predicateType, predicate) => {
    expect(checkAttestation(requirement(wanted), [stated(predicateType, predicate)], NOW)).toBeNull();
  });

  it('one that fits among others that do not', () => {
    const other = { ...V1, runDetails: { builder: { id: 'https://evil.example' } } };
    expect(
      checkAttestation(requirement(provenance({})), [stated(SLSA, other), stated(SLSA, V1)], NOW),
    ).toBeNull();
  });

  it('a statement that states no time and has a time stamp', () => {
    const wanted = requirement({ predicateTypes: ['https://example.com/x'], maxAge: DAY });
    const at = (signedAt: string) => [{ ...stated('https://example.com/x', {}), signedAt }];
    expect(checkAttestation(wanted, at('2026-06-15T00:00:00Z'), NOW)).toBeNull();
    expect(checkAttestation(wanted, at('2026-06-01T00:00:00Z'), NOW)?.code).toBe('ATTESTATION_TOO_OLD');
  });
});

describe('a requirement is not met by', () => {
  it.each<[string, Partial<AttestationRequirement>, string, unknown, string]>([
    ['another type', provenance({}), VULN, SCAN, 'ATTESTATION_MISSING'],
    ['a type that only begins like it', { predicateTypes: [VULN] }, `${VULN}x`, SCAN, 'ATTESTATION_MISSING'],
    [
      'a type that goes on below it',
      { predicateTypes: [CYCLONEDX] },
      `${CYCLONEDX}/vex`,
      {},
      'ATTESTATION_MISSING',
    ],
    ['another builder', provenance({ builder: exact('https://b.example') }), SLSA, V1, 'PROVENANCE_BUILDER'],
    [
      'a builder that contains the trusted one',
      provenance({}),
      SLSA,
      builtBy(`${GITHUB_BUILDER}.evil.example`),
      'PROVENANCE_BUILDER',
    ],
    [
      'another repository',
      provenance({ sourceRepository: exact('https://github.com/acme/ap') }),
      SLSA,
      V1,
      'PROVENANCE_SOURCE',
    ],
    ['another branch', provenance({ sourceRef: exact('refs/heads/mai') }), SLSA, V1, 'PROVENANCE_REF'],
    ['another commit', provenance({ sourceCommit: exact('d'.repeat(40)) }), SLSA, V1, 'PROVENANCE_COMMIT'],
    [
      'two repositories',
      provenance({}),
      SLSA,
      withDependency({ uri: `git+https://github.com/evil/app@${MAIN}` }),
      'PROVENANCE_SOURCE',
    ],
    [
      'two commits',
      provenance({}),
      SLSA,
      withDependency({ uri: `git+${REPOSITORY}@${MAIN}`, digest: { gitCommit: 'd' } }),
      'PROVENANCE_COMMIT',
    ],
    ['no source', provenance({}), SLSA, { ...V1, buildDefinition: {} }, 'PROVENANCE_SOURCE'],
    [
      'sources of a wrong form',
      provenance({}),
      SLSA,
      { ...V1, buildDefinition: { resolvedDependencies: 7, externalParameters: [] } },
      'PROVENANCE_SOURCE',
    ],
    [
      'a level that the builder only claims',
      { predicateTypes: [SLSA], slsaLevel: 3 },
      SLSA,
      { ...V1, slsaLevel: 3 },
      'PROVENANCE_LEVEL',
    ],
    [
      'a level below',
      { predicateTypes: [SLSA], slsaLevel: 3, builders: [{ id: exact(GITHUB_BUILDER), level: 2 }] },
      SLSA,
      V1,
      'PROVENANCE_LEVEL',
    ],
    [
      'provenance without a builder',
      provenance({}),
      SLSA,
      { ...V1, runDetails: {} },
      'ATTESTATION_MALFORMED',
    ],
    [
      'provenance v0.2 without a builder',
      provenance({ predicateTypes: [SLSA_02] }),
      SLSA_02,
      {},
      'ATTESTATION_MALFORMED',
    ],
    ['provenance that is nothing', provenance({}), SLSA, null, 'ATTESTATION_MALFORMED'],
    [
      'a scan where provenance is asked for',
      provenance({ predicateTypes: [VULN] }),
      VULN,
      SCAN,
      'ATTESTATION_MALFORMED',
    ],
    ['an SBOM of nothing', { predicateTypes: [CYCLONEDX] }, CYCLONEDX, { components: [] }, 'SBOM_EMPTY'],
    ['an SBOM that is no JSON', { predicateTypes: [SPDX] }, SPDX, { Data: 'SPDXVersion: 2' }, 'SBOM_EMPTY'],
    ['a number for an SBOM', { predicateTypes: [SPDX] }, SPDX, 7, 'SBOM_EMPTY'],
    ['a scan that is old', { predicateTypes: [VULN], maxAge: DAY - 1 }, VULN, SCAN, 'ATTESTATION_TOO_OLD'],
    ['old provenance', { predicateTypes: [SLSA], maxAge: 60_000 }, SLSA, V1, 'ATTESTATION_TOO_OLD'],
    ['a scan without a time', { predicateTypes: [VULN], maxAge: DAY }, VULN, {}, 'ATTESTATION_TIME_UNKNOWN'],
    [
      'a scan that is still to come',
      { predicateTypes: [VULN], maxAge: DAY },
      VULN,
      { metadata: { scanFinishedOn: '2026-06-15T12:05:01Z' } },
      'ATTESTATION_TIME_FUTURE',
    ],
    [
      'a scan of no day',
      { predicateTypes: [VULN], maxAge: DAY },
      VULN,
      { Timestamp: 'now' },
      'ATTESTATION_TIME_UNKNOWN',
    ],
  ])('%s', (_, wanted, predicateType, predicate, code) => {
    expect(checkAttestation(requirement(wanted), [stated(predicateType, predicate)], NOW)?.code).toBe(code);
  });

  it('a new signature under an old scan', () => {
    const wanted = requirement({ predicateTypes: [VULN], maxAge: DAY / 2 });
    const fresh = { ...stated(VULN, SCAN), signedAt: NOW.toISOString() };
    expect(checkAttestation(wanted, [fresh], NOW)?.code).toBe('ATTESTATION_TOO_OLD');
  });

  it('a new signature under a scan that does not say when it was made', () => {
    for (const type of [VULN, 'https://in-toto.io/attestation/vulns/v0.2']) {
      const wanted = requirement({ predicateTypes: [type], maxAge: DAY });
      const fresh = { ...stated(type, { scanner: {} }), signedAt: NOW.toISOString() };
      expect(checkAttestation(wanted, [fresh], NOW)?.code).toBe('ATTESTATION_TIME_UNKNOWN');
    }
  });

  it('what was refused, or states nothing, or is not there', () => {
    const refused = { ...stated(SLSA, V1), refusal: { code: 'X', message: 'x' } };
    for (const accepted of [[], [refused], [judged({ statement: null })]]) {
      expect(checkAttestation(requirement(provenance({})), accepted, NOW)?.code).toBe('ATTESTATION_MISSING');
    }
  });
});

it('the level is that of the best builder entry which fits', () => {
  const builders = [
    { id: exact(GITHUB_BUILDER), level: 2 },
    { id: { kind: 'pattern', source: 'https://github\\.com/.+' } as const, level: 3 },
    { id: exact('https://b.example'), level: 4 },
  ];
  const wanted = requirement({ predicateTypes: [SLSA], builders, slsaLevel: 3 });
  expect(checkAttestation(wanted, [stated(SLSA, V1)], NOW)).toBeNull();
  expect(checkAttestation({ ...wanted, slsaLevel: 4 }, [stated(SLSA, V1)], NOW)?.code).toBe(
    'PROVENANCE_LEVEL',
  );
});

it('whatever a predicate holds, it is judged and nothing is thrown', () => {
  const wanted = requirement({
    ...provenance({}),
    predicateTypes: [SLSA, SLSA_02, CYCLONEDX, VULN],
    maxAge: DAY,
  });
  const types = fc.constantFrom(...wanted.predicateTypes);
  fc.assert(
    fc.property(types, fc.jsonValue(), (type, predicate) => {
      expect(checkAttestation(wanted, [stated(type, predicate)], NOW)).not.toBeNull();
    }),
  );
});

function exact(text: string): TextRule {
  return { kind: 'exact', text };
}

function provenance(change: Partial<AttestationRequirement>): Partial<AttestationRequirement> {
  return {
    predicateTypes: [SLSA],
    builder: exact(GITHUB_BUILDER),
    sourceRepository: exact(REPOSITORY),
    sourceRef: exact(MAIN),
    sourceCommit: exact(COMMIT),
    ...change,
  };
}

function builtBy(id: string): object {
  return { ...V1, runDetails: { builder: { id } } };
}

function withDependency(one: object): object {
  const { buildDefinition } = V1;
  const resolvedDependencies = [...buildDefinition.resolvedDependencies, one];
  return { ...V1, buildDefinition: { ...buildDefinition, resolvedDependencies } };
}

function requirement(change: Partial<AttestationRequirement>): AttestationRequirement {
  return anAttestationRequirement({ predicateTypes: [], ...change });
}

function stated(predicateType: string, predicate: unknown): Judged {
  return judged({ statement: { predicateType, predicate } });
}
