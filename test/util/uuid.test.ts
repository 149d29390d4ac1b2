import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { uuidOf } from '../../src/util/uuid.ts';

describe('a UUID made from a name', () => {
  it('is that of the example in RFC 9562, appendix A.4', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidOf('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('has version 5, the right variant, and differs where names differ', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(uuidOf(a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
        expect(uuidOf(a) === uuidOf(b)).toBe(a === b);
      }),
    );
  });
});
