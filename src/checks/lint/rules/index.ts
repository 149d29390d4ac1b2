import type { RuleMetadata } from '../../../model/rule.ts';
import type { LintRule } from '../rule.ts';
import { dfAddRemote } from './df-add-remote.ts';
import { dfChmodWorld } from './df-chmod-world.ts';
import { dfFromLatest } from './df-from-latest.ts';
import { dfFromUntagged } from './df-from-untagged.ts';
import { dfPipeShell } from './df-pipe-shell.ts';
import { dfPkgUnsigned } from './df-pkg-unsigned.ts';
import { dfRunInsecure } from './df-run-insecure.ts';
import { dfSecretCopy } from './df-secret-copy.ts';
import { dfSecretName } from './df-secret-name.ts';
import { dfSecretRun } from './df-secret-run.ts';
import { dfSshd } from './df-sshd.ts';
import { dfStageUnknown } from './df-stage-unknown.ts';
import { dfSudo } from './df-sudo.ts';
import { dfTlsOff } from './df-tls-off.ts';
import { dfUserMissing } from './df-user-missing.ts';
import { dfUserRoot } from './df-user-root.ts';
import { dfVolumeSensitive } from './df-volume-sensitive.ts';
import { IGNORE_RULE } from './ignore.ts';
import { PARSE_RULE } from './parse.ts';

/** Every rule of the Dockerfile check, in the order in which they run. */
export const LINT_RULES: readonly LintRule[] = [
  dfUserRoot,
  dfUserMissing,
  dfSecretName,
  dfSecretRun,
  dfSecretCopy,
  dfTlsOff,
  dfPkgUnsigned,
  dfPipeShell,
  dfFromLatest,
  dfFromUntagged,
  dfAddRemote,
  dfSudo,
  dfChmodWorld,
  dfSshd,
  dfVolumeSensitive,
  dfRunInsecure,
  dfStageUnknown,
];

/** All that the Dockerfile check can report: the rules, and what it says about the file itself. */
export const LINT_RULE_METADATA: readonly RuleMetadata[] = [...LINT_RULES, PARSE_RULE, IGNORE_RULE];
