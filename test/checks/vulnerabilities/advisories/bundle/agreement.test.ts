import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBundle } from '../../../../../src/checks/vulnerabilities/advisories/bundle/build.ts';
import { folderExports } from '../../../../../src/checks/vulnerabilities/advisories/bundle/exports-folder.ts';
import { openBundle } from '../../../../../src/checks/vulnerabilities/advisories/bundle/source.ts';
import { openOsvFolder } from '../../../../../src/checks/vulnerabilities/advisories/osv-folder.ts';
import type { OsvRecord } from '../../../../../src/checks/vulnerabilities/advisories/osv-record.ts';
import { parseRecord } from '../../../../../src/checks/vulnerabilities/advisories/osv-record.ts';
import type {
  AdvisorySource,
  PackageQuery,
} from '../../../../../src/checks/vulnerabilities/advisories/source.ts';
import { parentEcosystem } from '../../../../../src/checks/vulnerabilities/advisories/source.ts';
import { checkVulnerabilities } from '../../../../../src/checks/vulnerabilities/check.ts';
import { judge } from '../../../../../src/checks/vulnerabilities/matching/judge.ts';
import { SCHEMES } from '../../../../../src/checks/vulnerabilities/versions/index.ts';
import { NO_LOCATION } from '../../../../../src/model/finding.ts';
import type { Inventory } from '../../../../../src/inventory/inventory.ts';
import { SILENT } from '../../../../../src/util/log.ts';
import { aComponent } from '../../../../support/components.ts';
import { anInventory } from '../../../../support/an-inventory.ts';
import { makeBundle } from '../../../../support/bundles.ts';
import { rawRecord, rawRow } from '../../../../support/osv-records.ts';
import { SHARED_DATA, hasSharedData } from '../../../../support/shared-data.ts';
import { workFolder } from '../../../../support/work-folder.ts';

const signal = new AbortController().signal;
const trust = { publicKeyPem: null, maxAge: Number.POSITIVE_INFINITY, now: new Date() };

const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'));
const odd = fc.oneof(
  { weight: 9, arbitrary: version },
  { weight: 1, arbitrary: fc.constantFrom('1.0', '<= 1', 'x') },
);
const event = fc.oneof(
  fc.constant('introduced 0'),
  fc
    .tuple(fc.constantFrom('introduced', 'fixed', 'last_affected', 'limit'), odd)
    .map((pair) => pair.join(' ')),
);
const row = fc.record({
  range: fc.array(event, { maxLength: 4 }),
  type: fc.constantFrom('ECOSYSTEM', 'SEMVER', 'GIT', 'OTHER'),
  versions: fc.array(odd, { maxLength: 4 }),
});

describe('a bundle judges as the exports that it was built from', () => {
  it.each(['npm', 'PyPI', 'Maven', 'Alpine:v3.10'])('for any rows of %s', async (ecosystem) => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 3 }), odd, async (rows, installed) => {
        const affected = rows.map(({ range, type, versions }) => ({
          ...rawRow(`${ecosystem} a`, range, type),
          versions,
        }));
        const made = await makeBundle({ [parentEcosystem(ecosystem)]: [rawRecord({ id: 'X-1', affected })] });
        const query = { ecosystem, name: 'a', version: installed };
        const [bundle, folder] = await both(made.file, made.folder, [query]);
        expect(judged(bundle[0] ?? [], query)).toEqual(judged(folder[0] ?? [], query));
      }),
      { numRuns: 60 },
    );
  });
});

