import { BadValue, quote } from '../kinds.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Branch } from './pattern-branches.ts';
import { branchesOf } from './pattern-branches.ts';
import type { PatternToken } from './pattern-tokens.ts';
import { patternTokens } from './pattern-tokens.ts';

/**
 * What a pattern is held against. It decides which texts of strangers it must not fit.
 * - `issuer`, `subject`: of a certificate; - `ref`: a git ref; - `id`: an address, such as a builder's.
 */
export type PatternUse = 'issuer' | 'subject' | 'ref' | 'id';

/** The whole text must fit: how every pattern of a policy is used. */
export function wholePattern(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'u');
}

/**
 * A pattern that says what its writer most likely meant, and can be tried on a hostile text in a short time.
 * @throws BadValue TRUST_PATTERN with the reason
 */
export function checkPattern(source: string, use: PatternUse): string {
  if (source.length > LIMITS.trustPatternLength.value) {
    throw bad(
      `the pattern has ${String(source.length)} characters; the limit is ${String(LIMITS.trustPatternLength.value)}`,
    );
  }
  const pattern = compile(source);
  const tokens = patternTokens(source);
  refuseRepeatedGroups(tokens);
  refuseLooseEnds(tokens);
  for (const branch of branchesOf(tokens)) {
    refuseSlow(branch);
    if (use !== 'ref') refuseWideEnds(branch, use);
    refuseOpenHosts(branch, use);
    if (use === 'subject') refuseOpenRefs(branch);
  }
  for (const stranger of STRANGERS[use]) {
    if (!pattern.test(stranger)) continue;
    throw bad(`the pattern fits anyone: for example ${quote(stranger)}`, 'Say whom it is meant for.');
  }
  return source;
}

/** Texts that nobody means to trust, one for each form that an identity has. */
const STRANGERS: Readonly<Record<PatternUse, readonly string[]>> = {
  issuer: [
    '',
    'x',
    'https://issuer.example',
    'https://issuer.example/path',
    'https://github.com.issuer.example',
  ],
  subject: [
    '',
    'x',
    'someone@stranger.example',
    'https://stranger.example/someone',
    'https://github.com/a-stranger/their-app/.github/workflows/build.yml@refs/heads/main',
    'https://github.com/a-stranger/their-app/.github/workflows/release.yml@refs/tags/v1.0.0',
    'https://gitlab.com/a-stranger/their-app//.gitlab-ci.yml@refs/heads/main',
    'spiffe://stranger.example/someone',
  ],
  ref: [''],
  id: ['', 'x', 'https://stranger.example/someone', 'https://github.com/a-stranger/their-app'],
};

/** Quantifiers over parts that vary: each may have to be tried at every place of a text. */
const MOST_WIDE = 3;
const MOST_OPTIONAL = 6;

function compile(source: string): RegExp {
  try {
    // Alone first: a bracket too many could close the group that is put around it.
    void new RegExp(source, 'u');
    return wholePattern(source);
  } catch (error) {
    throw bad(
      `the pattern ${quote(source)} is not a regular expression`,
      error instanceof Error ? `The engine says: ${error.message.slice(0, 200)}.` : null,
    );
  }
}

function refuseRepeatedGroups(tokens: readonly PatternToken[]): void {
  const open: { varies: boolean }[] = [];
  for (const { kind, most, quantified } of tokens) {
    if (kind === 'open') open.push({ varies: false });
    const ended = kind === 'close' ? open.pop() : undefined;
    if (ended?.varies === true && most > 1) {
      throw bad(
        'the pattern repeats a group that is more than plain text: trying it could take for ever',
        'Use a class instead, such as [a-z-]*.',
      );
    }
    const isPlain =
      kind === 'open' || (!quantified && (kind === 'text' || (kind === 'close' && ended?.varies === false)));
    if (!isPlain) for (const group of open) group.varies = true;
  }
}

function refuseSlow(branch: Branch): void {
  const wide = branch.filter(({ most }) => most > 1).length;
  const optional = branch.filter(({ most, quantified }) => quantified && most <= 1).length;
  if (wide <= MOST_WIDE && optional <= MOST_OPTIONAL) return;
  throw bad(
    `the pattern repeats ${String(wide)} parts and has ${String(optional)} that may be left out: trying it could take long`,
    `At most ${String(MOST_WIDE)} may repeat, and ${String(MOST_OPTIONAL)} be left out: write several identities instead.`,
  );
}

/** `^a|b$` anchors one end of each alternative only, where patterns are searched for. */
function refuseLooseEnds(tokens: readonly PatternToken[]): void {
  let depth = 0;
  let hasOr = false;
  for (const { kind } of tokens) {
    if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    else if (kind === 'or' && depth === 0) hasOr = true;
  }
  const inner = tokens.slice(1, -1);
  const [first, last] = [tokens[0]?.kind, tokens.at(-1)?.kind];
  const hasOwn = first === 'start' || last === 'end';
  if (hasOr && (hasOwn || inner.some(({ kind }) => kind === 'start' || kind === 'end'))) {
    throw bad(
      'the pattern has alternatives outside of its own ^ or $, which belong to one of them only',
      'Leave ^ and $ out (the whole text must fit anyway), or put the alternatives in brackets: (?:a|b).',
    );
  }
  const stray = tokens.some(
    ({ kind }, index) => (kind === 'start' && index > 0) || (kind === 'end' && index < tokens.length - 1),
  );
  if (stray) throw bad('the pattern has ^ or $ in its middle, where it can never fit');
}

