/**
 * Asks the real hadolint again for the answers recorded in test/agreement/hadolint.json, and says which changed.
 * The test beside that file holds our rules to them.
 *
 *   npm run bench:agreement             (HADOLINT names the program; skipped aloud where there is none)
 *   npm run bench:agreement -- --write  records what it answers
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const FILE = path.resolve(import.meta.dirname, '../test/agreement/hadolint.json');
const HADOLINT = process.env['HADOLINT'] ?? 'hadolint';
const cases = z.array(z.object({ dockerfile: z.string(), codes: z.array(z.string()) }));
const answers = z.array(z.object({ code: z.string() }));

function ask(dockerfile: string): string[] {
  const { stdout } = spawnSync(HADOLINT, ['--no-fail', '-f', 'json', '-'], {
    input: `${dockerfile}\n`,
    encoding: 'utf8',
  });
  const codes = answers.parse(JSON.parse(stdout)).map(({ code }) => code);
  return [...new Set(codes)].filter((code) => code.startsWith('DL')).sort();
}

function main(): void {
  if (spawnSync(HADOLINT, ['--version']).error !== undefined) {
    return console.log('skipped: hadolint is not here (set HADOLINT to the program)');
  }
  const known = cases.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const asked = known.map(({ dockerfile }) => ({ dockerfile, codes: ask(dockerfile) }));
  let changed = 0;
  for (const [index, { dockerfile, codes }] of asked.entries()) {
    const before = known[index]?.codes.join(' ') ?? '';
    if (before === codes.join(' ')) continue;
    changed++;
    console.log(`${JSON.stringify(dockerfile)}: ${before} is now ${codes.join(' ')}`);
  }
  console.log(`${asked.length} cases, ${changed} answers changed`);
  if (process.argv.includes('--write')) {
    writeFileSync(FILE, `[\n${asked.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`);
  } else if (changed > 0) process.exitCode = 1;
}

main();
