import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfAddRemote: LintRule = {
  id: 'DF-ADD-REMOTE',
  title: 'ADD from the network without a checksum',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'Nothing tells whether the server sent what the author of the Dockerfile saw.',
  fix: 'Add `--checksum=sha256:…`; for a Git repository name a full commit: `…git#<commit>`.',
  references: ['CIS 4.9', 'CWE-494'],
  aliases: ['CKV_DOCKER_4'],
  check,
};

const HTTP = /^https?:\/\//iu;
const GIT = /^(?:git:\/\/|git@|ssh:\/\/git@)|^https?:\/\/[^\s#?]{1,2000}\.git(?:#|\?|$)/iu;
const COMMIT = /(?:#|[?&](?:ref|checksum)=)[0-9a-f]{40}(?:[:&]|$)/iu;

function* check({ instructions, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    const { keyword, words, flags, json } = instruction;
    if (
      keyword !== 'ADD' ||
      flags.some(({ name, value }) => name === 'checksum' && value !== null && value !== '')
    )
      continue;
    for (const { text, value, range } of words.slice(0, -1)) {
      const source = json === null ? (resolve(text, instruction).text ?? value) : value;
      const isGit = GIT.test(source);
      if (!(isGit || HTTP.test(source)) || (isGit && COMMIT.test(source))) continue;
      const message = `ADD takes "${plain(source, 200)}" from the network and checks nothing. Add --checksum.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}
