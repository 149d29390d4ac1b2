import type { Package } from '../cataloguer.ts';

/** Fields of one paragraph, names in lower case. A field that comes twice keeps its first value, and is counted. */
export type Stanza = ReadonlyMap<string, string>;

export interface Stanzas {
  readonly stanzas: readonly Stanza[];
  /** Lines that are neither a field nor the continuation of one. */
  readonly badLines: number;
  /** Wanted fields that came again in their paragraph: an empty line may be missing, and with it a package. */
  readonly repeated: number;
}

/**
 * Reads paragraphs of `Name: value` lines, the form of Debian control files and of mail headers. Of a value
 * that goes over several lines only the first is kept, because no field that we use has more.
 * Source: Debian Policy Manual, 5.1; RFC 5322, 2.2. Only the fields in `wanted` (lower case) are kept.
 */
export function readStanzas(text: string, wanted: ReadonlySet<string>): Stanzas {
  const stanzas: Stanza[] = [];
  let current = new Map<string, string>();
  let hasLines = false;
  let badLines = 0;
  let repeated = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (trimmed.trim() === '') {
      if (hasLines) stanzas.push(current);
      current = new Map();
      hasLines = false;
      continue;
    }
    hasLines = true;
    if (trimmed.startsWith(' ') || trimmed.startsWith('\t')) continue;
    const colon = trimmed.indexOf(':');
    if (colon <= 0) {
      badLines++;
      continue;
    }
    const name = trimmed.slice(0, colon).toLowerCase();
    if (!wanted.has(name)) continue;
    if (current.has(name)) repeated++;
    else current.set(name, trimmed.slice(colon + 1).trim());
  }
  if (hasLines) stanzas.push(current);
  return { stanzas, badLines, repeated };
}

/** The packages of a database of stanzas, and what is wrong with it. `read` gives null for what is not there. */
export function readDatabase(
  content: Buffer,
  wanted: ReadonlySet<string>,
  read: (stanza: Stanza) => Package | string | null,
): { readonly packages: Package[]; readonly unknowns: string[] } {
  const { stanzas, badLines, repeated } = readStanzas(content.toString('utf8'), wanted);
  const packages: Package[] = [];
  const unknowns: string[] = [];
  for (const stanza of stanzas) {
    const one = read(stanza);
    if (typeof one === 'string') unknowns.push(one);
    else if (one !== null) packages.push(one);
  }
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not "Name: value"`);
  if (repeated > 0) {
    unknowns.push(
      `${repeated} fields come twice in one entry: an empty line is missing, or the file is damaged`,
    );
  }
  return { packages, unknowns };
}
