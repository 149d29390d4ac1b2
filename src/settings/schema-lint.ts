import { LINT_PROFILES } from '../model/lint.ts';
import { boolean, list, single, text, word } from './kinds.ts';
import type { SettingTable } from './setting.ts';

const LINT = { group: 'Checks', input: null, inFile: false, commands: ['lint'] } as const;
const BOTH = { group: 'Checks', inFile: true, commands: ['check', 'lint'] } as const;
const ENGINE = {
  group: 'Checks',
  kind: 'choice',
  default: ['auto'],
  inFile: true,
  commands: ['check', 'lint'],
  placeholder: '<when>',
} as const;

/** When a program that is not ours is asked for its opinion. */
export const ENGINE_USES = ['auto', 'on', 'off'] as const;

/** How Dockerfiles are linted. */
export const LINT_SETTINGS = {
  'lint-profile': {
    ...BOTH,
    kind: 'choice',
    schema: single(word(LINT_PROFILES, 'a lint profile')),
    default: ['recommended'],
    flag: 'lint-profile',
    input: 'lint-profile',
    placeholder: '<profile>',
    allowed: LINT_PROFILES,
    description:
      'How much is reported about Dockerfiles: `security` only what an attacker gains from, `all` also style.',
    example: 'security',
    alsoCalled: ['profile'],
  },
  'lint-ignore': {
    ...BOTH,
    kind: 'list',
    schema: list(text, { separator: 'comma' }),
    default: [],
    flag: 'lint-ignore',
    input: 'lint-ignore',
    placeholder: '<rules>',
    description:
      "Rules of the Dockerfile check that are switched off, by id or by a peer's code; added to those that `.hadolint.yaml` ignores.",
    example: 'DF-STYLE-CD,DL3008',
    alsoCalled: ['ignore', 'ignored', 'skip-check', 'exclude-rules'],
  },
  'hadolint-config': {
    ...BOTH,
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: '`.hadolint.yaml` or `.hadolint.yml` in the working directory, where there is one',
    flag: 'hadolint-config',
    input: 'hadolint-config',
    placeholder: '<file|off>',
    description: 'Configuration of hadolint, which is gone by too; `off` reads none.',
    example: 'off',
    alsoCalled: ['hadolint', 'hadolint-file'],
  },
  'lint-context': {
    ...LINT,
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: 'none: what `COPY .` would copy is not looked at',
    flag: 'lint-context',
    placeholder: '<folder>',
    description: 'Build context of the Dockerfiles: secrets in it that `COPY` takes along are reported.',
    example: '.',
  },
  shellcheck: {
    ...ENGINE,
    schema: single(word(ENGINE_USES, 'a way to use ShellCheck')),
    flag: 'shellcheck',
    input: 'shellcheck',
    allowed: ENGINE_USES,
    description:
      'Ask ShellCheck about RUN scripts. `auto`: where it is installed and the lint profile is `all`; `on`: always, and not finding it is an error.',
    example: 'off',
  },
  'buildx-check': {
    ...ENGINE,
    schema: single(word(['off', 'auto', 'on'], 'a way to use the checks of buildx')),
    default: ['off'],
    flag: 'buildx-check',
    input: 'buildx-check',
    allowed: ['off', 'auto', 'on'],
    description:
      'Ask `docker buildx build --check` too. `auto`: where buildx is installed and answers; `on`: always, and no answer is an error.',
    example: 'auto',
  },
  fix: {
    ...LINT,
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: 'fix',
    placeholder: '',
    description: 'Change the Dockerfiles where a fix is certain, then report what is left.',
    example: 'true',
    alsoCalled: ['autofix', 'write'],
  },
  'fix-dry-run': {
    ...LINT,
    kind: 'boolean',
    schema: single(boolean),
    default: ['false'],
    flag: 'fix-dry-run',
    placeholder: '',
    description: 'Print what `fix` would change, as a patch on standard output, and change nothing.',
    example: 'true',
    alsoCalled: ['diff', 'dry-run'],
  },
  'stdin-name': {
    ...LINT,
    kind: 'string',
    schema: single(text),
    default: null,
    defaultText: '`-`',
    flag: 'stdin-name',
    placeholder: '<path>',
    description: 'The path that reports show for standard input.',
    example: 'docker/Dockerfile',
    alsoCalled: ['stdin-filename', 'stdin-filepath', 'file-path-in-report'],
  },
} as const satisfies SettingTable;
