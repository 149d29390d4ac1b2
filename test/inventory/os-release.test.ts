import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOsRelease } from '../../src/inventory/os-release.ts';
import { DEBIAN_12 } from '../support/package-files.ts';

function parse(text: string) {
  return parseOsRelease(Buffer.from(text));
}

describe('parseOsRelease', () => {
  it('reads what Debian writes', () => {
    expect(parse(DEBIAN_12)).toEqual({
      id: 'debian',
      version: '12',
      prettyName: 'Debian GNU/Linux 12 (bookworm)',
      idLike: [],
      codename: 'bookworm',
      cpe: null,
    });
  });

  it('reads quotes, comments, carriage returns and empty values, and keeps the last of equal names', () => {
    const text = `# ID=no\r\nID='Wolfi'\r\nID_LIKE="a  b"\nVERSION_ID=""\nVERSION_ID="20230201"\nPRETTY_NAME="a \\"b\\" \\$c"\n`;
    expect(parse(text)).toMatchObject({
      id: 'wolfi',
      idLike: ['a', 'b'],
      version: '20230201',
      prettyName: 'a "b" $c',
    });
  });

  it('has no version for a rolling release, and calls a system without ID linux', () => {
    expect(parse('ID=arch\n')).toMatchObject({ id: 'arch', version: null });
    expect(parse('NAME=x\n')).toMatchObject({ id: 'linux' });
  });

  it.each([
    ['nothing', '', 'no assignment'],
    ['something else', 'hello\n', 'no assignment'],
    ['an ID that is no name', 'ID="a b"\n', 'ID'],
    ['a version that is none', 'ID=debian\nVERSION_ID="12 && x"\n', 'VERSION_ID'],
  ])('says why it cannot use %s', (_, text, word) => {
    expect(parse(text)).toEqual(expect.stringContaining(word));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parse(`ID=${text}`)).toBeTruthy();
      }),
    );
  });
});
