import type { JudgedFinding } from '../../src/model/finding.ts';
import { NO_LOCATION } from '../../src/model/finding.ts';
import type { Report, Subject } from '../../src/model/report.ts';
import { fingerprint } from '../../src/util/fingerprint.ts';

const DIFF_ID = `sha256:${'1'.repeat(64)}`;

/** A vulnerability in one package, blocking, in the base layer; `over` replaces what a test is about. */
export function sampleVulnerability(over: Partial<JudgedFinding> = {}): JudgedFinding {
  const rule = over.rule ?? 'CVE-2019-1549';
  const name = over.component?.name ?? 'libssl1.1';
  const version = over.component?.version ?? '1.1.1c-r0';
  return {
    id: fingerprint('vulnerability', rule, name),
    category: 'vulnerability',
    rule,
    severity: 'high',
    title: `${rule} in openssl`,
    message: `${name} ${version} is affected by ${rule}; fixed in 1.1.1d-r0.`,
    component: { purl: `pkg:apk/alpine/${name}@${version}`, name, version },
    aliases: [],
    fixedIn: ['1.1.1d-r0'],
    score: 7.5,
    fixState: 'fixed',
    kev: null,
    ransomware: null,
    epss: null,
    epssPercentile: null,
    location: {
      path: 'lib/apk/db/installed',
      layer: { index: 0, diffId: DIFF_ID, createdBy: 'ADD alpine-minirootfs.tar.gz /', base: true },
      dockerfile: null,
    },
    references: [`https://osv.dev/vulnerability/${rule}`],
    engines: ['image-gate'],
    introduced: 'unknown',
    suppressed: null,
    blocking: true,
    ...over,
  };
}

/** A lint finding on line 3 of the Dockerfile, not blocking. */
export function sampleLint(over: Partial<JudgedFinding> = {}): JudgedFinding {
  return {
    ...sampleVulnerability(),
    id: fingerprint('lint', over.rule ?? 'DF-USER-ROOT'),
    category: 'lint',
    rule: 'DF-USER-ROOT',
    severity: 'medium',
    title: 'The image runs as root',
    message: 'USER root makes every process run as root. Name a user without rights.',
    component: null,
    fixedIn: [],
    score: null,
    location: {
      ...NO_LOCATION,
      dockerfile: { path: 'Dockerfile', line: 3, column: 1, endLine: 3, endColumn: 10 },
    },
    references: [],
    blocking: false,
    ...over,
  };
}

export function sampleSubject(over: Partial<Subject> = {}): Subject {
  return {
    source: 'registry',
    reference: 'ghcr.io/org/app:1.2',
    digest: `sha256:${'a'.repeat(64)}`,
    imageId: `sha256:${'b'.repeat(64)}`,
    platform: 'linux/amd64',
    os: {
      id: 'alpine',
      version: '3.10.2',
      prettyName: 'Alpine Linux v3.10',
      idLike: [],
      codename: null,
      cpe: null,
    },
    layers: 2,
    ...over,
  };
}

/** A clean pass of an image, with every step complete but signatures, which nobody asked for. */
export function sampleReport(over: Partial<Report> = {}): Report {
  const done = { status: 'complete', durationMs: 12, reason: null, error: null } as const;
  return {
    schemaVersion: 1,
    tool: { name: 'image-gate', version: '0.1.0' },
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:09.500Z',
    subject: sampleSubject(),
    requested: null,
    dockerfile: 'Dockerfile',
    verdict: {
      result: 'pass',
      reasons: [{ category: null, text: 'examined lint: nothing blocks', count: null, threshold: null }],
    },
    steps: [
      { id: 'lint', ...done },
      { id: 'image', ...done, durationMs: 1234 },
      { id: 'inventory', ...done },
      { id: 'vulnerabilities', ...done },
      { id: 'hardening', ...done },
      { id: 'signatures', status: 'skipped', durationMs: 0, reason: 'no trust rules are set', error: null },
    ],
    findings: [],
    components: [
      {
        purl: 'pkg:apk/alpine/libssl1.1@1.1.1c-r0?arch=x86_64',
        name: 'libssl1.1',
        version: '1.1.1c-r0',
        ecosystem: 'Alpine:v3.10',
        source: { name: 'openssl', version: '1.1.1c-r0' },
        licence: 'OpenSSL',
        module: null,
        ownedBy: null,
        locations: [{ path: 'lib/apk/db/installed', layer: 0 }],
      },
    ],
    unknowns: [],
    advisories: [{ source: 'osv', retrievedAt: '2026-01-02T03:04:06.000Z', newest: '2026-01-01T00:00:00Z' }],
    signatures: [],
    advice: null,
    ...over,
  };
}

/** A failed gate: blocking vulnerabilities, some that do not block, lint, and something not examined. */
export function failedReport(over: Partial<Report> = {}): Report {
  return sampleReport({
    verdict: {
      result: 'fail',
      reasons: [
        {
          category: 'vulnerability',
          text: '2 vulnerabilities at or above high (libssl1.1 1.1.1c-r0 CVE-2019-1549, libcrypto1.1 1.1.1c-r0 CVE-2019-1549)',
          count: 2,
          threshold: 'high',
        },
      ],
    },
    findings: [
      sampleLint(),
      sampleVulnerability({
        rule: 'CVE-2019-1547',
        severity: 'unknown',
        score: null,
        blocking: false,
        fixedIn: [],
      }),
      sampleVulnerability(),
      sampleVulnerability({
        component: {
          purl: 'pkg:apk/alpine/libcrypto1.1@1.1.1c-r0',
          name: 'libcrypto1.1',
          version: '1.1.1c-r0',
        },
      }),
      sampleLint({
        rule: 'IC-HEALTHCHECK',
        category: 'hardening',
        severity: 'low',
        title: 'No health check',
        location: NO_LOCATION,
      }),
      sampleVulnerability({
        rule: 'CVE-2020-0001',
        severity: 'critical',
        score: 9.8,
        suppressed: { by: 'exception', reason: 'not reachable', owner: 'team', expires: '2026-12-31' },
        blocking: false,
      }),
    ],
    ...over,
  });
}

/** No verdict: the advisory source could not be reached. */
export function incompleteReport(over: Partial<Report> = {}): Report {
  const steps = sampleReport().steps.map((step) =>
    step.id === 'vulnerabilities'
      ? {
          ...step,
          status: 'failed' as const,
          reason: 'https://api.osv.dev answered 500',
          error: {
            code: 'ADVISORIES_UNREACHABLE',
            message: 'https://api.osv.dev answered 500',
            hint: 'Try again, or use a local folder of advisories.',
          },
        }
      : step,
  );
  return sampleReport({
    verdict: {
      result: 'incomplete',
      reasons: [
        {
          category: null,
          text: 'the vulnerabilities step failed: https://api.osv.dev answered 500 (ADVISORIES_UNREACHABLE)',
          count: null,
          threshold: null,
        },
      ],
    },
    steps,
    unknowns: [
      { step: 'inventory', place: 'usr/lib/python3/x.dist-info/METADATA', reason: 'it has no Version line' },
    ],
    ...over,
  });
}
