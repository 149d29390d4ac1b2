import { describe, expect, it } from 'vitest';
import { adviceBlock } from '../../../src/reports/table/advice-block.ts';
import { styleFor } from '../../../src/reports/table/style.ts';

const STYLE = styleFor(false);

describe('adviceBlock', () => {
  it('is not there when there is nothing to say', () => {
    expect(adviceBlock(null, STYLE, 80)).toEqual([]);
    expect(adviceBlock({ removable: [], base: null }, STYLE, 80)).toEqual([]);
  });

  it('wraps its lines below their bullets', () => {
    const removable = [{ packages: ['git', 'git-man'], findings: 3, installedBytes: null }];
    expect(adviceBlock({ removable, base: null }, STYLE, 45)).toEqual([
      ['Advice', '  - Purge git if you do not call it, and with', '    it git-man: 3 findings.'],
    ]);
  });

  it('shows names of the image as they are, harmless', () => {
    const base = { reference: '##[error]\u001b[31m', findings: 1, total: 1, newer: null };
    const text = adviceBlock({ removable: [], base }, STYLE, 200).flat().join('\n');
    expect(text).not.toContain('##[');
    expect(text).not.toContain('\u001b');
  });
});
