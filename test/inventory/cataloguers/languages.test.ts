import { expect, it } from 'vitest';
import { inventoryOf } from '../../support/inventory-of.ts';
import { jar, pom } from '../../support/jars.ts';
import { packageJson } from '../../support/package-files.ts';

const YARN = (name: string) => `# yarn lockfile v1\n\n${name}@^1.0.0:\n  version "1.0.0"\n`;

it('are seen in an image with their places, and lock files only where nothing is installed beside them', async () => {
  const { components, unknowns } = await inventoryOf([
    {
      'app/app.war': jar({ 'WEB-INF/lib/core.jar': jar(pom('org.x', 'core', '1.2')) }),
      'gems/specifications/rake-13.0.6.gemspec': 's.name = "rake"\ns.version = "13.0.6"\n',
      'php/vendor/composer/installed.json': '{"packages":[{"name":"a/b","version":"1.0"}]}',
      'php/composer.lock': '{"packages":[{"name":"c/d","version":"2.0"}]}',
      'net/App.deps.json': '{"libraries":{"A.B/3.0.0":{"type":"package"}}}',
      'built/yarn.lock': YARN('meant'),
      'built/node_modules/real/package.json': packageJson('real', '1.0.0'),
      'served/yarn.lock': YARN('alone'),
      'opt/conda/conda-meta/zlib.json': '{"name":"zlib","version":"1.3"}',
      'opt/x.JAR': 'text',
    },
  ]);
  const places = components.map(({ purl, locations }) => [purl, ...locations.map(({ path }) => path)]);
  expect(places).toEqual([
    ['pkg:composer/a/b@1.0', 'php/vendor/composer/installed.json'],
    ['pkg:conda/zlib@1.3', 'opt/conda/conda-meta/zlib.json'],
    ['pkg:gem/rake@13.0.6', 'gems/specifications/rake-13.0.6.gemspec'],
    ['pkg:maven/org.x/core@1.2', 'app/app.war!/WEB-INF/lib/core.jar'],
    ['pkg:npm/alone@1.0.0', 'served/yarn.lock'],
    ['pkg:npm/real@1.0.0', 'built/node_modules/real/package.json'],
    ['pkg:nuget/A.B@3.0.0', 'net/App.deps.json'],
  ]);
  const languages = unknowns.filter(({ place }) => place === 'opt/x.JAR');
  expect(languages).toMatchObject([{ reason: expect.stringContaining('not a zip') }]);
});
