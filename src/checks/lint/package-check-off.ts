import type { ShellCommand, ShellWord } from '../../dockerfile/shell.ts';
import { findOption } from './command-options.ts';

const APT = ['--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories'];
const RPM = ['--nogpgcheck', '--no-gpg-checks', '--no-gpg-check', '--allow-unsigned-rpm'];
const RPM_FILE = ['--nosignature', '--nodigest', '--noverify', '--nofiledigest'];

/** Options that switch the check of signatures off, by package manager. */
const SWITCHES: Readonly<Record<string, readonly string[]>> = {
  apt: APT,
  'apt-get': APT,
  aptitude: ['--allow-untrusted', ...APT],
  apk: ['--allow-untrusted'],
  yum: RPM,
  dnf: RPM,
  microdnf: RPM,
  tdnf: RPM,
  zypper: [...RPM, '--no-gpg-checks'],
  rpm: RPM_FILE,
  dpkg: ['--force-bad-verify'],
};
const APT_SETTING =
  /^(?:-o)?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=["']?(?:true|1|yes)["']?;?$/iu;
const RPM_SETTING = /^--setopt=(?:[\w*.-]+\.)?(?:repo_|localpkg_)?gpgcheck=(?:0|false|no)$/iu;
const TEXT_OFF = [
  /^[ \t]*deb(?:-src)?[ \t]+\[[^\]]{0,200}\btrusted=yes\b/imu,
  /^[ \t]*trusted:[ \t]*yes[ \t]*$/imu,
  /^[ \t]*(?:repo_|localpkg_)?gpgcheck[ \t]*=[ \t]*(?:0|false|no)[ \t]*$/imu,
  /^[ \t]*SigLevel[ \t]*=[ \t]*Never\b/imu,
  /\bAPT::Get::AllowUnauthenticated[ \t]+["']?(?:true|1|yes)\b/iu,
];

/** The word of a command that switches the check of package signatures off; null when none does. */
export function packageCheckOff(command: ShellCommand): ShellWord | null {
  const { name } = command;
  const long = name !== null && Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
  if (long === undefined) return null;
  const setting = command.args.find(({ value }) => APT_SETTING.test(value) || RPM_SETTING.test(value));
  return findOption(command, { long }) ?? setting ?? null;
}

/** True for text that, in a repository file, switches the check off. */
export function textPackageCheckOff(text: string): boolean {
  return text.length < 10_000 && TEXT_OFF.some((pattern) => pattern.test(text));
}
