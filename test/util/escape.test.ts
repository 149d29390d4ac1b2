import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  commandData,
  commandProperty,
  html,
  jsonText,
  logLine,
  markdown,
  markdownLink,
  plain,
  sarifText,
  uriPath,
} from '../../src/util/escape.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'<>&[]()`*_#@!|~$:/\\wW.GH-0=1 \n\r\t\u001b\u202e\u200b%,'.split('')),
  }),
);

describe('plain', () => {
  it.each([
    ['a line feed', 'a\nb', String.raw`a\u{a}b`],
    ['a carriage return', 'a\rb', String.raw`a\u{d}b`],
    ['an escape sequence', '\u001b[31mred', String.raw`\u{1b}[31mred`],
    ['a C1 control', '\u009b31m', String.raw`\u{9b}31m`],
    ['text that runs backwards', 'a\u202eb', String.raw`a\u{202e}b`],
    ['a zero-width space', 'a\u200bb', String.raw`a\u{200b}b`],
    ['an invisible tag character', 'a\u{e0041}b', String.raw`a\u{e0041}b`],
    ['a filler that is drawn as nothing', 'a\u3164b', String.raw`a\u{3164}b`],
    ['a line separator', 'a\u2028b', String.raw`a\u{2028}b`],
    ['half a character', 'a\ud83d', String.raw`a\u{d83d}`],
  ])('shows %s', (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it.each(['plain words', 'ünïcödé', '日本語', '🙂', "it's 100 % <b>&amp;</b>"])(
    'leaves %j alone',
    (text) => {
      expect(plain(text)).toBe(text);
    },
  );

  it('cuts long text and marks the cut', () => {
    expect(plain('abcdef', 3)).toBe('abc…');
    expect(plain('abc', 3)).toBe('abc');
  });

  it('does not cut a character in half', () => {
    expect(plain('ab🙂cd', 3)).toBe('ab…');
  });

  it('gives one line of visible characters for any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('logLine', () => {
  it.each(['::error::x', '  ::add-mask::x', '\u00a0::error::x', '##[command]x', 'x ##[error]y'])(
    'leaves no workflow command in %j',
    (text) => {
      expect(logLine(text)).not.toMatch(/^\s*::|##\[/u);
    },
  );

  it('does not touch colons inside a line', () => {
    expect(logLine('Foo::Bar 1.2')).toBe('Foo::Bar 1.2');
  });

  it('gives no workflow command for any text', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('', '::', ' ::', '##['), (text, start) => {
        expect(logLine(start + text)).not.toMatch(/^\s*::|##\[|[\r\n]/u);
      }),
    );
  });
});

describe('workflow commands', () => {
  it('keep a message in the command', () => {
    expect(commandData('50 %\n::error::x')).toBe(String.raw`50 %25\u{a}::error::x`);
  });

  it('keep a property in its place', () => {
    expect(commandProperty('a,line=1::b%')).toBe('a%2Cline=1%3A%3Ab%25');
  });

  it('cannot be left by any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commandProperty(text)).not.toMatch(/[:,\r\n]/u);
        expect(commandData(text)).not.toMatch(/[\r\n]|%(?!25)/u);
      }),
    );
  });
});

describe('markdown', () => {
  it.each([
    ['emphasis', '**a** _b_ ~~c~~', /[*_~]/u],
    ['a link', '[a](https://evil.example)', /[[\]()]|:\/\//u],
    ['an image', '![a](x)', /!\[/u],
    ['code', '`a`', /`/u],
    ['HTML', '<img src=x onerror=alert(1)>', /<img/u],
    ['a comment that opens', '<!-- hidden', /^<!--/u],
    ['an entity', '&lt;b&gt;', /&lt;/u],
    ['a cell of a table', 'a | b', /\|/u],
    ['a mention', 'by @octocat', /@\w/u],
    ['an issue', 'see #12 and org/app#12', /#\d*12/u],
    ['an issue by prefix', 'see GH-12', /GH-12/u],
    ['an address', 'https://evil.example', /:\/\//u],
    ['an address without scheme', 'www.evil.example', /www\./iu],
    ['a name of an emoji', ':warning:', /:warning:/u],
    ['a heading', '# a', /^#/u],
    ['a list', '- a', /^-/u],
    ['a numbered list', '1. a', /^1\./u],
    ['a rule', '---', /^-/u],
    ['mathematics', '$a$', /\$/u],
    ['a code block by indent', '    a', /^ /u],
  ])('leaves no %s', (_, text, live) => {
    expect(markdown(text).replaceAll('&#8203;', '\u200b')).not.toMatch(live);
  });

  it.each(['libssl1.1 1.1.1c-r0', 'CVE-2019-1549', 'a: b; c, d', '1.2.3'])(
    'leaves %j readable as it is',
    (text) => {
      expect(markdown(text)).toBe(text);
    },
  );

  it('leaves nothing live in any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const bare = markdown(text)
          .replaceAll('<!-- -->', '\u0001')
          .replace(/&#\d+;/gu, '\u0001');
        expect(bare).not.toMatch(/[\\`*_{}[\]()#+!|~<>&$\n]|@(?!\u0001)|:\/\/|www\.|^[-=]|^\d+\. |GH-\d/iu);
      }),
    );
  });
});

describe('markdownLink', () => {
  it('links a web page', () => {
    expect(markdownLink('https://osv.dev/vulnerability/CVE-2019-1549')).toBe(
      '<https://osv.dev/vulnerability/CVE-2019-1549>',
    );
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    'no address',
    `https://example.com/${'a'.repeat(3000)}`,
  ])('does not link %j', (text) => {
    expect(markdownLink(text)).not.toMatch(/^</u);
  });

  it('cannot be left by any address', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const link = markdownLink(`https://example.com/${text}?${text}#${text}`);
        if (link.startsWith('<')) expect(link.slice(1, -1)).not.toMatch(/[<>\s|]/u);
      }),
    );
  });
});

