import { describe, expect, it } from 'vitest';
import {
  atLeast,
  bySeverity,
  RANKED_SEVERITIES,
  SEVERITIES,
  severityOfScore,
} from '../../src/model/severity.ts';

describe('severities', () => {
  it('are as bad as themselves and as everything milder, and as nothing worse', () => {
    for (const [i, severity] of RANKED_SEVERITIES.entries()) {
      const reached = RANKED_SEVERITIES.filter((threshold) => atLeast(severity, threshold));
      expect(reached).toEqual(RANKED_SEVERITIES.slice(i));
    }
  });

  it('sort worst first, the unknown ones last', () => {
    expect(SEVERITIES.toReversed().toSorted(bySeverity)).toEqual([...SEVERITIES]);
  });

  it.each([
    [10, 'critical'],
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [6.9, 'medium'],
    [4, 'medium'],
    [3.9, 'low'],
    [0.1, 'low'],
    [0, 'info'],
  ])('a CVSS score of %d is %s', (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });
});
