import { describe, expect, it } from 'vitest';

import { sarifReport } from '../../../src/reports/sarif/sarif.ts';
import { sampleLint, sampleReport } from '../../support/sample-report.ts';

const range = { line: 2, column: 1, endLine: 2, endColumn: 4 };
const fix = { description: 'Write COPY instead of ADD', edits: [{ range, text: 'COPY' }] };

function fixesOf(over: Parameters<typeof sampleLint>[0]): unknown {
  const log = JSON.parse(sarifReport.render(sampleReport({ findings: [sampleLint(over)] })));
  return log.runs[0].results[0].fixes;
}

describe('SARIF', () => {
  it('carries the fix of a finding', () => {
    expect(fixesOf({ fix })).toEqual([
      {
        description: { text: 'Write COPY instead of ADD.' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'Dockerfile' },
            replacements: [
              {
                deletedRegion: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 },
                insertedContent: { text: 'COPY' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('has no fixes where a finding has none, or no place in a Dockerfile', () => {
    expect(fixesOf({})).toBeUndefined();
    expect(fixesOf({ fix, location: { path: 'a', layer: null, dockerfile: null } })).toBeUndefined();
  });
});
