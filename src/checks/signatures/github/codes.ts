import type { Codes } from '../code.ts';
import { refuser } from '../code.ts';

const WORKFLOW = 'Have the image attested by the workflow that the rule trusts, or trust this one as well.';
const ATTEST_AGAIN = 'Attest the image again with `actions/attest`.';

/** Why an attestation of GitHub is refused, when its bundle holds. */
export const GITHUB_CODES = {
  GITHUB_ENTRY_INVALID: {
    class: 'bad',
    title: 'The list of attestations has an entry without an attestation',
    fix: ATTEST_AGAIN,
  },
  GITHUB_BUNDLE_BROKEN: {
    class: 'bad',
    title: 'What GitHub stored as an attestation cannot be read',
    fix: ATTEST_AGAIN,
  },
  GITHUB_BUNDLE_PLACE: {
    class: 'bad',
    title: 'The list of attestations leads to a place that is not asked',
    fix: 'Find out what answers instead of GitHub: an attestation lies on a server of its own, reached by HTTPS.',
  },
  GITHUB_BUNDLE_UNAVAILABLE: {
    class: 'unavailable',
    title: 'An attestation is listed and could not be fetched',
    fix: 'Try again; the server that keeps attestations must be reachable from here.',
  },
  GITHUB_BUNDLES_TOO_LARGE: {
    class: 'unavailable',
    title: 'The attestations of the image are larger than what is read',
    fix: 'Delete attestations that are not needed; docs/limits.md tells how much is read.',
  },
  GITHUB_NOT_A_WORKFLOW: {
    class: 'untrusted',
    title: 'No GitHub workflow signed',
    fix: WORKFLOW,
  },
  GITHUB_SIGNER_CONFUSED: {
    class: 'bad',
    title: 'The certificate names two different workflows as its holder',
    fix: 'Do not use the image; ask whoever runs the certificate authority how such a certificate came about.',
  },
  GITHUB_WORKFLOW_UNTRUSTED: {
    class: 'untrusted',
    title: 'Another workflow signed',
    fix: WORKFLOW,
  },
  GITHUB_SIGNER_REF_UNTRUSTED: {
    class: 'untrusted',
    title: 'The workflow signed from another branch or tag of its own',
    fix: 'Use the workflow from the trusted `signer-ref`, or trust this one as well.',
  },
  GITHUB_SOURCE_UNTRUSTED: {
    class: 'untrusted',
    title: 'Another repository was built',
    fix: 'Have the image built from the trusted repository, or trust this one as well.',
  },
  GITHUB_SOURCE_REF_UNTRUSTED: {
    class: 'untrusted',
    title: 'Another branch or tag was built',
    fix: 'Have the image built from the trusted `source-ref`, or trust this one as well.',
  },
  GITHUB_RUNNER_UNTRUSTED: {
    class: 'untrusted',
    title: 'The workflow ran on another kind of runner',
    fix: 'Have the image built on the trusted kind of `runner`, or trust this kind as well.',
  },
  GITHUB_PREDICATE_OTHER: {
    class: 'unmet',
    title: 'The attestation states something else than what is asked for',
    fix: 'Attest the predicate type that the rule asks for, or ask for this one.',
  },
} as const satisfies Codes;

export const refused = refuser(GITHUB_CODES);
