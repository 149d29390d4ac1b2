import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ALL_RULES } from '../../src/checks/rules.ts';
import { PAGE_NOTE, cell, table } from './markdown.ts';
import type { Peer } from './peer-codes.ts';
import { PEERS } from './peer-codes.ts';

const INTRO = `# Peers' codes

${PAGE_NOTE}

What other tools call the things that Image Gate reports.
Their codes work in ignore comments and in \`lint-ignore\`.
Where a rule of ours finds more or less than hadolint's on purpose, the last column leads to how and why.
ShellCheck's codes (\`SC…\`) are reported by \`DF-SC\`, which asks ShellCheck itself.
`;

/** The text of docs/peer-codes.md. */
export function peerCodesPage(): string {
  const differences = differencesByCode();
  return [INTRO, ...PEERS.map((peer) => section(peer, differences))].join('\n');
}

/** The anchor of the section of docs/lint-differences.md that is about a code, by code. */
export function differencesByCode(): ReadonlyMap<string, string> {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/lint-differences.md'), 'utf8');
  const anchors = new Map<string, string>();
  for (const [, heading = ''] of text.matchAll(/^#+ (.*DL\d{4}.*)$/gmu)) {
    // As GitHub makes anchors of headings.
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\w -]/gu, '')
      .replaceAll(' ', '-');
    for (const [code] of heading.matchAll(/DL\d{4}/gu)) anchors.set(code, anchor);
  }
  return anchors;
}

/** The ids of the rules that have a peer's code as an alias. */
export function rulesFor(code: string): readonly string[] {
  return ALL_RULES.filter(({ aliases }) => aliases.includes(code)).map(({ id }) => id);
}

function section({ name, codes, without }: Peer, differences: ReadonlyMap<string, string>): string {
  const isCompared = codes.some((code) => differences.has(code));
  const rows = codes.map((code) => {
    const rules = rulesFor(code).map((id) => `[${id}](rules.md#${id.toLowerCase()})`);
    const ours = rules.length === 0 ? cell(`None. ${without[code] ?? 'Not built yet.'}`) : rules.join(', ');
    if (!isCompared) return [code, ours];
    const anchor = differences.get(code);
    const same = anchor === undefined ? 'yes' : `[differs](lint-differences.md#${anchor})`;
    return [code, ours, rules.length === 0 ? '' : same];
  });
  const head = ['Code', 'Our rule'];
  return `## ${name}\n\n${table(isCompared ? [...head, 'Same'] : head, rows)}`;
}
