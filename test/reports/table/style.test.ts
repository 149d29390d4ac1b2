import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';

import { SEVERITIES } from '../../../src/model/severity.ts';
import { styleFor } from '../../../src/reports/table/style.ts';

describe('styleFor', () => {
  it.each(SEVERITIES)('gives %s a colour that takes no room', (severity) => {
    const painted = styleFor(true).severity(severity, severity);
    expect(painted).not.toBe(severity);
    expect(stripVTControlCharacters(painted)).toBe(severity);
  });

  it('gives text back as it is without colour', () => {
    const style = styleFor(false);
    expect([
      style.verdict('fail', 'a'),
      style.status('failed', 'b'),
      style.dim('c'),
      style.title('d'),
      style.bad('e'),
    ]).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
