import type { ShellCommand, ShellWord } from '../../dockerfile/shell.ts';
import { findOption, operands, optionValue } from './command-options.ts';

const OFF = /^(?:0|false|no|off|never|none|disabled?)$/iu;
/** Curl's one-letter options that take a value. Source: curl(1). */
const CURL_WITH_VALUE = 'AbcCdDeEFhHKmoPQrtTuUwxXYyz';

const LOOPBACK =
  /^https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::[^/@]{1,20})?(?:[/?#]|$)/iu;

/** Options that switch the check off by being there, by program. */
const SWITCHES: Readonly<Record<string, readonly string[]>> = {
  wget: ['--no-check-certificate'],
  pip: ['--trusted-host'],
  pip3: ['--trusted-host'],
  uv: ['--trusted-host', '--allow-insecure-host'],
  aws: ['--no-verify-ssl'],
  aria2c: ['--check-certificate=false'],
  helm: ['--insecure-skip-tls-verify'],
  kubectl: ['--insecure-skip-tls-verify'],
  npm: ['--no-strict-ssl'],
  conda: ['--insecure', '-k'],
};

/** Options that switch it off by their value, by any program. */
const BY_VALUE = [
  '--strict-ssl',
  '--tls-verify',
  '--src-tls-verify',
  '--dest-tls-verify',
  '--check-certificate',
];

/** `program config set key value`. */
const CONFIG_KEYS = new Set([
  'strict-ssl',
  'enableStrictSsl',
  'ssl_verify',
  'http.sslverify',
  'ssl_verify_mode',
]);
const SETTING_IN_WORD = /^(?:http\.(?:.*\.)?sslverify|sslverify|strict-ssl|global\.ssl_verify)=(.*)$/iu;
const APT_OFF = /^(?:-o)?Acquire::https?(?:::[^:]+)?::Verify-(?:Peer|Host)=["']?(?:false|0|no|off)["']?;?$/iu;

/** The word of a command that switches the check of certificates off; null when none does. */
export function tlsSwitchedOff(command: ShellCommand): ShellWord | null {
  const { name } = command;
  if (isLoopbackOnly(command)) return null;
  if (name === 'curl') {
    return findOption(command, {
      long: ['--insecure', '--proxy-insecure', '--doh-insecure'],
      short: 'k',
      shortWithValue: CURL_WITH_VALUE,
    });
  }
  const switches = name !== null && Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
  for (const word of command.args) {
    const option = word.value.split('=', 1)[0] ?? '';
    if (switches?.some((item) => item === option || item === word.value) === true) return word;
  }
  if (isPythonPip(command)) return findOption(command, { long: ['--trusted-host'] });
  const byValue = optionValue(command, BY_VALUE);
  if (byValue !== null && OFF.test(byValue.value)) return byValue.word;
  return configOff(command);
}

/** A container that asks itself, as a health check does: nobody is on the way. */
function isLoopbackOnly({ name, args }: ShellCommand): boolean {
  if (name !== 'curl' && name !== 'wget') return false;
  const urls = args.filter(({ value }) => value.includes('://'));
  return urls.length > 0 && urls.every(({ value }) => LOOPBACK.test(value));
}

function isPythonPip({ name, args }: ShellCommand): boolean {
  const isPython = name !== null && /^(?:python|pip)[\d.]*$/u.test(name);
  return isPython && (name.startsWith('pip') || (args[0]?.value === '-m' && args[1]?.value === 'pip'));
}

/** `git config http.sslVerify false`, `git -c http.sslVerify=false`, `npm config set strict-ssl=false`, apt's `-o`. */
function configOff(command: ShellCommand): ShellWord | null {
  for (const word of command.args) {
    const setting = SETTING_IN_WORD.exec(word.value.replace(/^--setopt=(?:[\w-]+\.)?/u, ''));
    if (setting !== null && OFF.test(setting[1] ?? '')) return word;
    if (APT_OFF.test(word.value)) return word;
  }
  const words = operands(command);
  for (const [index, word] of words.entries()) {
    const key = word.value;
    const isKey = CONFIG_KEYS.has(key) || CONFIG_KEYS.has(key.toLowerCase());
    if (isKey && OFF.test(words[index + 1]?.value ?? '')) return word;
    if (key === 'global.trusted-host' && words[index + 1] !== undefined) return word;
  }
  return null;
}

/** True when a variable of that name and value switches the check off. */
export function tlsSettingOff(name: string, value: string): boolean {
  switch (name.toUpperCase()) {
    case 'NODE_TLS_REJECT_UNAUTHORIZED':
    case 'PYTHONHTTPSVERIFY':
      return value === '0';
    case 'NPM_CONFIG_STRICT_SSL':
    case 'YARN_STRICT_SSL':
    case 'YARN_ENABLE_STRICT_SSL':
    case 'CONDA_SSL_VERIFY':
      return OFF.test(value);
    case 'GIT_SSL_NO_VERIFY':
      return value !== '' && !OFF.test(value);
    case 'PIP_TRUSTED_HOST':
    case 'GOINSECURE':
    case 'UV_INSECURE_HOST':
      return value !== '';
    default:
      return false;
  }
}

const TEXT_OFF =
  /^[ \t]*(?:sslverify|ssl_verify|strict-ssl)[ \t]*[=:][ \t]*(?:0|false|no|off|none)[ \t]*$/imu;

/** True for text that, in a configuration file, switches the check off. */
export function tlsTextOff(text: string): boolean {
  return text.length < 10_000 && TEXT_OFF.test(text);
}
