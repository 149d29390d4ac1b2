import { plain } from '../../../util/escape.ts';
import { isSsh, parsePort } from '../../port.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPortPriv: LintRule = {
  id: 'DF-PORT-PRIV',
  title: 'A privileged port is exposed',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'On many hosts only root, or a process with NET_BIND_SERVICE, may listen on a port below 1024, so such an image is run with more rights than it needs.',
  fix: 'Listen on a port from 1024 on (`8080`, `8443`) and map the outer port to it.',
  references: ['CIS 5.8'],
  aliases: [],
  check,
};

const FIRST_FREE_PORT = 1024;

function* check({ chain, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of chain.flatMap(({ instructions }) => instructions)) {
    if (instruction.keyword !== 'EXPOSE') continue;
    for (const { text, range } of instruction.words) {
      const port = parsePort(resolve(text, instruction).text ?? '');
      if (port === null || port.first >= FIRST_FREE_PORT) continue;
      // sshd's port is for DF-SSHD.
      if (isSsh(port) && port.first === port.last) continue;
      const message = `The port ${plain(text, 50)} is below 1024. Listen on a higher port and map the outer port to it.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}
