import type { Codes } from '../code.ts';

/** Why what a trusted authority states is not what the rule asks for. */
export const ATTESTATION_CODES = {
  ATTESTATION_MISSING: {
    class: 'unmet',
    title: 'No trusted attestation of this type was found',
    fix: 'Attach one (`cosign attest`, `actions/attest`), signed by an authority of the rule.',
  },
  ATTESTATION_MALFORMED: {
    class: 'unmet',
    title: 'The attestation does not have the form of its type',
    fix: 'Make it again with a current version of the tool that made it.',
  },
  PROVENANCE_BUILDER: {
    class: 'unmet',
    title: 'Another builder than the rule asks for',
    fix: 'Build the image where the rule says, or change `builder`.',
  },
  PROVENANCE_LEVEL: {
    class: 'unmet',
    title: 'The builder does not stand for the SLSA level that is asked for',
    fix: 'Build on one that does; `builders` of the rule says which level each stands for.',
  },
  PROVENANCE_SOURCE: {
    class: 'unmet',
    title: 'Built from another repository than the rule asks for',
    fix: 'Find out who builds this image from that repository before it is used.',
  },
  PROVENANCE_REF: {
    class: 'unmet',
    title: 'Built from another branch or tag than the rule asks for',
    fix: 'Use an image that was built from the right one.',
  },
  PROVENANCE_COMMIT: {
    class: 'unmet',
    title: 'Built from another commit than the rule asks for',
    fix: 'Use the image that was built from that commit.',
  },
  SBOM_EMPTY: {
    class: 'unmet',
    title: 'The SBOM lists nothing',
    fix: 'Make it again: an SBOM without a single component says nothing about the image.',
  },
  ATTESTATION_TOO_OLD: {
    class: 'unmet',
    title: 'The attestation is older than the rule allows',
    fix: 'Scan or attest the image again.',
  },
  ATTESTATION_TIME_FUTURE: {
    class: 'unmet',
    title: 'The attestation says that it was made in the future',
    fix: 'Set the clock here, or of what made it, right; then scan or attest the image again.',
  },
  ATTESTATION_TIME_UNKNOWN: {
    class: 'unmet',
    title: 'Nothing tells when the attestation was made',
    fix: 'Sign it with a transparency log or a time stamp, or use a type that states its time.',
  },
} as const satisfies Codes;
