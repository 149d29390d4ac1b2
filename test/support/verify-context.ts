import { newVerifyContext } from '../../src/checks/signatures/context.ts';
import type { VerifyContext } from '../../src/checks/signatures/judged.ts';
import { SILENT } from '../../src/util/log.ts';

/** A context of this machine alone; `notes` gets what is noted. */
export function verifyContext(
  change: Partial<Omit<VerifyContext, 'registry' | 'once' | 'note'>> = {},
  notes: string[] = [],
): VerifyContext {
  return newVerifyContext(
    {
      log: SILENT,
      signal: new AbortController().signal,
      now: new Date(),
      env: { PATH: process.env['PATH'] },
      insecureRegistries: [],
      cacheDir: null,
      githubToken: null,
      githubApiUrl: 'http://127.0.0.1:9',
      ...change,
    },
    (text) => notes.push(text),
  );
}
