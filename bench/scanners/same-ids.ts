import { readRecords, recordFiles } from '../../src/checks/vulnerabilities/advisories/record-files.ts';
import { parseRecord } from '../../src/checks/vulnerabilities/advisories/osv-record.ts';

/** Gives one name to all ids that the advisories call the same vulnerability, so that tools may choose another. */
export async function sameIds(folder: string, ecosystem: string): Promise<(id: string) => string> {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    return at;
  };
  const files = await recordFiles(`${folder}/${ecosystem.split(':')[0] ?? ''}`);
  if (files === null) return root;
  for await (const { content } of readRecords(files, new AbortController().signal)) {
    const read = parseRecord(content.toString('utf8'));
    if (!read.ok) continue;
    for (const alias of read.record.aliases) {
      const [a, b] = [root(read.record.id), root(alias)];
      if (a !== b) parents.set(a, b);
    }
  }
  return root;
}
