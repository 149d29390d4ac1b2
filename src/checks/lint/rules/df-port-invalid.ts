import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPortInvalid: LintRule = {
  id: 'DF-PORT-INVALID',
  title: 'What is exposed is not a port',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The builder refuses it, or the port that was meant is not exposed.',
  fix: 'Write a port from 1 to 65535, a range from low to high, and one of the protocols tcp, udp and sctp: `EXPOSE 8080/tcp`.',
  references: ['https://docs.docker.com/reference/build-checks/expose-invalid-format/'],
  aliases: ['DL3011', 'DS-0008', 'ExposeInvalidFormat'],
  check,
};

const PORT = /^(\d{1,20})(?:-(\d{1,20}))?(?:\/(\w{1,20}))?$/u;
const MAX_PORT = 65_535;
const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);

function* check({ dockerfile, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    if (instruction.keyword !== 'EXPOSE') continue;
    for (const { text, range } of instruction.words) {
      const port = resolve(text, instruction).text;
      const problem = port === null || port === '' ? null : portProblem(port);
      if (problem === null) continue;
      yield { kind: 'hit', instruction, range, message: `"${plain(text, 100)}" ${problem}` };
    }
  }
}

function portProblem(text: string): string | null {
  const [, first, last, protocol = 'tcp'] = PORT.exec(text) ?? [];
  if (first === undefined) return 'is not a port. Write a number or a range, without address and outer port.';
  if (Number(first) > MAX_PORT || Number(last ?? 0) > MAX_PORT) return 'is above 65535, the highest port.';
  if (last !== undefined && Number(last) < Number(first)) return 'is a range that ends below its start.';
  return PROTOCOLS.has(protocol.toLowerCase()) ? null : 'has a protocol that is none of tcp, udp and sctp.';
}
