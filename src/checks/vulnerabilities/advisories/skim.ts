/** What can be told of a record without parsing it. */
export interface Skimmed {
  readonly names: ReadonlySet<string>;
  readonly ecosystems: ReadonlySet<string>;
  readonly modified: string | null;
  /** False when an escape could hide one of them: then the record must be parsed. */
  readonly sure: boolean;
}

const MEMBERS = /"(name|ecosystem|modified)"\s*:\s*"([^"\\]*)"/gu;

// A name can also be written with escapes. Writers escape <, > and & (003c, 003e, 0026), which no package name
// has; anything else that could stand in a name makes the skimming unsure.
const ESCAPED = /\\(?:\/|u00(?:2[b-f]|3[0-9a]|[4-7]))/iu;

/**
 * Package names, ecosystems and times of an OSV record, read from its text: ten times faster than parsing the
 * tens of thousands of records that concern other packages.
 */
export function skim(json: string): Skimmed {
  const names = new Set<string>();
  const ecosystems = new Set<string>();
  let modified: string | null = null;
  for (const [, member, value = ''] of json.matchAll(MEMBERS)) {
    if (member === 'name') names.add(value);
    else if (member === 'ecosystem') ecosystems.add(value);
    else modified ??= value;
  }
  return { names, ecosystems, modified, sure: !ESCAPED.test(json) };
}
