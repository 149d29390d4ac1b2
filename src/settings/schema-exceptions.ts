import { EXCEPTIONS_SCHEMA } from './exceptions.ts';
import { list, text } from './kinds.ts';
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
