import { describe, expect, it } from 'vitest';

import { markdownReport } from '../../../src/reports/markdown/markdown.ts';
import { signatureSection } from '../../../src/reports/markdown/signatures.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { distrustedImage, hostileTrust, sampleTrust } from '../../support/sample-trust.ts';

describe('the signatures in the summary', () => {
  it('are not there when nobody asked', () => {
    expect(signatureSection(sampleReport(), 9)).toEqual([]);
    expect(markdownReport.render(sampleReport())).not.toContain('### Signatures');
  });

  it('are one row for each image', () => {
    const signatures = [sampleTrust(), distrustedImage({ digest: null })];
    const text = signatureSection(sampleReport({ signatures }), 9).join('\n');
    expect(text).toContain('### Signatures (2)');
    expect(text).toContain(
      `| ✅ | <code>ghcr.io/org/app:1.2</code> | <code>sha256:${'c'.repeat(64)}</code> | trusted by release key`,
    );
    expect(text).toContain(
      '| ❌ | <code>ghcr.io/org/app:1.2</code> |  | not trusted: our workflow SIGNER&#95;',
    );
  });

  it('are cut with the rest when the summary would be too large', () => {
    const signatures = Array.from({ length: 9000 }, (_, index) =>
      sampleTrust({ reference: `ghcr.io/${'x'.repeat(150)}/${String(index)}` }),
    );
    const text = markdownReport.render(sampleReport({ signatures }));
    expect(Buffer.byteLength(text)).toBeLessThan(LIMITS.summaryBytes.value);
    expect(text).toContain('### Signatures (9,000)');
    expect(text).toContain('more, left out because');
  });

  it('let no text of a stranger be markup', () => {
    const text = signatureSection(
      sampleReport({ signatures: [hostileTrust('| <b>@all</b> [x](y)\n# z')] }),
      9,
    );
    expect(text.join('\n')).not.toMatch(/<b>|@all|\[x\]|\n# z/u);
  });
});
