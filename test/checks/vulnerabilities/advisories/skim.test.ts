import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skim } from '../../../../src/checks/vulnerabilities/advisories/skim.ts';
import { rawRecord } from '../../../support/osv-records.ts';

describe('skimming a record', () => {
  it('finds names, ecosystems and the time', () => {
    const found = skim(JSON.stringify(rawRecord({ of: 'npm @scope/a' })));
    expect([...found.names]).toEqual(['@scope/a']);
    expect([...found.ecosystems]).toEqual(['npm']);
    expect(found).toMatchObject({ modified: '2020-06-08T00:00:00Z', sure: true });
  });

  it('finds them with white space between', () => {
    expect([...skim(JSON.stringify(rawRecord(), null, 2)).names]).toEqual(['openssl']);
  });

  it.each([
    '{"name":"\\u0061bc"}',
    '{"n\\u0061me":"abc"}',
    '{"name":"@a\\/b"}',
    '{"name":"a\\u002Db"}',
    '{"name":"a\\u002eb"}',
  ])('is not sure of %s, where an escape could hide a name', (json) => expect(skim(json).sure).toBe(false));

  it.each(['{"details":"a \\u003c b \\u0026 c \\n \\"d\\""}', '{"details":"caf\\u00e9 \\u2028"}'])(
    'is sure of %s, whose escapes are in no name',
    (json) => expect(skim(json).sure).toBe(true),
  );

  it('is sure of no record whose name it does not see', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9@/._+-]{1,12}$/u);
    fc.assert(
      fc.property(name, fc.nat(), fc.boolean(), (text, at, escapeAll) => {
        const escaped = text
          .split('')
          .map((c, index) =>
            escapeAll || index === at % text.length
              ? `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}`
              : c,
          )
          .join('');
        const json = `{"affected":[{"package":{"ecosystem":"npm","name":"${escaped}"}}]}`;
        expect(JSON.parse(json)).toMatchObject({ affected: [{ package: { name: text } }] });
        const found = skim(json);
        expect(found.names.has(text) || !found.sure).toBe(true);
      }),
    );
  });
});
