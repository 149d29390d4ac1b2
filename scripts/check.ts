/**
 * Everything that must hold before a commit: types, lint, format, tests, dist and docs up to date.
 * Runs all of it, says which failed, and exits 1 when any did.
 *
 *   node scripts/check.ts [name…]     only those named
 */
import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['types', ['tsc', '--noEmit']],
  ['lint', ['oxlint', '--type-aware', '--deny-warnings']],
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['docs', ['node', 'scripts/docs.ts', '--check']],
  ['dist', ['node', 'scripts/build.ts', '--check']],
  ['tests', ['vitest', 'run']],
];

const asked = process.argv.slice(2);
const failed: string[] = [];
for (const [name, [command = '', ...args]] of CHECKS) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: false });
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
