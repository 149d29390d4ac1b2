import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** One vulnerability of one package, in words that all three scanners share. */
export interface Hit {
  /** As OSV names it, normalised. */
  readonly name: string;
  readonly version: string;
  /** CVE ids where there are any, else the record's id. */
  readonly ids: readonly string[];
}

const CVE = /^(?:[A-Z]+-)?(CVE-\d{4}-\d+)$/u;
const trivyAnswer = z.object({
  Results: z
    .array(
      z.object({
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string(),
              PkgIdentifier: z.object({ PURL: z.string().optional() }),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});
const grypeAnswer = z.object({
  matches: z.array(
    z.object({
      vulnerability: z.object({ id: z.string() }),
      relatedVulnerabilities: z.array(z.object({ id: z.string() })),
      artifact: z.object({ purl: z.string() }),
    }),
  ),
});
const ourAnswer = z.object({
  findings: z.array(
    z.object({
      category: z.string(),
      rule: z.string(),
      component: z.object({ purl: z.string() }).nullable(),
    }),
  ),
});

export function askTrivy(program: string, cache: string, sbom: string): readonly Hit[] {
  const flags = ['--skip-db-update', '--skip-java-db-update', '--offline-scan', '--scanners', 'vuln'];
  const text = run(
    program,
    ['sbom', sbom, '--cache-dir', cache, ...flags, '--format', 'json', '--quiet'],
    {},
  );
  return (trivyAnswer.parse(JSON.parse(text)).Results ?? []).flatMap(({ Vulnerabilities }) =>
    (Vulnerabilities ?? []).map((one) => hit(one.PkgIdentifier.PURL ?? '', [one.VulnerabilityID])),
  );
}

export function askGrype(program: string, cache: string, sbom: string): readonly Hit[] {
  const text = run(program, [`sbom:${sbom}`, '-o', 'json', '-q'], {
    GRYPE_DB_CACHE_DIR: cache,
    GRYPE_DB_AUTO_UPDATE: 'false',
    GRYPE_DB_VALIDATE_AGE: 'false',
    GRYPE_DB_VALIDATE_BY_HASH_ON_START: 'false',
    GRYPE_CHECK_FOR_APP_UPDATE: 'false',
  });
  return grypeAnswer
    .parse(JSON.parse(text))
    .matches.map((one) =>
      hit(one.artifact.purl, [one.vulnerability.id, ...one.relatedVulnerabilities.map(({ id }) => id)]),
    );
}

export function askUs(program: readonly string[], advisories: string, sbom: string): readonly Hit[] {
  const [node = '', ...rest] = program;
  const args = ['check', '--sbom', sbom, '--advisories', advisories, '--report', 'json=-', '--quiet'];
  const text = run(node, [...rest, ...args], {});
  return ourAnswer
    .parse(JSON.parse(text))
    .findings.filter(({ category }) => category === 'vulnerability')
    .map(({ rule, component }) => hit(component?.purl ?? '', [rule]));
}

function hit(purl: string, ids: readonly string[]): Hit {
  const bare = purl.replace(/[?#].*$/u, '');
  const at = bare.lastIndexOf('@');
  const name = decodeURIComponent(bare.slice(0, at)).replace(
    /^pkg:[a-z]+\/(?:alpine\/|debian\/|alma\/)?/u,
    '',
  );
  const cves = ids.flatMap((id) => CVE.exec(id)?.[1] ?? []);
  return {
    name: name.toLowerCase().replace(/[_.]/gu, '-'),
    version: decodeURIComponent(bare.slice(at + 1)).replace(/^v(?=\d)/u, ''),
    ids: cves.length > 0 ? cves : ids.slice(0, 1),
  };
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  const done = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, ...env },
  });
  if (done.error !== undefined) throw done.error;
  if (done.stdout === '') throw new Error(`${program} ${args.join(' ')}: ${done.stderr.slice(-2000)}`);
  return done.stdout;
}
