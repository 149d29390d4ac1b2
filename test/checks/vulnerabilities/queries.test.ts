import { describe, expect, it } from 'vitest';
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
  const { queries, indexesOf } = askAbout(components);
  expect(queries).toHaveLength(1);
  expect(components.map((component) => indexesOf.get(component))).toEqual([[0], [0], [0]]);
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
  const { queries, indexesOf } = askAbout([
    aComponent({ ecosystem: null }),
    aComponent({ ecosystem: 'Hackage' }),
  ]);
  expect(queries).toEqual([]);
  expect(indexesOf.size).toBe(0);
});

it('does not ask about what an OS package brought', () => {
  const { queries } = askAbout([aComponent({ ecosystem: 'npm', ownedBy: 'pkg:deb/debian/npm@9' })]);
  expect(queries).toEqual([]);
});

describe('families of distributions', () => {
  const names = (ecosystem: string): readonly string[] =>
    askAbout([
      aComponent({
        ecosystem,
        name: 'bind-libs',
        version: '9.1-1',
        source: { name: 'bind', version: '9.1-1' },
      }),
    ]).queries.map(({ name }) => name);

  it.each([
    ['AlmaLinux:9', ['bind-libs']],
    ['Rocky Linux:9', ['bind']],
    ['openSUSE:Leap 15.5', ['bind']],
    ['Mageia:9', ['bind']],
    ['Wolfi', ['bind-libs', 'bind']],
    ['Chainguard', ['bind-libs', 'bind']],
    ['Azure Linux:3', ['bind-libs', 'bind']],
  ])('are asked by the names that their advisories use: %s', (ecosystem, expected) => {
    expect(names(ecosystem)).toEqual(expected);
  });

  it('asks in every repository of a release of Red Hat', () => {
    const { queries } = askAbout([aComponent({ ecosystem: 'Red Hat:enterprise_linux:9', name: 'bash' })]);
    const asked = queries.map(({ ecosystem }) => ecosystem);
    expect(asked).toContain('Red Hat:enterprise_linux:9::baseos');
    expect(asked).toContain('Red Hat:enterprise_linux:9::appstream');
    expect(asked).not.toContain('Red Hat:rhel_eus:9.2::baseos');
  });

  it('asks in the modules of SUSE, and not for long-term support that needs a contract', () => {
    const { queries } = askAbout([aComponent({ ecosystem: 'SUSE:Linux Enterprise Server 15 SP5' })]);
    const asked = queries.map(({ ecosystem }) => ecosystem);
    expect(asked).toContain('SUSE:Linux Enterprise Module for Basesystem 15 SP5');
    expect(asked.filter((ecosystem) => ecosystem.includes('LTSS'))).toEqual([]);
  });

  it('asks about a modular package with its module', () => {
    const { queries } = askAbout([aComponent({ ecosystem: 'AlmaLinux:8', module: 'nodejs:18' })]);
    expect(queries).toMatchObject([{ module: 'nodejs:18' }]);
  });
});
