import { describe, expect, it } from 'vitest';

import { annotationsReport } from '../../src/reports/annotations.ts';
import { incompleteReport, sampleLint, sampleReport } from '../support/sample-report.ts';

function drawn(...findings: ReturnType<typeof sampleLint>[]): string {
  return annotationsReport.render(sampleReport({ findings }));
}

describe('the annotations report', () => {
  it('is one workflow command a finding', () => {
    expect(drawn(sampleLint({ message: '100%, it: is' }))).toBe(
      '::warning title=DF-USER-ROOT,file=Dockerfile,line=3,endLine=3,col=1,endColumn=10::100%25, it: is\n',
    );
  });

  it('has no columns for several lines, which GitHub refuses', () => {
    const dockerfile = { path: 'a,b:c', line: 3, column: 2, endLine: 4, endColumn: 9 };
    const text = drawn(sampleLint({ location: { path: null, layer: null, dockerfile } }));
    expect(text).toContain('file=a%2Cb%3Ac,line=3,endLine=4::');
  });

  it.each([
    ['high', true, 'error'],
    ['high', false, 'warning'],
    ['low', false, 'notice'],
  ] as const)('shows %s, blocking %s, as %s', (severity, blocking, level) => {
    expect(drawn(sampleLint({ severity, blocking }))).toMatch(new RegExp(`^::${level} `, 'u'));
  });

  it('holds no second command', () => {
    const text = drawn(sampleLint({ message: 'x\n::error::y ##[error]z' }));
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).not.toContain('##[');
  });

  it('says what was not examined', () => {
    expect(annotationsReport.render(incompleteReport())).toMatch(/^::warning title=NOT_EXAMINED::/mu);
  });
});
