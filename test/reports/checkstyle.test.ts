import { describe, expect, it } from 'vitest';

import { checkstyleReport } from '../../src/reports/checkstyle.ts';
import { incompleteReport, sampleLint, sampleReport } from '../support/sample-report.ts';

function drawn(over: Parameters<typeof sampleLint>[0]): string {
  return checkstyleReport.render(sampleReport({ findings: [sampleLint(over)] }));
}

describe('the checkstyle report', () => {
  it('groups findings by file', () => {
    expect(drawn({ message: 'Say "no".' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n  <file name="Dockerfile">\n' +
        '    <error line="3" column="1" severity="warning" message="Say &#34;no&#34;." source="image-gate.DF-USER-ROOT"/>\n' +
        '  </file>\n</checkstyle>\n',
    );
  });

  it.each([
    ['high', false, 'error'],
    ['medium', false, 'warning'],
    ['low', false, 'info'],
    ['info', true, 'error'],
    ['unknown', false, 'warning'],
  ] as const)('shows %s, blocking %s, as %s', (severity, blocking, level) => {
    expect(drawn({ severity, blocking })).toContain(` severity="${level}" `);
  });

  it('leaves no markup and no character that XML cannot hold', () => {
    expect(drawn({ message: '<a b="c">&\u0000\ud800\uffff]]>' })).toContain(
      'message="&#60;a b=&#34;c&#34;&#62;&#38;\\u{0}\\u{d800}\ufffd]]&#62;"',
    );
  });

  it('is never empty for what was not examined', () => {
    expect(checkstyleReport.render(incompleteReport())).toContain('source="image-gate.NOT_EXAMINED"');
  });

  it('is an empty document when there is nothing to say', () => {
    expect(checkstyleReport.render(sampleReport())).toMatch(
      /<checkstyle version="4\.3">\n<\/checkstyle>\n$/u,
    );
  });
});
