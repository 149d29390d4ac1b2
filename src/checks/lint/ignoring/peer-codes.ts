/** The codes that peers have for Dockerfiles, to tell a misspelt one from one that we have no rule for. */

/** Source: hadolint 2.15, `DL` codes without the retired ones. */
const HADOLINT = numbered(
  'DL',
  '1000 1001 3000-3004 3006-3016 3018-3030 3032-3038 3040-3067 4000 4001 4003-4006',
  4,
);
/** Source: Trivy, checks for Dockerfiles. */
const TRIVY = numbered('DS-', '1 2 4-17 19-27 29-31', 4);
/** Source: Checkov, policies for Dockerfiles. */
const CHECKOV = [...numbered('CKV_DOCKER_', '1-11', 1), ...numbered('CKV2_DOCKER_', '1-17', 1)];

/** Source: docs.docker.com/reference/build-checks. */
// prettier-ignore
const BUILDKIT = [
  'StageNameCasing', 'FromAsCasing', 'NoEmptyContinuation', 'ConsistentInstructionCasing', 'DuplicateStageName',
  'ReservedStageName', 'JSONArgsRecommended', 'MaintainerDeprecated', 'UndefinedArgInFrom', 'WorkdirRelativePath',
  'UndefinedVar', 'MultipleInstructionsDisallowed', 'LegacyKeyValueFormat', 'InvalidBaseImagePlatform',
  'RedundantTargetPlatform', 'SecretsUsedInArgOrEnv', 'InvalidDefaultArgInFrom', 'FromPlatformFlagConstDisallowed',
  'CopyIgnoredFile', 'InvalidDefinitionDescription', 'ExposeProtoCasing', 'ExposeInvalidFormat',
];

/** Skips every check of BuildKit. */
export const ALL_BUILDKIT = 'ALL';

/** Upper case. */
export const BUILDKIT_CHECKS: ReadonlySet<string> = new Set(BUILDKIT.map((name) => name.toUpperCase()));

const KNOWN: ReadonlySet<string> = new Set([
  ...HADOLINT,
  ...TRIVY,
  ...CHECKOV,
  ...BUILDKIT_CHECKS,
  ALL_BUILDKIT,
]);

/** What looks like a code for Dockerfiles. ShellCheck's are not listed here: it knows its own. */
const PLAUSIBLE = /^(?:DL\d+|DS-?\d+|DS-?\*|CKV2?_DOCKER_\d+)$/u;

/** True for a code, upper case, that its tool does not have. Codes for other kinds of files are not judged. */
export function isUnknownPeerCode(code: string, tool: string): boolean {
  return (PLAUSIBLE.test(code) || tool === 'buildkit') && !KNOWN.has(code);
}

/** `1 3-5` → the codes of 1, 3, 4 and 5. */
function numbered(prefix: string, numbers: string, digits: number): string[] {
  return numbers.split(' ').flatMap((item) => {
    const [from = 0, to = from] = item.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => prefix + String(from + at).padStart(digits, '0'));
  });
}
