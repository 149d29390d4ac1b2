import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from 'sarif';

const TOOL = resolve(
  import.meta.dirname,
  '../../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool',
);

/** What the official validator must find: it does so in a file that it is known to refuse. */
export interface SarifComplaint {
  readonly rule: string;
  readonly level: string;
  readonly where: readonly string[];
}

/**
 * The errors and warnings of the official SARIF validator, with its rules for GitHub. Notes are left out: they
 * ask for snippets and for names that GitHub does not read.
 */
export async function sarifComplaints(text: string): Promise<readonly SarifComplaint[]> {
  const folder = await mkdtemp(join(tmpdir(), 'image-gate-sarif-'));
  try {
    const input = join(folder, 'input.sarif');
    const output = join(folder, 'output.sarif');
    await writeFile(input, text);
    // npm does not run the package's own script that does this.
    await chmod(TOOL, 0o755);
    await promisify(execFile)(
      TOOL,
      [
        'validate',
        input,
        '--rule-kind',
        'Sarif;Ghas',
        '--level',
        'Error;Warning',
        '--output',
        output,
        '--quiet',
      ],
      { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }, timeout: 60_000 },
    ).catch((error: unknown) => {
      // The exit code says only that there are complaints; the output says which.
      if (!(error instanceof Error)) throw error;
    });
    return complaints(JSON.parse(await readFile(output, 'utf8')) as Log);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function complaints(log: Log): readonly SarifComplaint[] {
  return log.runs.flatMap((run) =>
    (run.results ?? []).map(({ ruleId, level, message }) => ({
      rule: ruleId ?? '',
      level: level ?? 'warning',
      where: message.arguments ?? [],
    })),
  );
}
