import type { Codes } from './code.ts';

/** What is said of an image or an authority as a whole, whatever the scheme. */
export const CORE_CODES = {
  SIGNATURE_NONE: {
    class: 'none',
    title: 'Nothing was found that this authority could have made',
    fix: 'Sign the image, or look at where its signatures are: they may be in another repository.',
  },
  SIGNATURE_ONLY_STATED: {
    class: 'none',
    title: 'The authority states something about the image and has not signed it',
    fix: 'Sign the image, or ask for the attestation under `attestations` of the rule.',
  },
  SIGNATURE_COUNTED: {
    class: 'none',
    title: 'The signature counts for another authority of the rule already',
    fix: 'Have every authority that the rule needs sign the image itself.',
  },
  IMAGE_NOT_FROM_REGISTRY: {
    class: 'unavailable',
    title: 'The image cannot be tied to one in a registry, where its signatures would be',
    fix: 'Push the image and give its name, or let it be taken from the registry.',
  },
  TRUST_RULE_NONE: {
    class: 'untrusted',
    title: 'No rule is for this image',
    fix: 'Add a rule for it to `trust.rules`, or say with `trust.unmatched` what happens to such images.',
  },
} as const satisfies Codes;
