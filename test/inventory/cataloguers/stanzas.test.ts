import { describe, expect, it } from 'vitest';
import { readStanzas } from '../../../src/inventory/cataloguers/stanzas.ts';

describe('readStanzas', () => {
  const wanted = new Set(['a', 'b']);

  it('reads paragraphs, names in any case, and only the wanted fields', () => {
    const { stanzas, badLines } = readStanzas('A: 1\nb:2\nC: 3\n\n \nA: x: y\n  more\n', wanted);
    expect(stanzas.map((stanza) => Object.fromEntries(stanza))).toEqual([{ a: '1', b: '2' }, { a: 'x: y' }]);
    expect(badLines).toBe(0);
  });

  it('keeps the first of two equal fields and counts lines that are none', () => {
    const { stanzas, badLines, repeated } = readStanzas('A: 1\nA: 2\n: x\nword\n', wanted);
    expect(stanzas.map((stanza) => stanza.get('a'))).toEqual(['1']);
    expect(badLines).toBe(2);
    expect(repeated).toBe(1);
  });

  it('does not count what comes again in another paragraph, or is not wanted', () => {
    expect(readStanzas('A: 1\nC: 1\nC: 2\n\nA: 2\n', wanted).repeated).toBe(0);
  });

  it('gives a paragraph without wanted fields too, so that it is not lost', () => {
    expect(readStanzas('C: 1\n\n', wanted).stanzas).toHaveLength(1);
    expect(readStanzas('\n\n', wanted).stanzas).toHaveLength(0);
  });
});
