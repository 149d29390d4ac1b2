import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUBY } from '../../../../src/inventory/cataloguers/ruby/ruby.ts';

function gemspec(name: string, version: string, more: readonly string[] = []): string {
  return [
    '# -*- encoding: utf-8 -*-',
    `# stub: ${name} ${version} ruby lib`,
    '',
    'Gem::Specification.new do |s|',
    `  s.name = "${name}".freeze`,
    `  s.version = "${version}"`,
    ...more,
    '  s.add_runtime_dependency(%q<other>.freeze, ["~> 9.0"])',
    'end',
    '',
  ].join('\n');
}

function read(text: string, file = 'rake-13.0.6.gemspec') {
  return RUBY.read(Buffer.from(text), `usr/lib/ruby/gems/3.1.0/specifications/${file}`);
}

describe('the ruby cataloguer', () => {
  it.each([
    'usr/lib/ruby/gems/3.1.0/specifications/rake-13.0.6.gemspec',
    'usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec',
    'app/vendor/bundle/ruby/3.1.0/specifications/rack-2.2.4.gemspec',
  ])('reads %s', (path) => {
    expect(RUBY.wants(path)).toBe(true);
  });

  it.each([
    'usr/lib/ruby/gems/3.1.0/gems/rake-13.0.6/rake.gemspec',
    'specifications/sub/rake-13.0.6.gemspec',
    'specifications/rake-13.0.6.gemspec.bak',
  ])('does not read %s', (path) => {
    expect(RUBY.wants(path)).toBe(false);
  });

  it('takes name, version and licences', () => {
    const text = gemspec('rake', '13.0.6', ['  s.licenses = ["MIT".freeze, "Ruby".freeze]']);
    expect(read(text)).toEqual({
      packages: [
        {
          type: 'gem',
          name: 'rake',
          version: '13.0.6',
          licence: 'MIT OR Ruby',
          architecture: null,
          source: null,
        },
      ],
      owned: [],
      unknowns: [],
    });
  });

  it('takes the version alone of a gem for one platform', () => {
    const text = gemspec('nokogiri', '1.14.0', ['  s.platform = "x86_64-linux".freeze']);
    expect(read(text, 'nokogiri-1.14.0-x86_64-linux.gemspec').packages).toMatchObject([
      { name: 'nokogiri', version: '1.14.0', qualifiers: { platform: 'x86_64-linux' } },
    ]);
  });

  it('reads a version as an object, and single quotes', () => {
    const text =
      "Gem::Specification.new do |gem|\n gem.name = 'rake'\n gem.version = Gem::Version.new('13.0.6')\nend";
    expect(read(text).packages).toMatchObject([{ name: 'rake', version: '13.0.6' }]);
  });

  it.each([
    [
      'a name that is computed',
      'Gem::Specification.new do |s|\n s.name = NAME\n s.version = "1"\nend',
      'name',
    ],
    ['a version that is computed', gemspec('rake', '1').replace('"1"', 'Rake::VERSION'), 'version'],
    ['a version of two words', gemspec('rake', '13 0'), 'version'],
    ['a name with a path', gemspec('../x', '1'), 'name'],
    ['a file of another name', gemspec('rack', '13.0.6'), '"rack-13.0.6"'],
    ['a file of another version', gemspec('rake', '13.0.7'), '"rake-13.0.7"'],
    ['nothing', '', 'name'],
  ])('makes an unknown of %s', (_, text, word) => {
    expect(read(text)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });

  it('gives one gem or one unknown for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { packages, unknowns } = read(gemspec('rake', text));
        expect(packages.length + unknowns.length).toBe(1);
      }),
    );
  });
});
