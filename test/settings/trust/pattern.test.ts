import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BadValue } from '../../../src/settings/kinds.ts';
import type { PatternUse } from '../../../src/settings/trust/pattern.ts';
import { checkPattern, wholePattern } from '../../../src/settings/trust/pattern.ts';

function why(source: string, use: PatternUse): string {
  try {
    checkPattern(source, use);
    return 'taken';
  } catch (error) {
    if (error instanceof BadValue) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe('a pattern', () => {
  it.each<[PatternUse, string]>([
    ['subject', String.raw`https://github\.com/acme/.*`],
    ['subject', String.raw`^https://github\.com/acme/app/\.github/workflows/release\.yml@refs/tags/v.*$`],
    ['subject', String.raw`https://github\.com/acme/[^/]+/\.github/workflows/[^/]+@refs/tags/v[0-9.]+`],
    ['subject', String.raw`https://github\.com/(?:acme|acme-labs)/.*`],
    ['subject', String.raw`(?:https://github\.com/acme/.*|https://gitlab\.example\.com/acme/.*)`],
    [
      'subject',
      String.raw`https://github\.com/acme/(?:app|tool)(?:-next)?/\.github/workflows/release\.yml@.*`,
    ],
    ['subject', String.raw`.*@acme\.com`],
    ['subject', String.raw`[a-z.]+@acme\.com`],
    ['subject', String.raw`release@acme\.com`],
    ['subject', String.raw`https://[^/.]+\.ci\.acme\.com/builds/.*`],
    ['issuer', String.raw`https://token\.actions\.githubusercontent\.com(?:/acme)?`],
    ['issuer', String.raw`https://oidc\.eks\.[a-z0-9-]+\.amazonaws\.com/id/.*`],
    ['issuer', 'https://accounts[.]google[.]com'],
    ['ref', 'refs/tags/v.*'],
    ['ref', String.raw`refs/heads/release-\d+`],
    ['ref', 'refs/heads/main|refs/heads/next'],
    ['id', String.raw`https://github\.com/slsa-framework/.*`],
    ['id', 'urn:acme:.*'],
    ['subject', 'https://github[.]com/acme/.*'],
    ['subject', String.raw`.*@[^/.]+\.acme\.com`],
  ])('for %s is taken: %s', (use, source) => {
    expect(why(source, use)).toBe('taken');
  });

  it.each<[PatternUse, string, string]>([
    // What does not compile.
    ['subject', '(', 'is not a regular expression'],
    ['subject', String.raw`https://a\.b/)|(?:.*`, 'is not a regular expression'],
    ['subject', '[z-a]', 'is not a regular expression'],
    ['subject', String.raw`https://a\.b/\y`, 'is not a regular expression'],
    // What is not anchored in effect.
    ['subject', '.*', 'begins with'],
    ['subject', '.+', 'begins with'],
    ['issuer', '.*', 'begins with'],
    ['ref', '.*', 'fits anyone'],
    ['subject', '', 'fits anyone'],
    ['subject', '.*acme.*', 'begins with'],
    ['subject', String.raw`.*/acme/app/\.github/workflows/release\.yml@refs/heads/main`, 'begins with'],
    ['subject', String.raw`https://github\.com/acme.*`, 'ends in'],
    ['subject', String.raw`https://github\.com/acme(.*)`, 'ends in'],
    ['subject', String.raw`https://github\.com/acme(?:.*)?`, 'ends in'],
    ['subject', String.raw`https://github\.com/acme[^/]+`, 'ends in'],
    ['subject', String.raw`https://github\.com/acme\w*`, 'ends in'],
    ['subject', String.raw`https://github\.com/acme.{0,9}`, 'ends in'],
    ['subject', String.raw`(?:https://github\.com/acme/.*|https://github\.com/acme2.*)`, 'ends in'],
    ['subject', String.raw`https://.*`, 'ends in'],
    ['subject', String.raw`release@.*`, 'ends in'],
    ['subject', String.raw`release@acme.*`, 'ends in'],
    ['issuer', String.raw`https://issuer\.acme.*`, 'ends in'],
    [
      'subject',
      String.raw`https://github\.com/.*/app/\.github/workflows/release\.yml@refs/heads/main`,
      'leaves the owner',
    ],
    [
      'subject',
      String.raw`https://github\.com/acme.*/app/\.github/workflows/a\.yml@refs/heads/main`,
      'leaves the owner',
    ],
    [
      'subject',
      String.raw`https://github\.com/acm./app/\.github/workflows/a\.yml@refs/heads/main`,
      'leaves the owner',
    ],
    ['subject', String.raw`https://github\.com/.*`, 'leaves the owner'],
    ['subject', String.raw`[a-z]+://[a-z./]+`, 'begins with'],
    ['subject', String.raw`(?:spiffe|https)://stranger\.example/someone`, 'fits anyone'],
    ['id', String.raw`https://github\.com/.*`, 'leaves the owner'],
    // What may be left out does not hide an open end.
    ['subject', '/?.*acme', 'begins with'],
    ['subject', 'x*.+acme', 'begins with'],
    ['subject', '.+@*acme', 'begins with'],
    ['subject', 'x{0,2}.*acme', 'begins with'],
    ['subject', '(?:x)*.*acme', 'begins with'],
    ['subject', String.raw`https://login\.acme\.com/release.*/?`, 'behind "https://login.acme.com/release"'],
    ['issuer', String.raw`https://issuer\.acme.*x*`, 'ends in'],
    ['subject', '.*@refs/heads/release', 'begins with'],
    ['subject', 'https://?.*acme', 'a part of ://'],
    ['subject', 'https:/*.*acme', 'a part of ://'],
    // Any host, or any owner, in other words.
    ['subject', 'https://[^/]+/acme/app', 'fits a slash or a dot'],
    ['subject', String.raw`https://[^/.]+\.com/acme/app`, 'no domain behind it'],
    ['subject', String.raw`https://acme[a-z]*\.com/app`, 'no domain behind it'],
    [
      'subject',
      'https://github[.]com/.*/app/[.]github/workflows/a[.]yml@refs/heads/main',
      'leaves the owner',
    ],
    ['subject', String.raw`https://github\.com{1}/.*/app/a@refs/heads/main`, 'leaves the owner'],
    ['subject', '@?.*acme', 'begins with'],
    ['subject', String.raw`https://gitlab\.acme\.com/team.*/?`, 'ends in'],
    // Branches that are called as if they were another.
    ['subject', String.raw`https://github\.com/acme/app/.*@refs/heads/main`, 'before @refs/'],
    [
      'subject',
      String.raw`https://github\.com/acme/app/\.github/workflows/[a-z@./]+@refs/tags/v.*`,
      'before @refs/',
    ],
    // Alternatives that leave the anchors.
    ['subject', String.raw`^https://github\.com/acme/a|https://github\.com/acme/b$`, 'outside of its own'],
    ['ref', '^refs/heads/main|refs/heads/next', 'outside of its own'],
    ['ref', '(?:^refs/heads/main|refs/heads/next$)', 'in its middle'],
    // Dots in hosts.
    ['subject', 'https://github.com/acme/.*', 'has a dot in a host name'],
    ['subject', String.raw`https://.*\.acme\.com/x`, 'has a dot in a host name'],
    ['subject', String.raw`https://[^.]+\.acme\.com/x`, 'also fits a slash or a dot'],
    ['subject', '.*@acme.com', 'has a dot in a host name'],
    ['issuer', 'https://token.actions.githubusercontent.com', 'has a dot in a host name'],
    // What could take for ever.
    ['ref', '(a+)+b', 'repeats a group'],
    ['ref', '(?:a|a)*b', 'repeats a group'],
    ['ref', '(?:a?a?)*b', 'repeats a group'],
    ['ref', '(?:[a-z]*){2,}b', 'repeats a group'],
    ['ref', '((a+))+b', 'repeats a group'],
    ['ref', '(?:.*)*', 'repeats a group'],
    ['ref', 'a.*b.*c.*d.*e', 'repeats 4 parts'],
    ['ref', `${'a?'.repeat(20)}${'a'.repeat(20)}`, 'that may be left out'],
    ['ref', 'a|b'.repeat(90), 'ways to fit'],
    // What is not part of the grammar.
    ['ref', '(?!x)refs/heads/main', 'looks ahead or behind'],
    ['ref', '(?<=x)refs/heads/main', 'looks ahead or behind'],
    ['ref', '(?<name>refs)/heads/main', 'looks ahead or behind'],
    ['ref', String.raw`(refs)/heads/\1`, 'may not use'],
    ['ref', String.raw`refs/heads/\p{L}+`, 'may not use'],
    ['ref', String.raw`refs/heads/main\b`, 'may not use'],
    ['ref', `refs/heads/${'a'.repeat(500)}`, 'the limit is 500'],
  ])('for %s is refused: %s', (use, source, message) => {
    const refused = why(source, use);
    expect(refused).toMatch(/^TRUST_PATTERN the pattern /u);
    expect(refused).toContain(message);
  });

  it('that is taken never fits a stranger, whatever it is', () => {
    const piece = fc.constantFrom(
      '.*',
      '.+',
      '[^/]+',
      'https://',
      String.raw`github\.com/`,
      'github.com',
      '/',
      '@',
      'acme',
      '(?:',
      ')',
      '|',
      '?',
      '*',
      '^',
      '$',
      String.raw`\.`,
      'refs/heads/',
      'x',
      String.raw`\d+`,
    );
    const strangers = [
      'https://github.com/stranger/app/.github/workflows/a.yml@refs/heads/x',
      'https://stranger.example/acme',
      'stranger@example.org',
      'https://githubXcom/acme',
      '',
    ];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        if (why(source, 'subject') !== 'taken') return;
        for (const stranger of strangers) expect(wholePattern(source).test(stranger)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is taken or refused as a value, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.string()),
        fc.constantFrom<PatternUse>('issuer', 'subject', 'ref', 'id'),
        (source, use) => {
          expect(why(source, use)).toMatch(/^taken$|^TRUST_PATTERN /u);
        },
      ),
    );
  });

  it('that is taken is answered quickly on a hostile text', () => {
    const pattern = wholePattern(checkPattern(String.raw`refs/heads/.*a.*a.*b`, 'ref'));
    expect(pattern.test(`refs/heads/${'a'.repeat(500)}`)).toBe(false);
  });
});
