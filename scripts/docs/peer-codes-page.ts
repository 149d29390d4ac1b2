import { ALL_RULES } from '../../src/checks/rules.ts';
import { PAGE_NOTE, cell, table } from './markdown.ts';
import type { Peer } from './peer-codes.ts';
import { PEERS } from './peer-codes.ts';

const INTRO = `# Peers' codes

${PAGE_NOTE}

What other tools call the things that Image Gate reports.
Their codes work in ignore comments and in \`lint-ignore\`.
Where a rule of ours means something else than the peer's on purpose, [lint-differences.md](lint-differences.md) says how.
ShellCheck's codes (\`SC…\`) are reported by \`DF-SC\`, which asks ShellCheck itself.
`;

/** The text of docs/peer-codes.md. */
export function peerCodesPage(): string {
  return [INTRO, ...PEERS.map((peer) => section(peer))].join('\n');
}

/** The ids of the rules that have a peer's code as an alias. */
export function rulesFor(code: string): readonly string[] {
  return ALL_RULES.filter(({ aliases }) => aliases.includes(code)).map(({ id }) => id);
}

function section({ name, codes, without }: Peer): string {
  const rows = codes.map((code) => {
    const rules = rulesFor(code).map((id) => `[${id}](rules.md#${id.toLowerCase()})`);
    return [code, rules.length === 0 ? cell(`None. ${without[code] ?? 'Not built yet.'}`) : rules.join(', ')];
  });
  return `## ${name}\n\n${table(['Code', 'Our rule'], rows)}`;
}
