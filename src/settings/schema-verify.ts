import { boolean, list, single, text } from './kinds.ts';
import type { SettingTable } from './setting.ts';

const VERIFY = {
  group: 'Trust',
  kind: 'string',
  default: null,
  input: null,
  inFile: false,
  commands: ['verify'],
} as const;

/** A trust policy of one rule, for `image-gate verify` without a configuration file. Named as cosign names them. */
export const VERIFY_SETTINGS = {
  key: {
    ...VERIFY,
    kind: 'list',
    schema: list(text),
    default: [],
    flag: 'key',
    placeholder: '<file>',
    description: 'Public key, in PEM form, of who must have signed; with several, one of them is enough.',
    example: 'cosign.pub',
    alsoCalled: ['public-key', 'pubkey'],
  },
  'certificate-identity': {
    ...VERIFY,
    schema: single(text),
    flag: 'certificate-identity',
    placeholder: '<text>',
    description: 'Identity, in the certificate of Fulcio, of who must have signed: the whole of it.',
    example: 'https://github.com/org/app/.github/workflows/release.yml@refs/heads/main',
    alsoCalled: ['cert-identity', 'identity'],
  },
  'certificate-identity-regexp': {
    ...VERIFY,
    schema: single(text),
    flag: 'certificate-identity-regexp',
    placeholder: '<pattern>',
    description:
      'A regular expression that the whole identity must fit; unlike in cosign, a part is not enough.',
    example: 'https://github\\.com/org/app/\\.github/workflows/release\\.yml@refs/tags/v.+',
    alsoCalled: ['cert-identity-regexp', 'certificate-identity-pattern'],
  },
  'certificate-oidc-issuer': {
    ...VERIFY,
    schema: single(text),
    flag: 'certificate-oidc-issuer',
    placeholder: '<address>',
    description: 'Who vouched for that identity when the certificate was made.',
    example: 'https://token.actions.githubusercontent.com',
    alsoCalled: ['cert-oidc-issuer', 'issuer'],
  },
  'certificate-oidc-issuer-regexp': {
    ...VERIFY,
    schema: single(text),
    flag: 'certificate-oidc-issuer-regexp',
    placeholder: '<pattern>',
    description: 'A regular expression that the whole address of the issuer must fit.',
    example: 'https://token\\.actions\\.[a-z]+\\.ghe\\.com',
    alsoCalled: ['cert-oidc-issuer-regexp'],
  },
  'insecure-ignore-tlog': {
    ...VERIFY,
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: 'insecure-ignore-tlog',
    placeholder: '',
    description: 'With `key`: a signature that no transparency log has an entry for is taken too.',
    example: 'true',
    alsoCalled: ['ignore-tlog', 'offline'],
  },
  'trusted-root': {
    ...VERIFY,
    schema: single(text),
    defaultText: '`auto`',
    flag: 'trusted-root',
    placeholder: '<file|auto|embedded>',
    description:
      "Keys of Sigstore's services: refreshed (`auto`), those that are part of this program (`embedded`), or a `trusted_root.json`.",
    example: 'trusted_root.json',
    alsoCalled: ['trusted-root-file'],
  },
} as const satisfies SettingTable;
