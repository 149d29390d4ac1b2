import type { RuleMetadata } from '../../../model/rule.ts';
import type { LintRule } from '../rule.ts';
import { dfAddRemote } from './df-add-remote.ts';
import { dfChmodWorld } from './df-chmod-world.ts';
import { dfFromLatest } from './df-from-latest.ts';
import { dfFromUntagged } from './df-from-untagged.ts';
import { dfPipeShell } from './df-pipe-shell.ts';
import { dfPkgUnsigned } from './df-pkg-unsigned.ts';
import { dfRunInsecure } from './df-run-insecure.ts';
import { dfContextLeak } from './df-context-leak.ts';
import { dfSecretCopy } from './df-secret-copy.ts';
import { dfSecretName } from './df-secret-name.ts';
import { dfSecretRun } from './df-secret-run.ts';
import { dfSecretValue } from './df-secret-value.ts';
import { dfSshd } from './df-sshd.ts';
import { dfStageUnknown } from './df-stage-unknown.ts';
import { dfSudo } from './df-sudo.ts';
import { dfTlsOff } from './df-tls-off.ts';
import { dfUserMissing } from './df-user-missing.ts';
import { dfUserRoot } from './df-user-root.ts';
import { dfVolumeSensitive } from './df-volume-sensitive.ts';
import { BUILDX_RULE } from './df-buildx.ts';
import { SHELLCHECK_RULE } from './df-sc.ts';
import { dfFromDigest } from './df-from-digest.ts';
import { dfFromEol } from './df-from-eol.ts';
import { dfFromDeprecated } from './df-from-deprecated.ts';
import { dfFromRegistry } from './df-from-registry.ts';
import { dfPortPriv } from './df-port-priv.ts';
import { dfPortInvalid } from './df-port-invalid.ts';
import { dfWorkdirSys } from './df-workdir-sys.ts';
import { dfCorrectWorkdir } from './df-correct-workdir.ts';
import { dfAdd } from './df-add.ts';
import { dfCopyRootfs } from './df-copy-rootfs.ts';
import { dfHealthcheck } from './df-healthcheck.ts';
import { dfUserName } from './df-user-name.ts';
import { dfStageSelf } from './df-stage-self.ts';
import { dfStageDup } from './df-stage-dup.ts';
import { dfStageReserved } from './df-stage-reserved.ts';
import { dfCorrectCmd } from './df-correct-cmd.ts';
import { dfCorrectEntrypoint } from './df-correct-entrypoint.ts';
import { dfCorrectHealthcheck } from './df-correct-healthcheck.ts';
import { dfCorrectCopySlash } from './df-correct-copy-slash.ts';
import { dfCorrectCopyRelative } from './df-correct-copy-relative.ts';
import { dfCorrectOnbuild } from './df-correct-onbuild.ts';
import { dfCorrectOrder } from './df-correct-order.ts';
import { dfCorrectUndefinedVar } from './df-correct-undefined-var.ts';
import { dfCorrectFromArg } from './df-correct-from-arg.ts';
import { dfCorrectFromDefault } from './df-correct-from-default.ts';
import { dfCorrectEnvSelf } from './df-correct-env-self.ts';
import { dfCorrectEmptyLine } from './df-correct-empty-line.ts';
import { dfCorrectKeyValue } from './df-correct-key-value.ts';
import { dfCorrectInstruction } from './df-correct-instruction.ts';
import { dfCorrectFlag } from './df-correct-flag.ts';
import { dfCorrectHeredoc } from './df-correct-heredoc.ts';
import { dfStyleMaintainer } from './df-style-maintainer.ts';
import { dfStyleJson } from './df-style-json.ts';
import { dfStyleCasing } from './df-style-casing.ts';
import { dfStyleAsCasing } from './df-style-as-casing.ts';
import { dfStyleStageCasing } from './df-style-stage-casing.ts';
import { dfStylePlatform } from './df-style-platform.ts';
import { dfStylePlatformRedundant } from './df-style-platform-redundant.ts';
import { dfStyleExposeCasing } from './df-style-expose-casing.ts';
import { dfLabelKey } from './df-label-key.ts';
import { dfLabelMissing } from './df-label-missing.ts';
import { dfLabelExtra } from './df-label-extra.ts';
import { dfLabelEmpty } from './df-label-empty.ts';
import { dfLabelUrl } from './df-label-url.ts';
import { dfLabelDate } from './df-label-date.ts';
import { dfLabelSpdx } from './df-label-spdx.ts';
import { dfLabelHash } from './df-label-hash.ts';
import { dfLabelVersion } from './df-label-version.ts';
import { dfLabelEmail } from './df-label-email.ts';
import { dfPkgPinApt } from './df-pkg-pin-apt.ts';
import { dfPkgPinApk } from './df-pkg-pin-apk.ts';
import { dfPkgPinYum } from './df-pkg-pin-yum.ts';
import { dfPkgPinDnf } from './df-pkg-pin-dnf.ts';
import { dfPkgPinZypper } from './df-pkg-pin-zypper.ts';
import { dfPkgPinPip } from './df-pkg-pin-pip.ts';
import { dfPkgPinNpm } from './df-pkg-pin-npm.ts';
import { dfPkgPinGem } from './df-pkg-pin-gem.ts';
import { dfPkgPinGo } from './df-pkg-pin-go.ts';
import { dfPkgRecommends } from './df-pkg-recommends.ts';
import { dfPkgCacheApt } from './df-pkg-cache-apt.ts';
import { dfPkgCacheApk } from './df-pkg-cache-apk.ts';
import { dfPkgCacheYum } from './df-pkg-cache-yum.ts';
import { dfPkgCacheDnf } from './df-pkg-cache-dnf.ts';
import { dfPkgCacheZypper } from './df-pkg-cache-zypper.ts';
import { dfPkgCachePip } from './df-pkg-cache-pip.ts';
import { dfPkgCacheYarn } from './df-pkg-cache-yarn.ts';
import { dfPkgYesApt } from './df-pkg-yes-apt.ts';
import { dfPkgYesYum } from './df-pkg-yes-yum.ts';
import { dfPkgYesDnf } from './df-pkg-yes-dnf.ts';
import { dfPkgYesZypper } from './df-pkg-yes-zypper.ts';
import { dfPkgDevtools } from './df-pkg-devtools.ts';
import { dfUpdateAlone } from './df-update-alone.ts';
import { dfUpgrade } from './df-upgrade.ts';
import { dfPipefail } from './df-pipefail.ts';
import { dfAptKey } from './df-apt-key.ts';
import { dfDlNosum } from './df-dl-nosum.ts';
import { dfDlHttp } from './df-dl-http.ts';
import { dfChpasswd } from './df-chpasswd.ts';
import { dfEmptyPass } from './df-empty-pass.ts';
import { dfSetuidSet } from './df-setuid-set.ts';
import { dfStyleApt } from './df-style-apt.ts';
import { dfStyleCd } from './df-style-cd.ts';
import { dfStyleWgetCurl } from './df-style-wget-curl.ts';
import { dfStyleUseradd } from './df-style-useradd.ts';
import { dfStyleWgetProgress } from './df-style-wget-progress.ts';
import { dfStyleRunSeveral } from './df-style-run-several.ts';
import { dfStyleCommands } from './df-style-commands.ts';
import { dfStyleShellLink } from './df-style-shell-link.ts';
import { dfStyleArchive } from './df-style-archive.ts';
import { IGNORE_RULE } from './ignore.ts';
import { PARSE_RULE } from './parse.ts';

