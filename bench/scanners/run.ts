/**
 * Compares Image Gate with Trivy and Grype on the same packages and the same advisories: packages of the
 * advisories themselves, in versions next to the bounds of what is affected. docs/agreement.md explains what differs.
 *
 *   node bench/scanners/run.ts <folder of OSV exports>
 *
 * TRIVY, GRYPE: the programs. TRIVY_CACHE, GRYPE_CACHE: folders made with bench/peers/osv-to-trivy and
 * bench/peers/osv-to-grype from the same exports. What is not there is skipped aloud. DIFF=1 lists each difference.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Hit } from './answers.ts';
import { askGrype, askTrivy, askUs } from './answers.ts';
import { sameIds } from './same-ids.ts';
import { boundarySbom, SUBJECTS } from './sbom.ts';

/** More packages next to each other are affected by so much that no report holds it. */
const PACKAGES = 1200;
const CLI = [process.execPath, path.resolve(import.meta.dirname, '../../dist/cli.cjs')];

interface Peer {
  readonly name: string;
  readonly ask: (sbom: string) => readonly Hit[];
}

function peers(): readonly Peer[] {
  const { env } = process;
  const found: Peer[] = [];
  for (const [name, ask] of [
    ['Trivy', askTrivy],
    ['Grype', askGrype],
  ] as const) {
    const program = env[name.toUpperCase()] ?? name.toLowerCase();
    const cache = env[`${name.toUpperCase()}_CACHE`];
    if (cache === undefined || !existsSync(cache)) console.log(`skipped: no ${name.toUpperCase()}_CACHE`);
    else found.push({ name, ask: (sbom) => ask(program, cache, sbom) });
  }
  return found;
}

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('name a folder of OSV exports');
  const work = mkdtempSync(path.join(tmpdir(), 'scanners-'));
  const asked = peers();
  console.log('| ecosystem | packages | findings | peer | its findings | both | only we | only it |');
  console.log('| --- | --: | --: | --- | --: | --: | --: | --: |');
  try {
    for (const subject of SUBJECTS) {
      const sbom = path.join(work, `${subject.ecosystem.replace(':', '-')}.json`);
      const document = await boundarySbom(subject, folder, PACKAGES);
      writeFileSync(sbom, JSON.stringify(document));
      const same = await sameIds(folder, subject.ecosystem);
      const ours = keysOf(askUs(CLI, folder, sbom), same);
      for (const { name, ask } of asked) {
        // Grype takes Red Hat's advisories for AlmaLinux, and AlmaLinux's own only to correct them.
        if (name === 'Grype' && subject.ecosystem.startsWith('AlmaLinux')) continue;
        const theirs = keysOf(ask(sbom), same);
        const both = [...ours].filter((key) => theirs.has(key)).length;
        const count =
          'components' in document && Array.isArray(document.components) ? document.components.length : 0;
        console.log(
          `| ${[subject.ecosystem, count, ours.size, name, theirs.size, both, ours.size - both, theirs.size - both].join(' | ')} |`,
        );
        if (process.env['DIFF'] !== undefined) list(name, ours, theirs);
      }
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

function keysOf(hits: readonly Hit[], same: (id: string) => string): ReadonlySet<string> {
  return new Set(hits.flatMap(({ name, version, ids }) => ids.map((id) => `${name} ${version} ${same(id)}`)));
}

function list(name: string, ours: ReadonlySet<string>, theirs: ReadonlySet<string>): void {
  for (const key of ours) if (!theirs.has(key)) console.log(`  only we: ${key}`);
  for (const key of theirs) if (!ours.has(key)) console.log(`  only ${name}: ${key}`);
}

await main();
