/**
 * Prints vitest's JSON results as one line, `N passed, N failed, N skipped`, and the names of what was skipped.
 * Exits 1 when no test ran or one failed.
 *
 *   node scripts/summary.ts <results.json>
 */
import { readFileSync } from 'node:fs';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly { status: string; fullName: string }[];
  }[];
}

function read(file: string | undefined): Results | null {
  try {
    return JSON.parse(readFileSync(file ?? '', 'utf8')) as Results;
  } catch {
    return null;
  }
}

const results = read(process.argv[2]);
if (results === null) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const skipped = results.testResults
  .flatMap((file) => file.assertionResults)
  .filter((t) => t.status === 'skipped');
for (const test of skipped) console.log(`skipped: ${test.fullName}`);
// A file that fails to load has no test of its own: it counts as one failure.
const broken = results.success || results.numFailedTests > 0 ? 0 : Math.max(1, results.numFailedTestSuites);
const failed = results.numFailedTests + broken;
console.log(`${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`);
process.exitCode = failed > 0 || results.numPassedTests === 0 ? 1 : 0;
