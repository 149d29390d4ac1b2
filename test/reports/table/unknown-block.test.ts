import { describe, expect, it } from 'vitest';

import { styleFor } from '../../../src/reports/table/style.ts';
import { indented, unknownBlock } from '../../../src/reports/table/unknown-block.ts';
import { sampleReport } from '../../support/sample-report.ts';

const PAGE = { style: styleFor(false), width: 40, maxRows: 2 };

describe('what was not examined', () => {
  it('is nothing when everything was', () => {
    expect(unknownBlock({ ...PAGE, report: sampleReport() })).toEqual([]);
  });

  it('is told with its step and place, and counted where it is too much', () => {
    const unknowns = ['a', 'b', 'c'].map((place) => ({ step: 'lint' as const, place, reason: 'why' }));
    expect(unknownBlock({ ...PAGE, report: sampleReport({ unknowns }) })).toEqual([
      [
        'Not examined (3)',
        '  Dockerfile lint: a: why',
        '  Dockerfile lint: b: why',
        '  … and 1 more (see the JSON report)',
      ],
    ]);
  });

  it('is wrapped, and no line of it can begin a workflow command', () => {
    expect(indented('one two three', 9)).toEqual(['  one two', '  three']);
    expect(indented('aaaaaaa ::error::x', 20, '    ')).toEqual(['    aaaaaaa', '    \u2237error::x']);
  });
});
