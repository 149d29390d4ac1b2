import type { Codes } from '../../code.ts';

const REPORT =
  'Do not use the image; ask whoever runs the certificate authority how such a certificate came about.';

/** Why the identity in a certificate of Fulcio is refused. */
export const IDENTITY_CODES = {
  IDENTITY_UNREADABLE: {
    class: 'bad',
    title: 'The certificate of the signer cannot be read',
    fix: 'Sign the image again; the certificate is damaged or was never one.',
  },
  IDENTITY_TEXT_INVALID: {
    class: 'bad',
    title: 'The certificate names its holder with characters that can hide something',
    fix: REPORT,
  },
  IDENTITY_REPEATED: {
    class: 'bad',
    title: 'The certificate states something twice',
    fix: REPORT,
  },
  IDENTITY_NO_SUBJECT: {
    class: 'bad',
    title: 'The certificate names no holder',
    fix: 'Sign the image with a certificate of Fulcio, or trust the key instead of an identity.',
  },
  IDENTITY_SEVERAL_SUBJECTS: {
    class: 'bad',
    title: 'The certificate names more than one holder',
    fix: REPORT,
  },
  IDENTITY_ISSUER_CONFUSED: {
    class: 'bad',
    title: 'The certificate states two different identity providers',
    fix: REPORT,
  },
  IDENTITY_ISSUER_UNTRUSTED: {
    class: 'untrusted',
    title: 'Another identity provider than the trusted one vouches for the signer',
    fix: 'Sign the image from where `issuer` says, or trust this issuer as well.',
  },
  IDENTITY_SUBJECT_UNTRUSTED: {
    class: 'untrusted',
    title: 'The signer is not the trusted one',
    fix: 'Have the image signed by the `subject` that is trusted, or trust this signer as well.',
  },
  IDENTITY_NOT_GITHUB: {
    class: 'untrusted',
    title: 'A GitHub workflow is asked for, and the identity provider is not GitHub',
    fix: 'Use the issuer `https://token.actions.githubusercontent.com`, or ask for a `subject` instead.',
  },
  IDENTITY_REPOSITORY_UNTRUSTED: {
    class: 'untrusted',
    title: 'The workflow ran for another repository',
    fix: 'Have the image signed by a workflow of the trusted repository, or trust this one as well.',
  },
  IDENTITY_WORKFLOW_UNTRUSTED: {
    class: 'untrusted',
    title: 'Another workflow signed',
    fix: 'Have the image signed by the trusted workflow, or trust this one as well.',
  },
  IDENTITY_REF_UNTRUSTED: {
    class: 'untrusted',
    title: 'The workflow ran for another branch or tag',
    fix: 'Have the image signed from the trusted `ref`, or trust this one as well.',
  },
  IDENTITY_ENVIRONMENT_UNTRUSTED: {
    class: 'untrusted',
    title: 'The workflow ran in another deployment environment',
    fix: 'Have the job that signs run in the trusted `environment`; Fulcio states it since 2025.',
  },
  IDENTITY_RUNNER_UNTRUSTED: {
    class: 'untrusted',
    title: 'The workflow ran on another kind of runner',
    fix: 'Have the image signed on the trusted kind of `runner`, or trust this kind as well.',
  },
} as const satisfies Codes;
