import { STEP_IDS } from '../model/outcome.ts';
import { RANKED_SEVERITIES } from '../model/severity.ts';
import { readFailOn } from './fail-on.ts';
import { boolean, list, single, text, whole, word } from './kinds.ts';
import { notAvailable, readAdvisorySource, readRegistryHost, readServiceUrl } from './readers.ts';
import type { SettingTable } from './setting.ts';
import type { CheckId } from './settings.ts';
import { CHECK_IDS } from './settings.ts';
import { TRUST_SCHEMA } from './trust.ts';

const CHECK = { inFile: true, commands: ['check'] } as const;
const LATER_CHECKS = ['secrets', 'runtime'];
const readKnownCheck = word(CHECK_IDS, 'a check');

/** How to examine and how to judge. */
export const POLICY_SETTINGS = {
  config: {
    ...CHECK,
    group: 'Checks',
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: '`.image-gate.yaml` in the working directory, where there is one',
    inFile: false,
    flag: 'config',
    input: 'config',
    commands: ['check', 'lint', 'sbom', 'verify'],
    placeholder: '<file>',
    description: 'Configuration file.',
    example: 'ci/image-gate.yaml',
    alsoCalled: ['config-file', 'configuration'],
  },
  checks: {
    ...CHECK,
    group: 'Checks',
    kind: 'list',
    schema: list(readCheck, { separator: 'comma', notEmpty: true }),
    default: [...CHECK_IDS],
    flag: 'checks',
    input: 'checks',
    placeholder: '<list>',
    allowed: CHECK_IDS,
    description: 'Checks to run, separated by commas.',
    example: 'lint,vulnerabilities',
    alsoCalled: ['scanners', 'security-checks', 'vuln-type'],
  },
  trust: {
    ...CHECK,
    group: 'Checks',
    kind: 'object',
    schema: TRUST_SCHEMA,
    default: null,
    flag: null,
    input: null,
    placeholder: '',
    description:
      'What may be used at all (`registries`, `images`, `tags`, `digest`, `max-age`) and who must have signed it ' +
      '(`rules`, `unmatched`, `trusted-root`): see docs/trust.md.',
    example: '{ registries: [ghcr.io], digest: required }',
  },
  'own-programs': {
    ...CHECK,
    group: 'Checks',
    kind: 'list',
    schema: list(text),
    default: [],
    flag: 'own-programs',
    input: 'own-programs',
    commands: ['check', 'sbom'],
    placeholder: '<glob>',
    description:
      'Programs in the image that are your own code, as paths or globs (`app/**`): they need not belong to a ' +
      'package. A program that is neither yours nor of a package was not examined, and is told.',
    example: 'app/server',
  },
  'fail-on': {
    ...CHECK,
    group: 'Policy',
    kind: 'map',
    schema: whole(readFailOn),
    default: ['vulnerability=high', 'lint=high', 'hardening=high', 'signature=low'],
    flag: 'fail-on',
    input: 'fail-on',
    commands: ['check', 'lint'],
    placeholder: '<category=severity>',
    description:
      'Lowest severity that fails the gate, per category (`vulnerability`, `lint`, `hardening`, `signature`); ' +
      'a severity alone counts for all of them. Severities: `critical`, `high`, `medium`, `low`, `info`; ' +
      '`none` never fails.',
    example: 'vulnerability=critical',
    alsoCalled: ['severity', 'severity-threshold', 'severity-cutoff', 'threshold', 'fail-build', 'exit-code'],
  },
  'only-fixed': {
    ...CHECK,
    group: 'Policy',
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: 'only-fixed',
    input: 'only-fixed',
    placeholder: '',
    description: 'Show vulnerabilities without a fixed version, but do not fail for them.',
    example: 'true',
    alsoCalled: ['ignore-unfixed', 'fixable-only', 'only-fixable'],
  },
  'unknown-severity': {
    ...CHECK,
    group: 'Policy',
    kind: 'choice',
    schema: single(word(RANKED_SEVERITIES, 'a severity')),
    default: ['medium'],
    flag: 'unknown-severity',
    input: 'unknown-severity',
    placeholder: '<severity>',
    allowed: RANKED_SEVERITIES,
    description: 'What a vulnerability of unknown severity counts as. It is still shown as unknown.',
    example: 'high',
  },
  'allow-partial': {
    ...CHECK,
    group: 'Policy',
    kind: 'list',
    schema: list(word(STEP_IDS, 'a step'), { separator: 'comma' }),
    default: [],
    flag: 'allow-partial',
    input: 'allow-partial',
    placeholder: '<steps>',
    allowed: STEP_IDS,
    description: 'Steps that may leave something unexamined without making the verdict `incomplete`.',
    example: 'vulnerabilities',
  },
  advisories: {
    ...CHECK,
    group: 'Advisories',
    kind: 'list',
    schema: list(readAdvisorySource, { notEmpty: true }),
    default: ['osv'],
    flag: 'advisories',
    input: 'advisories',
    placeholder: '<osv|path|oci://…>',
    description:
      'Where advisories come from: `osv` is the OSV service; a folder holds OSV exports; a file, or `oci://registry/repository:tag`, is an offline bundle.',
    example: './osv',
    alsoCalled: ['database', 'db'],
  },
  'osv-url': {
    ...CHECK,
    group: 'Advisories',
    kind: 'string',
    schema: single(readServiceUrl),
    default: ['https://api.osv.dev'],
    flag: 'osv-url',
    input: 'osv-url',
    placeholder: '<address>',
    description: 'Address of the OSV service, or of a mirror.',
    example: 'https://osv.example.com',
  },
  cache: {
    ...CHECK,
    group: 'Advisories',
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: '`image-gate` in `$RUNNER_TEMP` (action), `$XDG_CACHE_HOME` or `~/.cache`',
    commands: ['check', 'verify'],
    flag: 'cache',
    input: 'cache',
    placeholder: '<folder|off>',
    description: 'Folder for advisories that were fetched; `off` keeps none.',
    example: 'off',
    alsoCalled: ['cache-dir'],
  },
  'insecure-registries': {
    ...CHECK,
    group: 'Registry',
    kind: 'list',
    schema: list(readRegistryHost),
    default: [],
    flag: 'insecure-registry',
    input: 'insecure-registries',
    commands: ['check', 'sbom', 'verify'],
    placeholder: '<host[:port]>',
    description: 'Registries that may be talked to over plain HTTP. This machine always may.',
    example: 'registry.test:5000',
    alsoCalled: ['insecure', 'plain-http'],
  },
} as const satisfies SettingTable;

function readCheck(value: string): CheckId {
  if (LATER_CHECKS.includes(value)) throw notAvailable(`the check "${value}"`);
  return readKnownCheck(value);
}
