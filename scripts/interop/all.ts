/**
 * Holds the verifiers to what the signers' own programs sign, and to the public vectors: `npm run test:interop`.
 * COSIGN names the cosign program (else the one on the path), SIGSTORE_CONFORMANCE the folder `test/assets/bundle-verify`
 * of sigstore/sigstore-conformance. What is not here is left out aloud; exits with 1 when one disagrees or nothing ran.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const cosign = process.env['COSIGN'] ?? 'cosign';
const conformance = process.env['SIGSTORE_CONFORMANCE'] ?? '';
const hasGo = runs('go', ['version']);

const PARTS: readonly {
  readonly script: string;
  readonly args: readonly string[];
  readonly needs: string;
  readonly isHere: boolean;
}[] = [
  { script: 'cosign.ts', args: [cosign], needs: 'cosign', isHere: runs(cosign, ['version']) },
  { script: 'notation.ts', args: [], needs: 'go', isHere: hasGo },
  { script: 'notation-vectors.ts', args: [], needs: 'go', isHere: hasGo },
  {
    script: 'sigstore-conformance.ts',
    args: [conformance],
    needs: 'SIGSTORE_CONFORMANCE',
    isHere: existsSync(conformance),
  },
];

let ran = 0;
const failed: string[] = [];
for (const { script, args, needs, isHere } of PARTS) {
  if (!isHere) {
    console.warn(`skipped: ${script} needs ${needs}, which is not here`);
    continue;
  }
  ran += 1;
  console.log(`\n${script}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) failed.push(script);
}
console.log(`\n${ran - failed.length} agreed, ${failed.length} did not, ${PARTS.length - ran} skipped`);
process.exitCode = ran === 0 || failed.length > 0 ? 1 : 0;

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, [...args], { stdio: 'ignore' }).status === 0;
}