/** What may be left out at an end hides nothing: `/?.*acme` begins with `.*`, too. */
function refuseWideEnds(branch: Branch, use: PatternUse): void {
  const first = wideAt(branch);
  // A mailbox at one domain: `@refs/…` behind it would be any workflow.
  if (first !== null && !/^@[^/]+$/u.test(spellFixed(branch.slice(first.at + 1)))) {
    throw bad(
      `the pattern begins with ${quote(spell(first.token))}, so anything may stand before what it names`,
      'Begin it with https://, or for an e-mail address with .*@.',
    );
  }
  const last = wideAt(branch.toReversed());
  if (last === null) return;
  const before = spellFixed(branch.slice(0, -1 - last.at));
  // Behind `@refs/` only the branch or tag is left: the workflow is settled.
  if (use === 'subject' && /@refs\/(?:heads|tags|pull)\//u.test(before)) return;
  if (/[/:]$/u.test(before) && !/^https?:\/\/$/u.test(before)) return;
  if (before.endsWith('@') && before.includes('://')) return;
  const shown = before.replaceAll(VARIES, '…');
  throw bad(
    `the pattern ends in ${quote(spell(last.token))} behind ${quote(shown.length > 30 ? `…${shown.slice(-29)}` : shown)}, so it also fits longer names`,
    'Let the part before it end in / or name the whole text.',
  );
}

/** The first part that fits any number of characters, when all parts before it may be left out. */
function wideAt(branch: Branch): { readonly token: PatternToken; readonly at: number } | null {
  for (const [at, token] of branch.entries()) {
    if (isWide(token)) return { token, at };
    if (!token.optional) return null;
  }
  return null;
}

/**
 * A dot that is not escaped stands for any character (`github.com` is also `githubXcom`), and `.*` in a host for
 * a whole address. Where anyone can have an account, the account has to be named as well.
 */
function refuseOpenHosts(branch: Branch, use: PatternUse): void {
  const whole = spellFixed(branch);
  const scheme = whole.indexOf('://');
  if (LOOSE_SCHEME.test(whole) && scheme < 0) {
    throw bad('the pattern repeats or leaves out a part of ://, so the host could be any', 'Write https://.');
  }
  const isMail = scheme < 0 && use === 'subject' && whole.includes('@');
  if (scheme < 0 && !isMail && use !== 'issuer') return;
  const from = scheme < 0 ? whole.indexOf('@') + 1 : scheme + 3;
  const slash = endOf(whole.indexOf('/', from), whole);
  const owner = OPEN_HOSTS.includes(whole.slice(from, slash))
    ? endOf(whole.indexOf('/', slash + 1), whole)
    : slash;
  for (const [at, token] of branch.entries()) {
    if (at >= from && at < slash) refuseOpenHost(token, whole.slice(at + 1, slash));
    if (at > slash && at < owner && (isWide(token) || token.kind === 'dot')) {
      throw bad(
        `the pattern leaves the owner on ${whole.slice(from, slash)} open, and anyone can have an account there`,
        'Name the owner.',
      );
    }
  }
}

/** `rest`: what stands behind the part in the host. */
function refuseOpenHost(token: PatternToken, rest: string): void {
  if (token.kind === 'dot') {
    throw bad(
      'the pattern has a dot in a host name that is not escaped: it stands for any character',
      String.raw`Write \. for a dot, and [^/.]+ for one part of a name; in YAML, put the pattern in single quotes.`,
    );
  }
  if (token.kind === 'class' && ['/', '.'].some((sign) => wholePattern(token.text).test(sign))) {
    throw bad(
      `the pattern has ${quote(token.text)} in a host name, which also fits a slash or a dot: the host could be any`,
      'Write [^/.]+ for one part of a name.',
    );
  }
  if (isWide(token) && !DOMAIN.test(rest)) {
    throw bad(
      `the pattern has ${quote(spell(token))} in a host name and no domain behind it: the host could be a stranger's`,
      String.raw`Name the domain: [^/.]+\.example\.com.`,
    );
  }
}

/** A branch may be called `x@refs/heads/main`: what may stand before the ref must not reach into another one. */
function refuseOpenRefs(branch: Branch): void {
  const at = spellFixed(branch).lastIndexOf('@refs/');
  const open = branch.slice(0, Math.max(0, at)).find((token) => isWide(token) && fitsRef(token));
  if (open === undefined) return;
  throw bad(
    `the pattern has ${quote(spell(open))} before @refs/, which also fits a branch whose name ends in what follows`,
    'Write [^/@]+ for one part of a path.',
  );
}

function fitsRef({ kind, text }: PatternToken): boolean {
  return kind === 'dot' || (wholePattern(text).test('@') && wholePattern(text).test('/'));
}

/** Hosts where whoever asks gets a name of their own. */
const OPEN_HOSTS: readonly string[] = ['github.com', 'gitlab.com', 'bitbucket.org'];
const VARIES = '\0';
const LOOSE_SCHEME = /http[s\0]?:\/?\0/u;
/** What is registered by one owner has two names at least. */
const DOMAIN = /\.[^.\0]+\.[^.\0]+$/u;

function endOf(at: number, text: string): number {
  return at < 0 ? text.length : at;
}

/** The text of a pattern, a character for each token; what varies is `VARIES`. */
function spellFixed(tokens: readonly PatternToken[]): string {
  return tokens
    .map(({ kind, text, quantified }) =>
      kind === 'text' && !quantified && text.length === 1 ? text : VARIES,
    )
    .join('');
}

/** Any number of characters. */
function isWide({ kind, most }: PatternToken): boolean {
  return (kind === 'dot' || kind === 'class') && most > 1;
}

function spell({ text }: PatternToken): string {
  return `${text}*`;
}

function bad(message: string, hint: string | null = null): BadValue {
  return new BadValue(message, hint, 'TRUST_PATTERN');
}
