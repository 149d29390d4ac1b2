import type { ShellCommand } from '../../../dockerfile/shell.ts';
import { isShell } from '../../../dockerfile/shell.ts';
import { hasOption } from '../command-line.ts';
import type { Fetch } from '../fetches.ts';
import { fetchOf, isLoopback } from '../fetches.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runScripts } from '../run-scripts.ts';

export const dfDlNosum: LintRule = {
  id: 'DF-DL-NOSUM',
  title: 'A download is not checked',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Whoever controls the server, or the account that publishes there, decides what is in the image.',
  fix: 'Check it in the same RUN: `echo "<sum>  file" | sha256sum -c -`, or a signature; or write `ADD --checksum=sha256:…`.',
  references: ['CIS 4.11', 'CIS 4.12', 'CWE-494'],
  aliases: [],
  check,
};

const CHECKERS =
  /^(?:(?:g|b2|b3|md5|sha\d*|sha3|xxh\w*)sums?|shasum|cksum|gpgv\d?|cosign|minisign|signify|rhash|slsa-verifier|sq|sqv)$/u;
const VERIFY = /^(?:--?verify|--checksig|-K|verify|dgst|verify-blob|verify-attestation)$/u;
const VERIFIERS = new Set(['gpg', 'gpg2', 'openssl', 'rpm', 'rpmkeys', 'gh', 'python', 'python3']);
/** Keys are what other things are checked with. */
const KEY =
  /\.(?:asc|gpg|key|pub|sig|sign|sha\d+(?:sum)?s?|md5|pem|crt)(?:[?#]|$)|(?:\/|^)(?:SHASUMS\d*|SHA\d+SUMS|GPG-KEY|gpg|key)[\w.-]{0,40}(?:[?#]|$)/iu;

function* check(context: LintContext): Iterable<Hit> {
  for (const { instruction, commands } of runScripts(context)) {
    if (commands.some(checksSomething)) continue;
    const looked = new Set(commands.flatMap(({ substitutions }) => substitutions));
    const passedOn = goingOn(context, instruction);
    for (const command of commands) {
      const fetch = fetchOf(command);
      // What is only looked at, as a version number, installs nothing.
      if (fetch === null || looked.has(command) || isHarmless(fetch)) continue;
      if (passedOn.has(command)) continue;
      const message = 'Nothing checks what is downloaded here. Check its sum or signature in the same RUN.';
      yield { kind: 'hit', instruction, range: nameRange(command), message };
    }
  }
}

function checksSomething({ name, args }: ShellCommand): boolean {
  if (name === null) return false;
  return CHECKERS.test(name) || (VERIFIERS.has(name) && args.some(({ value }) => VERIFY.test(value)));
}

function isHarmless({ line, urls }: Fetch): boolean {
  if (hasOption(line, ['-I', '--head', '--spider', '-V', '--version', '-h', '--help', '-T', '--upload-file']))
    return true;
  return urls.every(({ value }) => isLoopback(value) || KEY.test(value));
}

const INTERPRETER = /^(?:python[\d.]*|perl|ruby|node|php)$/u;
const KEY_READERS = new Set([
  'gpg',
  'gpg2',
  'apt-key',
  'tee',
  'grep',
  'jq',
  'rpm',
  'sed',
  'awk',
  'cut',
  'head',
]);

/** Those that a pipe takes on to where they are no program: a key store, or text tools. To a shell is another rule's. */
function goingOn({ scripts }: LintContext, instruction: Hit['instruction']): ReadonlySet<ShellCommand> {
  const script = scripts.get(instruction);
  const found = new Set<ShellCommand>();
  for (const sides of script?.kind === 'shell' ? script.pipelines : []) {
    let isRead = false;
    // From the end, so that each side is looked at once however long the pipe is.
    for (const side of sides.toReversed()) {
      for (const command of isRead ? side : []) found.add(command);
      isRead ||= side.some(({ name }) => name !== null && isReader(name));
    }
  }
  return found;
}

function isReader(name: string): boolean {
  return isShell(name) || INTERPRETER.test(name) || KEY_READERS.has(name);
}
