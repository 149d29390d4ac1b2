import { describe, expect, it } from 'vitest';

import { signatureCodesPage } from '../../scripts/docs/signature-codes-page.ts';
import { SIGNATURE_CODES } from '../../src/checks/signatures/codes.ts';

const entries = SIGNATURE_CODES.flatMap(({ codes }) => Object.entries(codes));

describe('the codes of signatures', () => {
  it('are each in one list only, in upper snake case', () => {
    const names = entries.map(([name]) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/u.test(name))).toEqual([]);
  });

  it('say in a few words what they mean, and in a sentence what to do', () => {
    const odd = entries.filter(([, { title, fix }]) => {
      return !/^\S[^\n]{3,120}$/u.test(title) || title.endsWith('.') || !/^[^\n]{5,300}\.$/u.test(fix);
    });
    expect(odd).toEqual([]);
  });

  it('are each on the page, with their class', () => {
    const page = signatureCodesPage();
    for (const [name, metadata] of entries) expect(page).toContain(`| \`${name}\` | \`${metadata.class}\` |`);
  });

  it('cover every class', () => {
    const used = new Set(entries.map(([, metadata]) => metadata.class));
    expect([...used].sort()).toEqual(['bad', 'none', 'unavailable', 'unmet', 'untrusted']);
  });
});
