import type { Component } from '../../src/model/component.ts';

/** A component with everything filled in, changed where the test says so. */
export function aComponent(changes: Partial<Component> = {}): Component {
  const { name = 'libssl1.1', version = '1.1.1c-r0' } = changes;
  return {
    purl: `pkg:apk/alpine/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=x86_64&distro=alpine-3.10.2`,
    name,
    version,
    ecosystem: 'Alpine:v3.10',
    source: null,
    licence: null,
    module: null,
    ownedBy: null,
    locations: [{ path: 'lib/apk/db/installed', layer: 0 }],
    ...changes,
  };
}

/** Lines `name version source`, as Alpine and Debian know their packages. */
export function osPackages(ecosystem: string, lines: string): readonly Component[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', version = '', source = ''] = line.trim().split(/\s+/u);
      return aComponent({ name, version, ecosystem, source: { name: source, version } });
    });
}
