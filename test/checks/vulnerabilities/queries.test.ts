import { expect, it } from 'vitest';
import { askAbout } from '../../../src/checks/vulnerabilities/queries.ts';
import { aComponent } from '../../support/components.ts';

const source = { name: 'openssl', version: '1.1.1n' };

it.each(['Debian:12', 'Ubuntu:22.04:LTS', 'Alpine:v3.20'])(
  'asks about source packages in %s',
  (ecosystem) => {
    const { queries } = askAbout([aComponent({ ecosystem, source, version: '1.1.1n+b1' })]);
    expect(queries).toEqual([{ ecosystem, name: 'openssl', version: '1.1.1n' }]);
  },
);

it('asks about the package itself where it names no source', () => {
  const { queries } = askAbout([aComponent({ ecosystem: 'Debian:12', name: 'zlib', version: '1' })]);
  expect(queries).toEqual([{ ecosystem: 'Debian:12', name: 'zlib', version: '1' }]);
});

it.each([
  ['npm', '@Scope/Name', '@Scope/Name'],
  ['PyPI', 'Zope.Interface', 'zope-interface'],
])('asks about the package itself in %s', (ecosystem, name, asked) => {
  const { queries } = askAbout([aComponent({ ecosystem, name, version: '1.0.0', source })]);
  expect(queries).toEqual([{ ecosystem, name: asked, version: '1.0.0' }]);
});

it('asks each question once', () => {
  const components = ['libssl3', 'libcrypto3', 'openssl'].map((name) => aComponent({ name, source }));
  const { queries, indexOf } = askAbout(components);
  expect(queries).toHaveLength(1);
  expect(components.map((component) => indexOf.get(component))).toEqual([0, 0, 0]);
});

it('does not mix versions, names and ecosystems', () => {
  const { queries } = askAbout([
    aComponent({ ecosystem: 'npm', name: 'a', version: '1.0.0' }),
    aComponent({ ecosystem: 'npm', name: 'a', version: '1.0.1' }),
    aComponent({ ecosystem: 'npm', name: 'b', version: '1.0.0' }),
    aComponent({ ecosystem: 'PyPI', name: 'a', version: '1.0.0' }),
  ]);
  expect(queries).toHaveLength(4);
});

it('does not ask where there is no ecosystem, or no order of its versions', () => {
  const { queries, indexOf } = askAbout([
    aComponent({ ecosystem: null }),
    aComponent({ ecosystem: 'AlmaLinux:9' }),
  ]);
  expect(queries).toEqual([]);
  expect(indexOf.size).toBe(0);
});
