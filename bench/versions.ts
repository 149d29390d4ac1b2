/**
 * Some 70,000 generated pairs of versions, judged by the real dpkg, rpm and apk, and by us. Takes minutes: dpkg and
 * apk are one process for each question.
 *
 *   npm run bench:versions [-- <seed>]
 */
import { differences, JUDGES, versionPairs } from '../test/support/version-judges.ts';

const PAIRS = { dpkg: 20_000, rpm: 40_000, apk: 10_000 } as const;

const seed = Number(process.argv[2] ?? '1');
let all = 0;
let wrong = 0;
for (const judge of JUDGES) {
  const absence = judge.absence();
  if (absence !== null) {
    console.log(`skipped: ${judge.id}: ${absence}`);
    continue;
  }
  const pairs = versionPairs(judge, PAIRS[judge.id], seed);
  const found = differences(judge, pairs);
  for (const line of found.slice(0, 20)) console.log(`  ${line}`);
  console.log(`${judge.id}: ${pairs.length} pairs, ${found.length} differences`);
  all += pairs.length;
  wrong += found.length;
}
console.log(`${all} pairs in all, ${wrong} differences`);
if (wrong > 0) process.exitCode = 1;
