import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isSpdx, isSpdxExpression, isSpdxId } from '../../src/util/spdx.ts';

describe('an SPDX expression', () => {
  it.each([
    ['MIT', true, true],
    ['(MIT OR Apache-2.0) AND Zlib', true, true],
    ['GPL-2.0-only WITH Classpath-exception-2.0', true, true],
    ['GPL-2.0', false, true],
    ['GPL-2.0+ OR MIT', false, true],
    ['MIT or Apache-2.0', false, false],
    ['GPL2', false, false],
    ['MIT OR', false, false],
    ['(MIT', false, false],
    ['', false, false],
  ])('%j: without deprecated ones %s, with them %s', (text, strict, loose) => {
    expect([isSpdx(text), isSpdxExpression(text)]).toEqual([strict, loose]);
  });

  it('that is good without deprecated identifiers is good with them', () => {
    const token = fc.constantFrom('MIT', 'GPL-2.0', 'AND', 'OR', 'WITH', '(', ')', 'x', 'GPL-3.0-only+');
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const text = tokens.join(' ');
        if (isSpdx(text)) expect(isSpdxExpression(text)).toBe(true);
      }),
    );
  });
});

describe('an SPDX identifier', () => {
  it.each([
    ['MIT', true],
    ['GPL-2.0', true],
    ['MIT OR MIT', false],
    ['LicenseRef-x', false],
    ['mit', false],
  ])('%j: %s', (text, is) => {
    expect(isSpdxId(text)).toBe(is);
  });
});
