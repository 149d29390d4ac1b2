import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';

import { displayWidth } from '../../../src/reports/table/display-width.ts';
import { verifyReport } from '../../../src/reports/verify/verify.ts';
import { failedReport, incompleteReport, sampleLint, sampleReport } from '../../support/sample-report.ts';
import { distrustedImage, hostileTrust, sampleEvidence, sampleTrust } from '../../support/sample-trust.ts';

const NONE = { code: 'ATTESTATION_NONE', message: 'nothing states an SBOM' };

function lines(report: ReturnType<typeof sampleReport>): readonly string[] {
  return verifyReport.render(report).trimEnd().split('\n');
}

describe('the report of verify', () => {
  it('tells of a trusted image who accepts it, and what was found', () => {
    expect(lines(sampleReport({ signatures: [sampleTrust()] }))).toEqual([
      '✓ PASS  ghcr.io/org/app:1.2',
      '',
      'ghcr.io/org/app:1.2',
      `  digest  sha256:${'c'.repeat(64)}`,
      '  rule    our images: accepted by 1 of 1 authority, 1 needed',
      '  result  ✓ trusted',
      '',
      '  Authorities',
      '    ✓ release key  key  accepted',
      '',
      '  Found (1)',
      '    ✓ cosign signature',
      '      by      release.pub',
      '      when    2026-01-02 01:02:03 UTC',
      '      log     rekor.sigstore.dev 123456',
      '      at      ghcr.io/org/app',
      `              @sha256:${'d'.repeat(64)}`,
      '      ✓ accepted by release key',
      '',
      '✓ PASS  Nothing blocks:',
      '  - examined lint: nothing blocks',
    ]);
  });

  it('tells of one that is not why, with the code, and that who signed it is only a claim', () => {
    const text = lines(failedReport({ findings: [], signatures: [distrustedImage()] }));
    expect(text).toContain('  result  ✗ not trusted');
    expect(text).toContain('    ✗ our workflow  keyless  SIGNER_UNTRUSTED');
    expect(text).toContain('    · Sigstore bundle');
    expect(text).toContain('      states  https://slsa.dev/provenance/v1');
    expect(text).toContain(
      '      by      https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main (not\u00a0verified)',
    );
    expect(text).toContain('      ✗ our workflow: SIGNER_UNTRUSTED: the certificate is for');
    expect(text.join('\n')).not.toMatch(/accepted(?! by 0 of)/u);
  });

  it('aligns names and kinds, and tells what must be stated', () => {
    const refusal = { code: 'SIGNATURE_NONE', message: 'no signature was found' };
    const image = sampleTrust({
      authorities: [
        { name: 'a', kind: 'content-trust', refusal },
        { name: 'release key', kind: 'key', refusal: null },
      ],
      attestations: [
        { name: 'built by us', predicateTypes: ['https://slsa.dev/provenance/v1'], refusal: null },
        { name: 'sbom', predicateTypes: ['a', 'b'], refusal: NONE },
      ],
    });
    const text = lines(sampleReport({ signatures: [image] })).join('\n');
    expect(text).toContain(
      [
        '  Authorities',
        '    ✗ a            Docker Content Trust  SIGNATURE_NONE',
        '      no signature was found',
        '    ✓ release key  key                   accepted',
        '',
        '  Must be stated',
        '    ✓ built by us  https://slsa.dev/provenance/v1  stated',
        '    ✗ sbom         2 predicate types               ATTESTATION_NONE',
        '      nothing states an SBOM',
      ].join('\n'),
    );
  });

  it.each([
    ['nothing', 'SIGNATURE_NONE', 'our images', 'untrusted', '    nothing'],
    ['nothing', 'REGISTRY_TIMEOUT', 'our images', 'unavailable', '    nothing, as far as could be asked'],
    ['no rule', 'SIGNATURE_NONE', null, 'untrusted', '    none is asked for'],
    ['a rule for others', 'SIGNATURE_NONE', null, 'not-asked', '    none is asked for'],
    ['no policy', 'SIGNATURE_NONE', null, 'unavailable', '    nothing'],
  ] as const)('says of %s with %s that it is %s', (_, code, rule, result, text) => {
    const authorities =
      rule === null ? [] : [{ name: 'k', kind: 'key', refusal: { code, message: 'm' } } as const];
    const image = sampleTrust({ rule, result, authorities, evidence: [] });
    expect(lines(sampleReport({ signatures: [image] }))).toContain(text);
  });

  it('says of an image that could not be resolved that nothing was looked for', () => {
    const image = sampleTrust({
      rule: null,
      result: 'unavailable',
      authorities: [],
      evidence: [],
      digest: null,
    });
    const text = lines(sampleReport({ signatures: [image] }));
    expect(text).toContain('  digest  not known');
    expect(text).toContain('    nothing was looked for');
  });

  it.each([
    ['sigstore-bundle', 'none'],
    ['cosign-signature', 'none'],
    ['notation-signature', null],
    ['content-trust', null],
  ] as const)('says of an accepted %s without a log: %s', (kind, expected) => {
    const opinions = [{ authority: 'key', refusal: null }];
    const evidence = [sampleEvidence({ kind, log: null, opinions })];
    const text = lines(sampleReport({ signatures: [sampleTrust({ evidence })] }));
    expect(text.find((line) => line.startsWith('      log '))).toBe(
      expected === null ? undefined : `      log     ${expected}`,
    );
  });

  it('says what an exception lets pass, and why', () => {
    const excused = { by: 'exception', reason: 'not yet signed', owner: null, expires: null } as const;
    const finding = sampleLint({ category: 'signature', rule: 'TR-UNSIGNED', suppressed: excused });
    const text = lines(sampleReport({ findings: [finding], signatures: [distrustedImage()] }));
    expect(text).toContain('Accepted by an exception (1)');
    expect(text.join('\n')).toMatch(/TR-UNSIGNED\n.*\n {4}accepted: not yet signed/su);
    const other = sampleLint({ suppressed: excused });
    expect(lines(sampleReport({ findings: [other] })).join('\n')).not.toContain('Accepted by');
  });

  it('says what is not known of a signature', () => {
    const evidence = [sampleEvidence({ signer: null, signedAt: null, log: null, opinions: [] })];
    const text = lines(sampleReport({ signatures: [sampleTrust({ evidence })] }));
    expect(text).toContain('      by      not known');
    expect(text).toContain('      when    not known');
    expect(text.join('\n')).not.toContain('  log ');
  });

  it('says that a rule only warns, and which image has none', () => {
    const warned = distrustedImage({ mode: 'warn' });
    const none = sampleTrust({ rule: null, result: 'untrusted', authorities: [] });
    const asked = sampleTrust({ rule: null, result: 'not-asked', authorities: [] });
    const text = lines(sampleReport({ signatures: [warned, none, asked] }));
    expect(text).toContain('  rule    our images: accepted by 0 of 1 authority, 1 needed; only a warning');
    expect(text).toContain('  rule    none is for this image');
    expect(text).toContain('  rule    none');
    expect(text).toContain('  result  - nobody has to have signed it');
  });

  it('shows notes, what was not examined, and findings whole', () => {
    const message = `"${'x'.repeat(150)}" comes from evil.example, which is not in trust.registries.`;
    const findings = [
      { ...sampleLint({ category: 'signature', rule: 'TR-REGISTRY', message }), blocking: true },
      sampleLint({ category: 'signature', rule: 'TR-TAG', message: 'a tag' }),
    ];
    const signatures = [sampleTrust({ notes: ['the trusted root is old'] })];
    const text = lines(incompleteReport({ findings, signatures })).join('\n');
    expect(text).toContain('  Notes\n    - the trusted root is old');
    expect(text).toContain('Findings (2)\n  ✗ medium  TR-REGISTRY\n    "xxx');
    expect(text).toContain('    medium  TR-TAG\n    a tag');
    expect(text).toContain('trust.registries.');
    expect(text).toContain('Not examined (1)');
    expect(text).toMatch(
      /\? INCOMPLETE {2}No verdict, because not everything was examined:\n {2}- the vuln/u,
    );
  });

  it('is short when no image could be opened', () => {
    expect(lines(incompleteReport({ unknowns: [], subject: null, requested: 'ghcr.io/org/app' }))).toEqual([
      '? INCOMPLETE  ghcr.io/org/app',
      '',
      expect.stringMatching(/^\? INCOMPLETE {2}No verdict/u),
      expect.stringMatching(/^ {2}- the vulnerabilities step failed/u),
      expect.stringMatching(/hint: Try again/u),
    ]);
  });

  it('counts the signatures that it does not show', () => {
    const evidence = Array.from({ length: 150 }, () => sampleEvidence());
    const report = sampleReport({ signatures: [sampleTrust({ evidence })] });
    expect(verifyReport.render(report)).toContain('  Found (150)\n');
    expect(verifyReport.render(report)).toContain('    … and 50 more (see the JSON report)');
    expect(verifyReport.render(report, { maxRows: 2 })).toContain('    … and 148 more (see the JSON report)');
  });

  it.each([10, 60, 80, 100, 250])('keeps to a terminal of %i columns', (width) => {
    const long = hostileTrust(`${'word '.repeat(40)}${'x'.repeat(300)}日本語`);
    const text = verifyReport.render(sampleReport({ signatures: [long, distrustedImage(), sampleTrust()] }), {
      width,
    });
    const most = Math.min(100, Math.max(60, width));
    const tooLong = text.split('\n').filter((line) => displayWidth(line) > most);
    // Names of images and rules are not broken: they are one line, whatever their length.
    expect(tooLong.filter((line) => !/^(?:\S|word)|^ {2}digest|^ {4}✗ word/u.test(line))).toEqual([]);
  });

  it('has the same text with and without colour', () => {
    const report = failedReport({ signatures: [sampleTrust(), distrustedImage()] });
    const color = verifyReport.render(report, { color: true });
    expect(color).toContain('\u001b[32m');
    expect(color).toContain('\u001b[31m');
    expect(stripVTControlCharacters(color)).toBe(verifyReport.render(report));
  });

  it('lets no text of a stranger end its line, colour the terminal or begin a workflow command', () => {
    for (const hostile of ['\u001b[2J\r\n✓ PASS', '::error::x', '##[error]x', '\u202e\u200bx']) {
      const text = verifyReport.render(failedReport({ signatures: [hostileTrust(hostile)] }));
      expect(text).not.toMatch(/[\u001b\r\u202e\u200b]|##\[/u);
      expect(text).not.toMatch(/^\s*::|^✓ PASS/mu);
    }
  });
});
