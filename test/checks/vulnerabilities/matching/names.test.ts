import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { askedName, normalName } from '../../../../src/checks/vulnerabilities/matching/names.ts';

it('normalises PyPI names', () => {
  expect(normalName('PyPI', 'Flask__SQLAlchemy.-x')).toBe('flask-sqlalchemy-x');
});

it('leaves names of other ecosystems alone', () => {
  for (const ecosystem of ['npm', 'Debian:12', 'Alpine:v3.20']) {
    expect(normalName(ecosystem, 'Gtk+_2.0')).toBe('Gtk+_2.0');
  }
});

it('normalises once and for all', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const once = normalName('PyPI', name);
      expect(normalName('PyPI', once)).toBe(once);
    }),
  );
});

it.each(['NuGet', 'Packagist'])(
  'compares names of %s in any case, and asks for them as they are',
  (ecosystem) => {
    expect(normalName(ecosystem, 'Newtonsoft.Json')).toBe('newtonsoft.json');
    expect(askedName(ecosystem, 'Newtonsoft.Json')).toBe('Newtonsoft.Json');
  },
);

it('asks for other names as they are compared', () => {
  expect(askedName('PyPI', 'A_b')).toBe('a-b');
  expect(askedName('npm', 'A_b')).toBe('A_b');
});
