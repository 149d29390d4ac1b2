import type { ShellCommand, ShellWord } from '../../dockerfile/shell.ts';
import type { TextRange } from '../../model/finding.ts';
import { findOption, operands, optionValue } from './command-options.ts';

export interface CredentialUse {
  /** What happens, without full stop. */
  readonly what: string;
  readonly range: TextRange;
}

/** Log-in commands by program: the operands that must come first. */
const LOGINS: Readonly<Record<string, readonly string[]>> = {
  docker: ['login'],
  podman: ['login'],
  buildah: ['login'],
  skopeo: ['login'],
  oras: ['login'],
  npm: ['login', 'adduser'],
  az: ['login'],
  gcloud: ['auth'],
  doctl: ['auth'],
  gh: ['auth'],
  helm: ['registry login'],
  aws: ['configure set'],
  vault: ['login'],
};

/** Files that hold credentials. */
const CREDENTIAL_FILE =
  /(?:^|\/)(?:\.netrc|_netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.dockercfg|\.docker\/config\.json|\.aws\/credentials|\.kube\/config|\.ssh\/id_\w+|id_(?:rsa|dsa|ecdsa|ed25519))$/u;
const TOKEN_SETTING = /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)$/iu;
const AUTH_HEADER = /^(?:proxy-)?authorization\s*:|^(?:private-token|job-token|x-api-key|x-auth-token)\s*:/iu;
/** A user and a password in a URL. Bounded, so that long words cost nothing. */
const URL_USER = /[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/:@]{0,200}:[^\s/@]{1,400}@/iu;
const NPM_LIKE = new Set(['npm', 'yarn', 'pnpm']);

/** How a command uses a credential; null when it does not. */
export function credentialUse(command: ShellCommand): CredentialUse | null {
  return (
    login(command) ??
    httpCredential(command) ??
    tokenSetting(command) ??
    credentialFile(command) ??
    urlCredential(command)
  );
}

function login(command: ShellCommand): CredentialUse | null {
  const { name } = command;
  const verbs = name !== null && Object.hasOwn(LOGINS, name) ? LOGINS[name] : undefined;
  if (verbs === undefined) return null;
  const words = operands(command);
  for (const verb of verbs) {
    const wanted = verb.split(' ');
    const last = words[wanted.length - 1];
    if (last === undefined || !wanted.every((word, index) => words[index]?.value === word)) continue;
    if (name === 'aws' && !/secret|session_token|password/iu.test(words[2]?.value ?? '')) continue;
    return {
      what: `\`${name} ${verb}\` writes a credential into the layer`,
      range: span(command.words[0], last),
    };
  }
  return null;
}

function httpCredential(command: ShellCommand): CredentialUse | null {
  const { name } = command;
  if (name === 'curl') {
    const user = findOption(command, {
      long: ['--user', '--proxy-user', '--oauth2-bearer'],
      short: 'u',
      shortWithValue: 'AbcCdDeEFhHKmoPQrtTUwxXYyz',
    });
    if (user !== null)
      return { what: 'curl gets a user and password on its command line', range: user.range };
  }
  if (name === 'wget') {
    const option = optionValue(command, [
      '--password',
      '--http-password',
      '--ftp-password',
      '--proxy-password',
    ]);
    if (option !== null)
      return { what: 'wget gets a password on its command line', range: option.word.range };
  }
  if (name === 'sshpass') {
    const option = findOption(command, { short: 'p' });
    if (option !== null) return { what: 'sshpass gets a password on its command line', range: option.range };
  }
  if (name !== 'curl' && name !== 'wget' && name !== 'git') return null;
  for (const word of command.args) {
    const text = word.value.replace(/^(?:--header=|-H|http\.extraheader=)/iu, '').trim();
    if (AUTH_HEADER.test(text)) return { what: `${name} gets a token in a header`, range: word.range };
  }
  return null;
}

function tokenSetting(command: ShellCommand): CredentialUse | null {
  const { name } = command;
  if (name === null || !NPM_LIKE.has(name)) return null;
  for (const word of command.args) {
    const key = word.value.split('=', 1)[0] ?? '';
    if (TOKEN_SETTING.test(key))
      return { what: `${name} stores a token in its configuration`, range: word.range };
  }
  return null;
}

function credentialFile({ name, writes, args }: ShellCommand): CredentialUse | null {
  const targets = name === 'tee' ? [...writes, ...args] : writes;
  const file = targets.find(({ value }) => CREDENTIAL_FILE.test(value));
  return file === undefined
    ? null
    : { what: 'A credential file is written into the layer', range: file.range };
}

function urlCredential({ words }: ShellCommand): CredentialUse | null {
  const word = words.find(({ value }) => value.length < 10_000 && URL_USER.test(value));
  return word === undefined ? null : { what: 'A URL holds a user and a password', range: word.range };
}

function span(first: ShellWord | undefined, last: ShellWord): TextRange {
  const { line, column } = first?.range ?? last.range;
  return { ...last.range, line, column };
}
