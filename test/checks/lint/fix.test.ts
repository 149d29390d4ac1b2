import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { applyFixes } from '../../../src/checks/lint/fix.ts';
import type { Edit, Finding } from '../../../src/model/finding.ts';
import { sampleLint } from '../../support/sample-report.ts';

/** `line:column-endColumn` and the text for it. */
function edit(place: string, text: string): Edit {
  const [line = 0, column = 0, endColumn = 0] = place.split(/[:-]/u).map(Number);
  return { range: { line, column, endLine: line, endColumn }, text };
}

function finding(...edits: Edit[]): Finding {
  return { ...sampleLint(), fix: { description: 'Write it so', edits } };
}

const TEXT = 'FROM a\nADD x /x\nRUN cd y\n';

describe('fixes', () => {
  it('go in where they belong, whatever their order', () => {
    const findings = [finding(edit('3:5-7', 'pushd')), finding(edit('2:1-4', 'COPY'))];
    const { text, fixed } = applyFixes(TEXT, findings);
    expect(text).toBe('FROM a\nCOPY x /x\nRUN pushd y\n');
    expect(fixed).toEqual(findings);
  });

  it('insert, delete, and change several places at once', () => {
    const { text } = applyFixes(TEXT, [finding(edit('1:7-7', ':1'), edit('2:4-6', ''), edit('3:1-1', '#'))]);
    expect(text).toBe('FROM a:1\nADD /x\n#RUN cd y\n');
  });

  it.each([
    ['overlap', [finding(edit('2:1-4', 'COPY')), finding(edit('2:3-6', '!'))], 1],
    ['touch', [finding(edit('2:1-4', 'COPY')), finding(edit('2:4-5', '!'))], 1],
    ['insert at the same place', [finding(edit('2:1-1', 'A')), finding(edit('2:1-1', 'B'))], 1],
    ['are the same', [finding(edit('2:1-4', 'COPY')), finding(edit('2:1-4', 'COPY'))], 1],
    ['are apart', [finding(edit('2:1-4', 'COPY')), finding(edit('2:5-6', 'z'))], 2],
  ])('that %s: %#', (_, findings, count) => {
    expect(applyFixes(TEXT, findings).fixed).toEqual(findings.slice(0, count));
  });

  it('go in whole or not at all', () => {
    const findings = [finding(edit('2:1-4', 'COPY')), finding(edit('1:1-5', 'from'), edit('2:2-3', 'x'))];
    expect(applyFixes(TEXT, findings).text).toBe('FROM a\nCOPY x /x\nRUN cd y\n');
  });

  it.each([
    ['past the end of a line', edit('1:9-10', 'x')],
    ['past the end of the file', edit('9:1-1', 'x')],
    ['before the first column', edit('1:0-1', 'x')],
    ['backwards', edit('1:5-2', 'x')],
    ['of what is there already', edit('2:1-4', 'ADD')],
  ])('%s are left out', (_, bad) => {
    expect(applyFixes(TEXT, [finding(bad)])).toEqual({ text: TEXT, fixed: [] });
  });

  it('of excused findings are left out', () => {
    const suppressed = { by: 'pragma', reason: 'x', owner: null, expires: null } as const;
    const findings = [{ ...finding(edit('2:1-4', 'COPY')), suppressed }];
    expect(applyFixes(TEXT, findings)).toEqual({ text: TEXT, fixed: [] });
  });

  it('end their lines as the file does', () => {
    expect(applyFixes('FROM a\r\nRUN b\r\n', [finding(edit('2:1-1', 'USER 1\n'))]).text).toBe(
      'FROM a\r\nUSER 1\r\nRUN b\r\n',
    );
    expect(applyFixes('FROM a\nRUN b\n', [finding(edit('2:1-1', 'USER 1\r\n'))]).text).toBe(
      'FROM a\nUSER 1\nRUN b\n',
    );
  });

  it('never throw, and change nothing outside of their places', () => {
    const place = fc.integer({ min: -1, max: 12 });
    const anyEdit = fc.record({
      range: fc.record({ line: place, column: place, endLine: place, endColumn: place }),
      text: fc.constantFrom('', 'X', 'XX\n'),
    });
    const anyFinding = fc.array(anyEdit, { maxLength: 3 }).map((edits) => finding(...edits));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(anyFinding), (text, findings) => {
        const result = applyFixes(text, findings);
        if (result.fixed.length === 0) expect(result.text).toBe(text);
        const inserted = result.fixed.flatMap(({ fix }) => fix?.edits ?? []).map((item) => item.text.length);
        const most = inserted.reduce((sum, length) => sum + length * 2, text.length);
        expect(result.text.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
