import { describe, expect, it } from 'vitest';
import { ownableLines } from '../../../src/inventory/cataloguers/ownable.ts';

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
