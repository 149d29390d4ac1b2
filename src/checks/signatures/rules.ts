import type { RuleMetadata } from '../../model/rule.ts';

export const TR_REGISTRY: RuleMetadata = {
  id: 'TR-REGISTRY',
  title: 'The image comes from a registry that is not trusted',
  severity: 'high',
  category: 'signature',
  why: 'Whoever runs a registry, or can write to it, decides what comes out of a build that uses it.',
  fix: 'Use the image from a registry of `trust.registries`, or copy it to one, or add its registry there.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: ['DL3026'],
};

export const TR_IMAGE: RuleMetadata = {
  id: 'TR-IMAGE',
  title: 'The image is not one of the allowed images',
  severity: 'high',
  category: 'signature',
  why: 'Only the images that are listed have been looked at; in a public registry anyone can publish under a name that looks right.',
  fix: 'Use an image of `trust.images`, or have this one looked at and add it there.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: [],
};

export const TR_DIGEST: RuleMetadata = {
  id: 'TR-DIGEST',
  title: 'The image is named without a digest',
  severity: 'high',
  category: 'signature',
  why: 'A tag can be moved to another image at any time; a digest cannot. `trust.digest` asks for one.',
  fix: 'Add the digest (`name:tag@sha256:…`) and let a bot such as Dependabot or Renovate keep it current.',
  references: ['CIS 4.2', 'CWE-829'],
  aliases: [],
};

/** Every trust rule, in the order in which their findings are listed. */
export const SIGNATURE_RULES: readonly RuleMetadata[] = [TR_REGISTRY, TR_IMAGE, TR_DIGEST];
