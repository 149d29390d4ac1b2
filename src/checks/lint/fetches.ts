import type { ShellCommand, ShellWord } from '../../dockerfile/shell.ts';
import type { CommandLine, OptionSyntax } from './command-line.ts';
import { readCommandLine } from './command-line.ts';

/** Source: curl(1). */
const CURL: OptionSyntax = {
  // prettier-ignore
  withValue: new Set([
    ...'AbcCdDeEFhHKmoPQrtTuUwxXYyz'.split('').map((letter) => `-${letter}`),
    '--user-agent', '--cookie', '--cookie-jar', '--continue-at', '--data', '--data-binary', '--data-raw',
    '--data-urlencode', '--json', '--dump-header', '--referer', '--cert', '--key', '--cacert', '--capath', '--form',
    '--header', '--config', '--max-time', '--output', '--output-dir', '--range', '--upload-file', '--user',
    '--proxy-user', '--write-out', '--proxy', '--preproxy', '--socks5', '--socks5-hostname', '--request',
    '--connect-timeout', '--retry', '--retry-delay', '--retry-max-time', '--resolve', '--connect-to', '--interface',
    '--limit-rate', '--max-filesize', '--max-redirs', '--noproxy', '--proto', '--proto-default', '--proto-redir',
    '--speed-limit', '--speed-time', '--tls-max', '--tls13-ciphers', '--ciphers', '--unix-socket', '--doh-url',
    '--oauth2-bearer', '--netrc-file', '--rate', '--dns-servers',
  ]),
};
/** Source: the manual of GNU Wget, "Invoking". `-n` takes the letter after it: `-nv`, `-nc`. */
export const WGET: OptionSyntax = {
  // prettier-ignore
  withValue: new Set([
    '-A', '--accept', '-a', '--append-output', '-B', '--base', '-D', '--domains', '-e', '--execute', '-I',
    '--include-directories', '-i', '--input-file', '-l', '--level', '-n', '-O', '--output-document', '-o',
    '--output-file', '-P', '--directory-prefix', '-Q', '--quota', '-R', '--reject', '-T', '--timeout', '-t',
    '--tries', '-U', '--user-agent', '-w', '--wait', '-X', '--exclude-directories', '--progress', '--header',
    '--user', '--password', '--http-user', '--http-password', '--post-data', '--post-file', '--ca-certificate',
    '--certificate', '--private-key', '--referer', '--limit-rate', '--waitretry', '--connect-timeout',
    '--dns-timeout', '--read-timeout', '--load-cookies', '--save-cookies', '--method', '--body-data',
    '--body-file', '--secure-protocol', '--report-speed', '--retry-on-http-error', '--cut-dirs', '--max-redirect',
  ]),
};

/** A command that downloads with curl or wget. */
export interface Fetch {
  readonly line: CommandLine;
  /** Its addresses, as written. */
  readonly urls: readonly ShellWord[];
}

/** The download that a command makes; null when it is no curl or wget, or names no address. */
export function fetchOf({ name, args }: ShellCommand): Fetch | null {
  if (name !== 'curl' && name !== 'wget') return null;
  const line = readCommandLine(args, name === 'curl' ? CURL : WGET);
  const given = line.options.filter((option) => option.name === '--url' && option.value !== null);
  const urls = [...line.operands, ...given.map(({ word }) => word)];
  return urls.length === 0 ? null : { line, urls };
}

const LOOPBACK =
  /^(?:\w+:\/\/)?(?:[^\s/@]{1,200}@)?(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?:[:/?#]|$)/iu;

/** True for an address of the machine itself. */
export function isLoopback(url: string): boolean {
  return LOOPBACK.test(url);
}
