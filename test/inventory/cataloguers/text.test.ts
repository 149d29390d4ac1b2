import { describe, expect, it } from 'vitest';
import { cutShort, quoted, statedVersion, statedWords } from '../../../src/inventory/cataloguers/text.ts';

describe('stated text', () => {
  it('takes versions of visible ASCII only', () => {
    expect(statedVersion('1:2.3~rc+b1')).toBe('1:2.3~rc+b1');
    for (const bad of [undefined, '', '1 2', '1\u0000', '1\u202e', 'x'.repeat(257)])
      expect(statedVersion(bad)).toBeNull();
  });

  it('joins the words of a licence and cuts what is endless', () => {
    expect(statedWords('  a \n b ')).toBe('a b');
    expect(statedWords(' ')).toBeNull();
    expect(statedWords('x'.repeat(2000))).toHaveLength(1000);
  });

  it('quotes what is shown', () => {
    expect(quoted('a"b')).toBe('"a\\"b"');
    expect(quoted(undefined)).toBe('""');
    expect(quoted('x'.repeat(100))).toHaveLength(82);
  });

  it('tells a file that ends in the middle of a line from one that does not', () => {
    expect(cutShort(Buffer.from('a\nb'))).toContain('cut short');
    expect(cutShort(Buffer.from('a\nb\n'))).toBeNull();
    expect(cutShort(Buffer.alloc(0))).toBeNull();
  });
});
