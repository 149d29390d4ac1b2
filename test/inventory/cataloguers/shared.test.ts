import { describe, expect, it } from 'vitest';
import { CATALOGUERS } from '../../../src/inventory/cataloguers/index.ts';
import { ownableLines } from '../../../src/inventory/cataloguers/ownable.ts';
import { readStanzas } from '../../../src/inventory/cataloguers/stanzas.ts';
import { quoted, statedVersion, statedWords } from '../../../src/inventory/cataloguers/text.ts';

describe('CATALOGUERS', () => {
  it('have distinct ids and say what they see and what not', () => {
    expect(new Set(CATALOGUERS.map(({ id }) => id)).size).toBe(CATALOGUERS.length);
    for (const { sees, doesNotSee } of CATALOGUERS) {
      expect(sees).toMatch(/\.$/u);
      expect(doesNotSee).toMatch(/\.$/u);
    }
  });
});

describe('readStanzas', () => {
  const wanted = new Set(['a', 'b']);

  it('reads paragraphs, names in any case, and only the wanted fields', () => {
    const { stanzas, badLines } = readStanzas('A: 1\nb:2\nC: 3\n\n \nA: x: y\n  more\n', wanted);
    expect(stanzas.map((stanza) => Object.fromEntries(stanza))).toEqual([{ a: '1', b: '2' }, { a: 'x: y' }]);
    expect(badLines).toBe(0);
  });

  it('keeps the first of two equal fields and counts lines that are none', () => {
    const { stanzas, badLines } = readStanzas('A: 1\nA: 2\n: x\nword\n', wanted);
    expect(stanzas.map((stanza) => stanza.get('a'))).toEqual(['1']);
    expect(badLines).toBe(2);
  });

  it('gives a paragraph without wanted fields too, so that it is not lost', () => {
    expect(readStanzas('C: 1\n\n', wanted).stanzas).toHaveLength(1);
    expect(readStanzas('\n\n', wanted).stanzas).toHaveLength(0);
  });
});

describe('ownableLines', () => {
  it('finds the lines that end as a file of interest does', () => {
    const text =
      'a/package.json\nb/package.jsonx\nc/x.dist-info/METADATA\nMETADATA\nd/y.egg-info\n/package.json\n';
    expect([...ownableLines(Buffer.from(text))].sort()).toEqual([
      '/package.json',
      'a/package.json',
      'c/x.dist-info/METADATA',
      'd/y.egg-info',
    ]);
  });
});

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
});
