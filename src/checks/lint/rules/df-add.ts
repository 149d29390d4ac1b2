import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfAdd: LintRule = {
  id: 'DF-ADD',
  title: 'ADD is used for local files',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'ADD unpacks archives and downloads addresses without being asked to; COPY does just what it says.',
  fix: 'Write `COPY`. Keep ADD for archives that are to be unpacked, and for addresses with `--checksum`.',
  references: ['CIS 4.9'],
  aliases: ['DL3020', 'DS-0005', 'CKV_DOCKER_4', 'CIS-DI-0009'],
  check,
};

const ADDRESS = /^https?:\/\//u;
/** A Git repository, which only ADD can fetch. */
const GIT = /^(?:git:\/\/|ssh:\/\/|git@)/u;
const ARCHIVE = /\.(?:tar|gz|bz2|xz|zst|Z|lz|lzma|tlz|txz|tbz2?|tb2|tgz|tzst|tZ|tpz)$/u;
/** Names of files that are no archive, whatever is in them. */
const NO_ARCHIVE =
  /(?:^|\/)\.{0,2}\/?$|\.(?:json|ya?ml|toml|txt|md|sh|py|rb|js|mjs|ts|conf|cfg|ini|xml|html|css|php|go|rs|java|properties|lock|jar|war|zip|deb|rpm|sql)$/u;
const SAME_FLAGS = new Set(['chown', 'chmod', 'link', 'exclude']);

function* check({ dockerfile, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, words, flags, keywordRange } = instruction;
    if (keyword !== 'ADD' || flags.some(({ name }) => name === 'unpack')) continue;
    const sources = words.slice(0, -1).map(({ text, value }) => resolve(text, instruction).text ?? value);
    const local = sources.find(isLocalFile);
    if (local === undefined) continue;
    const message = `ADD takes the local "${plain(local, 100)}", which COPY does without surprises. Write COPY.`;
    const isCertain =
      sources.every((source) => NO_ARCHIVE.test(source) && isLocalFile(source)) &&
      flags.every(({ name }) => SAME_FLAGS.has(name));
    const edits = [{ range: keywordRange, text: 'COPY' }];
    const hit = { kind: 'hit', instruction, range: keywordRange, message } as const;
    yield isCertain ? { ...hit, fix: { description: 'Write COPY instead of ADD', edits } } : hit;
  }
}

/** What starts with a variable without a value may be an address or an archive. */
function isLocalFile(source: string): boolean {
  return !ADDRESS.test(source) && !GIT.test(source) && !ARCHIVE.test(source) && !source.startsWith('$');
}
