/** A peer's checks: its codes, and why there is no rule of ours for some of them. */
export interface Peer {
  readonly name: string;
  readonly codes: readonly string[];
  /** Only of codes that no rule has as an alias. */
  readonly without: Readonly<Record<string, string>>;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'hadolint',
    codes: numbered('DL', '1001 3000-3004 3006-3016 3018-3030 3032-3038 3040-3067 4000-4001 4003-4006', 4),
    without: {
      DL1001:
        'It reports ignore comments as such. Ours need a reason, stay in the report as suppressed findings, and `DF-IGNORE` reports those that do nothing.',
    },
  },
  {
    name: 'BuildKit build checks',
    codes: [
      'StageNameCasing',
      'FromAsCasing',
      'NoEmptyContinuation',
      'ConsistentInstructionCasing',
      'DuplicateStageName',
      'ReservedStageName',
      'JSONArgsRecommended',
      'MaintainerDeprecated',
      'UndefinedArgInFrom',
      'WorkdirRelativePath',
      'UndefinedVar',
      'MultipleInstructionsDisallowed',
      'LegacyKeyValueFormat',
      'InvalidBaseImagePlatform',
      'RedundantTargetPlatform',
      'SecretsUsedInArgOrEnv',
      'InvalidDefaultArgInFrom',
      'FromPlatformFlagConstDisallowed',
      'CopyIgnoredFile',
      'InvalidDefinitionDescription',
      'ExposeProtoCasing',
      'ExposeInvalidFormat',
    ],
    without: {
      InvalidBaseImagePlatform: 'It needs the base image: the build itself says so. See `buildx-check`.',
      CopyIgnoredFile: 'The build fails on it by itself, because the file is not there.',
      InvalidDefinitionDescription: 'It is experimental, and about the form of comments.',
    },
  },
  { name: 'Trivy', codes: numbered('DS-', '1-2 4-17 19-27 29-31', 4), without: {} },
  {
    name: 'Checkov',
    codes: [...numbered('CKV_DOCKER_', '1-11', 1), ...numbered('CKV2_DOCKER_', '1-17', 1)],
    without: { CKV_DOCKER_9: 'See DL3027, which is the same.' },
  },
  {
    name: 'dockle',
    codes: [
      ...numbered('CIS-DI-', '1 5-10', 4),
      ...numbered('DKL-DI-', '1-6', 4),
      ...numbered('DKL-LI-', '1-3', 4),
    ],
    without: {
      'CIS-DI-0008':
        'It is about files of the image, not built yet. `DF-SETUID-SET` reports the Dockerfile line.',
      'DKL-DI-0006': 'It is about the reference on the command line, which the user chose.',
      'DKL-LI-0001':
        'It is about files of the image, not built yet. `DF-EMPTY-PASS` reports the Dockerfile line.',
      'DKL-LI-0002': 'It is about files of the image, not built yet.',
      'DKL-LI-0003': 'It is about files of the image, not built yet.',
    },
  },
];

/** `1 3-5` → the codes of 1, 3, 4 and 5. */
function numbered(prefix: string, numbers: string, digits: number): string[] {
  return numbers.split(' ').flatMap((item) => {
    const [from = 0, to = from] = item.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => prefix + String(from + at).padStart(digits, '0'));
  });
}
