import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { PAGE_NOTE, cell, code, table } from './markdown.ts';

const THROWN = /new (\w+Error)\(\s*'([A-Z][A-Z0-9_]+)',\s*(?:`([^`]*)`|'([^']*)')?/gu;
/** `BadValue` is what a setting's reader throws; it becomes an `InputError`. */
const BAD_VALUE = /(?:code = |null, )'([A-Z][A-Z0-9_]+)'\)/gu;
/** How the readers of `trust` name theirs. */
const TRUST_CODE = /\b(?:code(?: =|:) )?'(TRUST_[A-Z]+)'/gu;
const TRUST_SAYS = '…: trust.…: what is wrong with the value there (see [trust](trust.md))';
const PART = /\$\{(?:[^{}]|\{[^{}]*\})*\}/gu;

const MEANING: Readonly<Record<string, string>> = {
  InputError: "The caller's mistake. Exit 2.",
  SourceError: 'A registry, daemon, archive or advisory host did not give what was asked for.',
  EngineError: 'An external program failed.',
  VerificationError: 'The evidence is bad.',
  InternalError: 'A fault of ours: please report it.',
};

/** The text of docs/errors.md: every code in the source, with its class and its messages. */
export function errorsPage(root: string): string {
  const codes = collect(root);
  const sections = Object.entries(MEANING).map(([name, meaning]) => {
    const rows = [...codes]
      .filter(([key]) => key.startsWith(`${name} `))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, messages]) => [
        code(key.slice(name.length + 1)),
        [...messages].sort().map(cell).join('<br>'),
      ]);
    return `## ${name}\n\n${meaning}\n\n${rows.length === 0 ? '' : table(['Code', 'Says'], rows)}`;
  });
  return `# Errors

${PAGE_NOTE}

An error says that something could not be examined: it is never a finding.
Misuse ends the run with status 2; every other error makes its step \`failed\` and the verdict \`incomplete\`.
Codes never change their meaning. In the messages, … stands for a value.

${sections.join('\n')}`;
}

function collect(root: string): ReadonlyMap<string, ReadonlySet<string>> {
  const codes = new Map<string, Set<string>>();
  const folder = join(root, 'src');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!entry.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, entry), 'utf8');
    for (const [, name = '', codeName = '', template, literal] of text.matchAll(THROWN)) {
      add(`${name} ${codeName}`, (template ?? literal ?? '').replaceAll(PART, '…'));
    }
    for (const [, codeName = ''] of text.matchAll(BAD_VALUE)) add(`InputError ${codeName}`, '');
    if (!entry.startsWith('settings/')) continue;
    for (const [, codeName = ''] of text.matchAll(TRUST_CODE)) add(`InputError ${codeName}`, TRUST_SAYS);
  }
  return codes;

  function add(key: string, message: string): void {
    const messages = codes.get(key) ?? new Set();
    if (message !== '') messages.add(message);
    codes.set(key, messages);
  }
}