describe('html', () => {
  it('leaves no markup and no way out of an attribute for any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(html(text)).not.toMatch(/[<>"'`]|&(?!#\d+;)/u);
      }),
    );
  });

  it('does not touch words', () => {
    expect(html('a (b) #1')).toBe('a (b) #1');
  });
});

describe('jsonText', () => {
  it('shows no hidden character and no workflow command, and reads back as the same for any text', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('', '##[', '\u{e0041}', '\u202e', '\ud83d'), (text, start) => {
        const json = jsonText({ [text]: [start + text] }, 2);
        expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##\[/u);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: [start + text] })));
      }),
    );
  });

  it('does not touch words', () => {
    expect(jsonText({ a: 'ü 🙂 #[1]' })).toBe('{"a":"ü 🙂 #[1]"}');
  });
});

describe('sarifText', () => {
  it('leaves no link', () => {
    expect(sarifText('see [here](https://evil.example) or a[0](1)')).not.toContain('](');
  });

  it('does not touch brackets that are no link', () => {
    expect(sarifText('["a", "b"] (c)')).toBe('["a", "b"] (c)');
  });
});

describe('uriPath', () => {
  it.each([
    ['lib/apk/db/installed', 'lib/apk/db/installed'],
    ['a b/c#d?e', 'a%20b/c%23d%3Fe'],
    ['é/100%', '%C3%A9/100%25'],
    ['a:b', 'a%3Ab'],
  ])('encodes %j', (path, expected) => {
    expect(uriPath(path)).toBe(expected);
  });

  it('gives a relative URI with as many segments for any path', () => {
    fc.assert(
      fc.property(hostile, (path) => {
        const uri = uriPath(path);
        expect(uri).toMatch(/^(?:[\w.~!'()*/-]|%[0-9A-F]{2})*$/u);
        expect(uri.split('/')).toHaveLength(path.split('/').length);
      }),
    );
  });
});
