import { describe, expect, it } from 'vitest';

import { readFailOn } from '../../src/settings/fail-on.ts';
import { BadValue } from '../../src/settings/kinds.ts';

describe('fail-on', () => {
  it.each([
    [['vulnerability=critical'], { vulnerability: 'critical' }],
    [['lint=none', 'hardening = low'], { lint: 'none', hardening: 'low' }],
    [['lint=none,hardening=low'], { lint: 'none', hardening: 'low' }],
    [['low'], { vulnerability: 'low', lint: 'low', hardening: 'low', signature: 'low' }],
    [['lint=none', 'low'], { vulnerability: 'low', lint: 'none', hardening: 'low', signature: 'low' }],
    [['low', 'lint=none'], { vulnerability: 'low', lint: 'none', hardening: 'low', signature: 'low' }],
  ])('%j is read as %j', (texts, expected) => {
    expect(readFailOn(texts)).toEqual(expected);
  });

  it.each([
    [['hgih'], '"hgih" is not a severity', 'Did you mean "high"?'],
    [['HIGH'], '"HIGH" is not a severity', 'Did you mean "high"?'],
    [['unknown'], '"unknown" is not a severity', 'Allowed: critical, high, medium, low, info, none.'],
    [['lint=hihg'], '"hihg" is not a severity', 'Did you mean "high"?'],
    [['lint='], '"" is not a severity', 'Allowed: critical'],
    [['vulnerabilities=high'], '"vulnerabilities" is not a category', 'Did you mean "vulnerability"?'],
    [['secret=high'], '"secret" is not a category', 'Allowed: vulnerability, lint, hardening, signature.'],
    [['lint'], '"lint" has no severity', 'Write lint=<severity>'],
    [['lint=low', 'lint=high'], '"lint" is given twice', 'once'],
    [['low', 'high'], '"high" is a second severity', ''],
    [[','], 'the list is empty', ''],
    [['__proto__=high'], '"__proto__" is not a category', ''],
  ])('%j is refused', (texts, message, hint) => {
    const error = thrown(() => readFailOn(texts));
    expect(error.message).toContain(message);
    expect(error.hint ?? '').toContain(hint);
  });
});

function thrown(work: () => unknown): BadValue {
  try {
    work();
  } catch (error) {
    if (error instanceof BadValue) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
