import { describe, expect, it } from 'vitest';

import { signatureBlock } from '../../../src/reports/table/signature-block.ts';
import { styleFor } from '../../../src/reports/table/style.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { distrustedImage, sampleTrust } from '../../support/sample-trust.ts';

const PAGE = { style: styleFor(false), width: 120, maxRows: Number.POSITIVE_INFINITY };

describe('the signatures in the table', () => {
  it('are not there when nobody asked', () => {
    expect(signatureBlock({ ...PAGE, report: sampleReport() })).toEqual([]);
  });

  it('are one line for each image', () => {
    const signatures = [
      sampleTrust(),
      distrustedImage({ reference: 'docker.io/evil/app' }),
      sampleTrust({ result: 'unavailable', authorities: [] }),
      sampleTrust({ result: 'not-asked', rule: null, mode: null }),
    ];
    expect(signatureBlock({ ...PAGE, report: sampleReport({ signatures }) })).toEqual([
      [
        'Signatures (4)',
        '     IMAGE                WHO MADE IT',
        '  ✓  ghcr.io/org/app:1.2  trusted by release key (rule our images)',
        '  ✗  docker.io/evil/app   not trusted: our workflow SIGNER_UNTRUSTED (rule our images)',
        '  ?  ghcr.io/org/app:1.2  not known (rule our images)',
        '  -  ghcr.io/org/app:1.2  nobody has to have signed it',
      ],
    ]);
  });

  it('are counted where there are too many', () => {
    const signatures = Array.from({ length: 12 }, () => sampleTrust());
    const [lines = []] = signatureBlock({ ...PAGE, maxRows: 3, report: sampleReport({ signatures }) });
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('  … and 9 more (see the JSON report)');
  });

  it('are red where an image is not trusted, and green where it is', () => {
    const lines = (report: ReturnType<typeof sampleReport>) =>
      signatureBlock({ ...PAGE, style: styleFor(true), report })
        .flat()
        .join('\n');
    expect(lines(sampleReport({ signatures: [distrustedImage()] }))).toContain('\u001b[31m✗');
    expect(lines(sampleReport({ signatures: [sampleTrust()] }))).toContain('\u001b[32m✓');
  });
});
