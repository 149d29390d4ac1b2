import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleExposeCasing: LintRule = {
  id: 'DF-STYLE-EXPOSE-CASING',
  title: 'The protocol of EXPOSE has upper case letters',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Protocols are written in lower case everywhere else.',
  fix: 'Write `tcp`, `udp` or `sctp`.',
  references: ['https://docs.docker.com/reference/build-checks/expose-proto-casing/'],
  aliases: ['ExposeProtoCasing'],
  check,
};

const PROTOCOL = /\/(tcp|udp|sctp)$/iu;

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    if (instruction.keyword !== 'EXPOSE') continue;
    for (const { text, range } of instruction.words) {
      const protocol = PROTOCOL.exec(text)?.[1];
      if (protocol === undefined || protocol === protocol.toLowerCase()) continue;
      const wanted = text.slice(0, -protocol.length) + protocol.toLowerCase();
      yield {
        kind: 'hit',
        instruction,
        range,
        message: `The protocol "${protocol}" has upper case letters. Write ${protocol.toLowerCase()}.`,
        fix: { description: 'Write the protocol in lower case', edits: [{ range, text: wanted }] },
      };
    }
  }
}
