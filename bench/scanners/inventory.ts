/**
 * Compares what Image Gate, Syft and Trivy find installed in one image, by type of package.
 *
 *   node bench/scanners/inventory.ts <OCI layout>
 *
 * SYFT, TRIVY: the programs; what is not there is skipped aloud. DIFF=1 lists each difference.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.cjs');
const ourReport = z.object({
  components: z.array(z.object({ purl: z.string(), ownedBy: z.string().nullable().optional() })),
});
const cyclonedx = z.object({ components: z.array(z.object({ purl: z.string().optional() })) });

function run(program: string, args: readonly string[]): string | null {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  return done.error === undefined && done.stdout !== '' ? done.stdout : null;
}

/** Without qualifiers, and with one spelling of what tools encode differently. */
function plain(purl: string): string {
  return decodeURIComponent(purl.replace(/[?#].*$/u, '')).toLowerCase();
}

function typeOf(purl: string): string {
  return /^pkg:([^/]+)\//u.exec(purl)?.[1] ?? '?';
}

function main(): void {
  const [layout] = process.argv.slice(2);
  if (layout === undefined) throw new Error('name an OCI layout');
  const checks = ['check', '--layout', layout, '--checks', 'hardening', '--report', 'json=-', '--quiet'];
  const ours = ourReport.parse(JSON.parse(run(process.execPath, [CLI, ...checks]) ?? '')).components;
  const own = new Set(ours.map(({ purl }) => plain(purl)));
  const answers: readonly (readonly [string, string | null])[] = [
    ['Syft', run(process.env['SYFT'] ?? 'syft', [`oci-dir:${layout}`, '-o', 'cyclonedx-json', '-q'])],
    [
      'Trivy',
      run(process.env['TRIVY'] ?? 'trivy', ['image', '--input', layout, '--format', 'cyclonedx', '--quiet']),
    ],
  ];
  console.log(
    `we: ${own.size} packages, ${ours.filter(({ ownedBy }) => ownedBy !== null).length} of them part of an OS package`,
  );
  for (const [name, text] of answers) {
    if (text === null) {
      console.log(`skipped: ${name} gave no answer`);
      continue;
    }
    const { components } = cyclonedx.parse(JSON.parse(text));
    const theirs = new Set(components.flatMap(({ purl }) => (purl === undefined ? [] : [plain(purl)])));
    const types = new Set([...own, ...theirs].map(typeOf));
    console.log(`\n| type | both | only we | only ${name} |\n| --- | --: | --: | --: |`);
    for (const type of [...types].sort()) {
      const us = [...own].filter((purl) => typeOf(purl) === type);
      const them = [...theirs].filter((purl) => typeOf(purl) === type);
      const onlyWe = us.filter((purl) => !theirs.has(purl));
      const onlyThey = them.filter((purl) => !own.has(purl));
      console.log(`| ${[type, us.length - onlyWe.length, onlyWe.length, onlyThey.length].join(' | ')} |`);
      if (process.env['DIFF'] === undefined) continue;
      for (const purl of onlyWe) console.log(`  only we: ${purl}`);
      for (const purl of onlyThey) console.log(`  only ${name}: ${purl}`);
    }
  }
}

main();
