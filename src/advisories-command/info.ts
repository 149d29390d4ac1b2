import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withBundle } from '../checks/vulnerabilities/advisories/bundle/source.ts';
import { describeBundle } from './describe.ts';
import { readKeyFile } from './keys.ts';
import type { AdvisoriesContext } from './context.ts';

/** Describes a bundle, of any age. Throws as `withBundle`. */
export async function info(
  command: { readonly bundle: string; readonly key: string | null },
  { log, cwd, now }: Pick<AdvisoriesContext, 'log' | 'cwd' | 'now'>,
): Promise<string> {
  const publicKeyPem = await readKeyFile(command.key, cwd);
  const trust = { publicKeyPem, maxAge: Number.POSITIVE_INFINITY, now: now() };
  const file = resolve(cwd, command.bundle);
  return withBundle(file, { name: command.bundle, trust, log }, async ({ manifest, isSigned }) => {
    const { size } = await stat(file);
    const verified = publicKeyPem === null ? '' : 'The signature is by the key given.\n';
    return `${describeBundle(manifest, { bytes: size, isSigned })}${verified}`;
  });
}
