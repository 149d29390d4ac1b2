import { EXCEPTIONS_SCHEMA } from './exceptions.ts';
import { list, single, text, word } from './kinds.ts';
import type { SettingTable } from './setting.ts';

const POLICY = { group: 'Policy', inFile: true, commands: ['check'] } as const;

/** What was looked at by people, and does not count. */
export const EXCEPTIONS_SETTINGS = {
  vex: {
    ...POLICY,
    kind: 'list',
    schema: list(text),
    default: [],
    defaultText: 'none',
    flag: 'vex',
    input: 'vex',
    placeholder: '<file>',
    description:
      'VEX documents (OpenVEX or CycloneDX, as JSON): vulnerabilities that they call not affected or fixed are suppressed.',
    example: 'security/openvex.json',
    alsoCalled: ['vex-files', 'vex-file', 'openvex'],
  },
  'vex-attached': {
    ...POLICY,
    kind: 'choice',
    schema: single(word(['off', 'trusted', 'any'], 'a choice of VEX documents')),
    default: ['off'],
    allowed: ['off', 'trusted', 'any'],
    flag: 'vex-attached',
    input: 'vex-attached',
    placeholder: '<which>',
    description:
      'VEX documents that lie beside the image in its registry: `trusted` takes those that an authority of the trust rule signed, `any` takes all, also what a stranger put there.',
    example: 'trusted',
    alsoCalled: ['attached-vex', 'vex-repo', 'vex-oci'],
  },
  exceptions: {
    ...POLICY,
    kind: 'object',
    schema: EXCEPTIONS_SCHEMA,
    default: null,
    flag: null,
    input: null,
    placeholder: '',
    description:
      'Findings that are accepted: `id`, `reason`, and where wanted `package`, `owner` and `expires` (the last day).',
    example: '[{ id: CVE-2024-1234, package: openssl, reason: not reachable, expires: 2026-12-31 }]',
    alsoCalled: ['ignores', 'allowlist', 'suppressions', 'accept'],
  },
} as const satisfies SettingTable;