/** Every rule of the Dockerfile check, in the order in which they run. */
export const LINT_RULES: readonly LintRule[] = [
  dfUserRoot,
  dfUserMissing,
  dfSecretValue,
  dfSecretName,
  dfSecretRun,
  dfSecretCopy,
  dfContextLeak,
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
  // Instructions, stages, bases and labels.
  dfFromDigest,
  dfFromEol,
  dfFromDeprecated,
  dfFromRegistry,
  dfPortPriv,
  dfPortInvalid,
  dfWorkdirSys,
  dfCorrectWorkdir,
  dfAdd,
  dfCopyRootfs,
  dfHealthcheck,
  dfUserName,
  dfStageSelf,
  dfStageDup,
  dfStageReserved,
  dfCorrectCmd,
  dfCorrectEntrypoint,
  dfCorrectHealthcheck,
  dfCorrectCopySlash,
  dfCorrectCopyRelative,
  dfCorrectOnbuild,
  dfCorrectOrder,
  dfCorrectUndefinedVar,
  dfCorrectFromArg,
  dfCorrectFromDefault,
  dfCorrectEnvSelf,
  dfCorrectEmptyLine,
  dfCorrectKeyValue,
  dfCorrectInstruction,
  dfCorrectFlag,
  dfCorrectHeredoc,
  dfStyleMaintainer,
  dfStyleJson,
  dfStyleCasing,
  dfStyleAsCasing,
  dfStyleStageCasing,
  dfStylePlatform,
  dfStylePlatformRedundant,
  dfStyleExposeCasing,
  dfLabelKey,
  dfLabelMissing,
  dfLabelExtra,
  dfLabelEmpty,
  dfLabelUrl,
  dfLabelDate,
  dfLabelSpdx,
  dfLabelHash,
  dfLabelVersion,
  dfLabelEmail,
  // Shell commands and packages.
  dfPkgPinApt,
  dfPkgPinApk,
  dfPkgPinYum,
  dfPkgPinDnf,
  dfPkgPinZypper,
  dfPkgPinPip,
  dfPkgPinNpm,
  dfPkgPinGem,
  dfPkgPinGo,
  dfPkgRecommends,
  dfPkgCacheApt,
  dfPkgCacheApk,
  dfPkgCacheYum,
  dfPkgCacheDnf,
  dfPkgCacheZypper,
  dfPkgCachePip,
  dfPkgCacheYarn,
  dfPkgYesApt,
  dfPkgYesYum,
  dfPkgYesDnf,
  dfPkgYesZypper,
  dfPkgDevtools,
  dfUpdateAlone,
  dfUpgrade,
  dfPipefail,
  dfAptKey,
  dfDlNosum,
  dfDlHttp,
  dfChpasswd,
  dfEmptyPass,
  dfSetuidSet,
  dfStyleApt,
  dfStyleCd,
  dfStyleWgetCurl,
  dfStyleUseradd,
  dfStyleWgetProgress,
  dfStyleRunSeveral,
  dfStyleCommands,
  dfStyleShellLink,
  dfStyleArchive,
];

/** All that the Dockerfile check can report: the rules, and what it says about the file itself. */
export const LINT_RULE_METADATA: readonly RuleMetadata[] = [
  ...LINT_RULES,
  PARSE_RULE,
  IGNORE_RULE,
  SHELLCHECK_RULE,
  BUILDX_RULE,
];
