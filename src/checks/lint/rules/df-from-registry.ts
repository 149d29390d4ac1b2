import { DEFAULT_REGISTRY } from '../../../model/reference.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfFromRegistry: LintRule = {
  id: 'DF-FROM-REGISTRY',
  title: 'An image comes from a registry that is not trusted',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Whoever runs a registry, or can push to it, decides what is in the image.',
  fix: 'Take the image from a trusted registry, or add its registry to the trusted ones.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: ['DL3026'],
  check,
};

function* check({ imageUses, options }: LintContext): Iterable<Hit> {
  const { trustedRegistries } = options;
  if (trustedRegistries.length === 0) return;
  for (const { text, reference, range, instruction } of imageUses) {
    // An image that is not known is reported as unexamined by DF-FROM-LATEST.
    if (reference === null || isTrusted(reference.registry, trustedRegistries)) continue;
    const message = `"${plain(text, 200)}" comes from ${plain(reference.registry, 100)}, which is not a trusted registry.`;
    yield { kind: 'hit', instruction, range, message };
  }
}

const DOCKER_HUB = new Set([DEFAULT_REGISTRY, 'hub.docker.com', 'index.docker.io']);

function isTrusted(registry: string, trusted: readonly string[]): boolean {
  const host = registry.toLowerCase();
  return trusted.some((pattern) => {
    const wanted = pattern.toLowerCase();
    if (DOCKER_HUB.has(wanted)) return host === DEFAULT_REGISTRY;
    if (wanted.startsWith('*')) return host.endsWith(wanted.slice(1));
    if (wanted.endsWith('*')) return host.startsWith(wanted.slice(0, -1));
    return host === wanted;
  });
}