describe.skipIf(!hasSharedData('osv'))('a bundle of real exports', () => {
  // bench/bundle.ts compares all of them.
  it(
    'judges one in sixteen of their packages, at the edges of its ranges, as they do',
    { timeout: 120_000 },
    async () => {
      const folder = resolve(SHARED_DATA, 'osv');
      const file = await realBundle(folder);
      const queries = (await edges(folder)).filter((_query, index) => index % 16 === 0);
      expect(queries.length).toBeGreaterThan(1000);
      const [bundle, exports] = await both(file, folder, queries);
      const differing = queries.filter(
        (query, index) =>
          JSON.stringify(judged(bundle[index] ?? [], query)) !==
          JSON.stringify(judged(exports[index] ?? [], query)),
      );
      expect(differing).toEqual([]);
    },
  );

  it('gives the same findings, but for their links', { timeout: 120_000 }, async () => {
    const folder = resolve(SHARED_DATA, 'osv');
    const file = await realBundle(folder);
    const queries = (await edges(folder)).filter((_query, index) => index % 160 === 0);
    const inventory = anInventory({
      components: queries.map(({ ecosystem, name, version: installed }, index) =>
        aComponent({
          purl: `pkg:generic/p${String(index)}@1`,
          ecosystem,
          name,
          version: installed,
          source: null,
        }),
      ),
    });
    const [ours, theirs] = await Promise.all(
      [openBundle(file, { name: 'b', trust, log: SILENT }), openOsvFolder(folder, { log: SILENT })].map(
        (source) => found(source, inventory),
      ),
    );
    expect(ours).toEqual(theirs);
    expect(JSON.stringify(ours).length).toBeGreaterThan(1000);
  });
});

async function realBundle(folder: string): Promise<string> {
  const output = `${workFolder()}/bundle`;
  const about = { output, privateKeyPem: null, tool: 'test', now: new Date(), log: SILENT, signal };
  await buildBundle({ ...about, exports: folderExports(folder, null), feeds: [] });
  return output;
}

/** Of each row: the first version of its events and one that it lists. */
async function edges(folder: string): Promise<readonly PackageQuery[]> {
  const queries = new Map<string, PackageQuery>();
  for await (const { records } of folderExports(folder, null)) {
    for await (const { content } of records(signal)) {
      const read = parseRecord(content.toString('utf8'));
      for (const { package: of, versions, ranges } of read.ok ? read.record.affected : []) {
        if (of === null || of === undefined) continue;
        const events = ranges.filter(({ type }) => type !== 'GIT').flatMap((range) => range.events);
        const texts = events.flatMap((one) => Object.values(one)).filter((text) => text !== undefined);
        for (const text of [texts[1] ?? texts[0], versions[0]]) {
          if (text === undefined || !SCHEMES.has(parentEcosystem(of.ecosystem))) continue;
          const query = { ecosystem: of.ecosystem, name: of.name, version: text };
          queries.set(JSON.stringify(query), query);
        }
      }
    }
  }
  return [...queries.values()];
}

async function both(
  file: string,
  folder: string,
  queries: readonly PackageQuery[],
): Promise<readonly [readonly (readonly OsvRecord[])[], readonly (readonly OsvRecord[])[]]> {
  const bundle = await openBundle(file, { name: 'b', trust, log: SILENT }).lookup(queries, signal);
  const exports = await openOsvFolder(folder, { log: SILENT }).lookup(queries, signal);
  return [bundle.records, exports.records];
}

function judged(records: readonly OsvRecord[], query: PackageQuery): unknown {
  const scheme = SCHEMES.get(parentEcosystem(query.ecosystem));
  if (scheme === undefined) throw new Error(`no scheme for ${query.ecosystem}`);
  return records
    .map((record) => {
      const judgement = judge(record, query, scheme);
      return judgement.result === 'affected'
        ? { id: record.id, result: judgement.result, fixedIn: judgement.fixedIn }
        : { id: record.id, ...judgement };
    })
    .filter(({ result }) => result !== 'unaffected')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function found(source: AdvisorySource, inventory: Inventory): Promise<unknown> {
  const locate = (): typeof NO_LOCATION => NO_LOCATION;
  const result = await checkVulnerabilities({ inventory, sources: [source], locate, log: SILENT, signal });
  return result.findings
    .map((finding) => ({ ...finding, references: [] }))
    .sort((a, b) => (`${a.id}${a.component?.purl ?? ''}` < `${b.id}${b.component?.purl ?? ''}` ? -1 : 1));
}
