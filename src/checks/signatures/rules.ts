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

export const TR_TAG: RuleMetadata = {
  id: 'TR-TAG',
  title: 'The image has a tag that is not allowed',
  severity: 'high',
  category: 'signature',
  why: 'Tags such as `latest` mean another image every week; `trust.tags` lists those that are released and kept.',
  fix: 'Use a tag that `trust.tags` allows, or add this one there.',
  references: ['CWE-829'],
  aliases: [],
};

export const TR_AGE: RuleMetadata = {
  id: 'TR-AGE',
  title: 'The image is too old',
  severity: 'high',
  category: 'signature',
  why: 'An image that nobody has built for long lacks what was fixed since; `trust.max-age` says how long is too long.',
  fix: 'Build the image again, or use a newer one.',
  references: ['CIS 4.4'],
  aliases: [],
};

export const TR_UNMATCHED: RuleMetadata = {
  id: 'TR-UNMATCHED',
  title: 'No trust rule is for this image',
  severity: 'high',
  category: 'signature',
  why: 'An image that no rule is for has been signed by nobody that was asked for; `trust.unmatched` denies such images.',
  fix: 'Add a rule for it to `trust.rules`, or use an image that has one.',
  references: ['CWE-347'],
  aliases: [],
};

export const TR_UNSIGNED: RuleMetadata = {
  id: 'TR-UNSIGNED',
  title: 'The image is not signed as its rule asks',
  severity: 'high',
  category: 'signature',
  why: 'Without a signature nothing tells an image from another one that somebody put in its place.',
  fix: 'Sign the image (`cosign sign`, `notation sign`, `actions/attest-build-provenance`), or use one that is signed.',
  references: ['CIS 4.5', 'CWE-347'],
  aliases: ['CIS-DI-0005'],
};

export const TR_SIGNATURE: RuleMetadata = {
  id: 'TR-SIGNATURE',
  title: 'A signature of the image is bad',
  severity: 'critical',
  category: 'signature',
  why: 'A signature that does not fit what it is on was damaged, or the image or the signature was exchanged.',
  fix: 'Do not use the image before you know why. Its code is explained in docs/signature-codes.md.',
  references: ['CIS 4.5', 'CWE-347'],
  aliases: [],
};

export const TR_SIGNER: RuleMetadata = {
  id: 'TR-SIGNER',
  title: 'The image is signed by somebody who is not trusted',
  severity: 'high',
  category: 'signature',
  why: 'Anybody can sign; what counts is who did. None of those who signed this image is in the rule.',
  fix: 'Use an image that a trusted authority signed, or add the signer to the rule when it should be trusted.',
  references: ['CIS 4.5', 'CWE-346'],
  aliases: [],
};

export const TR_ATTESTATION: RuleMetadata = {
  id: 'TR-ATTESTATION',
  title: 'What must be stated about the image is not, or does not hold',
  severity: 'high',
  category: 'signature',
  why: 'The rule asks for evidence besides the signature: where it was built, of what, or when it was scanned.',
  fix: 'Attach the attestation that the rule asks for, made by one of its authorities.',
  references: ['CWE-345'],
  aliases: [],
};

export const TR_UNVERIFIED: RuleMetadata = {
  id: 'TR-UNVERIFIED',
  title: 'It could not be found out who signed the image',
  severity: 'high',
  category: 'signature',
  why: 'A registry, log or server did not answer, so nothing is known of the signatures; an attacker can bring that about too.',
  fix: 'Try again when the service that the message names is there.',
  references: ['CWE-636'],
  aliases: [],
};

/** Every trust rule, in the order in which their findings are listed. */
export const SIGNATURE_RULES: readonly RuleMetadata[] = [
  TR_REGISTRY,
  TR_IMAGE,
  TR_TAG,
  TR_DIGEST,
  TR_AGE,
  TR_UNMATCHED,
  TR_UNSIGNED,
  TR_SIGNATURE,
  TR_SIGNER,
  TR_ATTESTATION,
  TR_UNVERIFIED,
];
