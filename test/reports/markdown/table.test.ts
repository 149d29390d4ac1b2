import { describe, expect, it } from 'vitest';

import { details, table } from '../../../src/reports/markdown/table.ts';

describe('a Markdown table', () => {
  it('has a line for each row', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['1', '2'],
          ['3', ''],
        ],
        5,
      ),
    ).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |');
  });

  it('counts the rows that it leaves out', () => {
    const text = table(['A'], [['1'], ['2'], ['3']], 1);
    expect(text).toMatch(/\| 1 \|\n\n… and 2 more/u);
    expect(text).not.toContain('| 2 |');
  });
});

describe('details', () => {
  it('leaves the empty lines without which GitHub does not read Markdown in HTML', () => {
    expect(details('T', '| a |')).toBe('<details><summary>T</summary>\n\n| a |\n\n</details>');
  });
});
