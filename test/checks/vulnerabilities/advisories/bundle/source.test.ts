import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openBundle } from '../../../../../src/checks/vulnerabilities/advisories/bundle/source.ts';
import type { BundleTrust } from '../../../../../src/checks/vulnerabilities/advisories/bundle/source.ts';
import { writeBundle } from '../../../../../src/checks/vulnerabilities/advisories/bundle/write.ts';
import type { BundleManifest } from '../../../../../src/checks/vulnerabilities/advisories/bundle/manifest.ts';
import type { LookupResult } from '../../../../../src/checks/vulnerabilities/advisories/source.ts';
import { partOf } from '../../../../../src/checks/vulnerabilities/advisories/bundle/shard-builder.ts';
import { SILENT } from '../../../../../src/util/log.ts';
import { makeBundle, makeKeys } from '../../../../support/bundles.ts';
import { rawRecord, rawRow } from '../../../../support/osv-records.ts';
import { recordingLog } from '../../../../support/recording-log.ts';
import { workFolder } from '../../../../support/work-folder.ts';

const DAY = 86_400_000;
const ALPINE = { Alpine: [rawRecord({ id: 'A-1' }), rawRecord({ id: 'A-2', of: 'Alpine:v3.11 zlib' })] };

describe('a lookup in a bundle', () => {
  it('gives each question the records of its package and release', async () => {
    const { file } = await makeBundle({
      Alpine: [
        rawRecord({ id: 'A-1' }),
        rawRecord({ id: 'A-2', of: 'Alpine:v3.11 openssl' }),
        rawRecord({
          id: 'A-4',
          affected: [
            rawRow('Alpine:v3.10 zlib', ['introduced 0']),
            rawRow('Alpine:v3.10 openssl', ['introduced 0']),
          ],
        }),
      ],
      npm: [rawRecord({ id: 'N-1', of: 'npm openssl' })],
    });
    const result = await lookup(file, [
      'Alpine:v3.10 openssl',
      'Alpine:v3.11 zlib',
      'npm openssl',
      'Alpine:v3.10 none',
    ]);
    expect(result.records.map((records) => records.map(({ id }) => id))).toEqual([
      ['A-1', 'A-4'],
      [],
      ['N-1'],
      [],
    ]);
    expect([...result.notCovered]).toEqual([]);
  });

  it('finds every spelling of a PyPI name', async () => {
    const { file } = await makeBundle({ PyPI: [rawRecord({ id: 'P-1', of: 'PyPI Zope.Interface' })] });
    expect((await lookup(file, ['PyPI zope-interface'])).records[0]?.[0]?.id).toBe('P-1');
  });

  it('says of an ecosystem or release that it does not have that it is not covered', async () => {
    const { file } = await makeBundle(ALPINE);
    const { notCovered } = await lookup(file, ['Alpine:v3.10 openssl', 'Alpine:v3.99 openssl', 'npm a']);
    expect([...notCovered.keys()]).toEqual(['Alpine:v3.99', 'npm']);
  });

  it('reads only the shards of what is asked for', async () => {
    const log = recordingLog();
    const { file } = await makeBundle({ ...ALPINE, npm: [rawRecord({ id: 'N-1', of: 'npm a' })] });
    await openBundle(file, { name: 'b', trust: trusting(), log }).lookup(queries(['npm a']), signal());
    expect(log.messages).toContain('debug: b: 1 of 3 shards read');
  });

  it('leaves out withdrawn records, and those without a package', async () => {
    const { manifest } = await makeBundle({
      npm: [
        rawRecord({ id: 'N-1', of: 'npm a', withdrawn: '2024-01-01T00:00:00Z' }),
        rawRecord({ id: 'N-2', affected: [{ ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }] }),
        rawRecord({ id: 'N-3', of: 'npm a' }),
      ],
    });
    expect(manifest.sources.map(({ records }) => records)).toEqual([1]);
  });

  it('tells of a record that could not be read when the bundle was built, to whom it may concern', async () => {
    const broken = JSON.stringify(rawRecord({ id: 'N-1', of: 'npm a', modified: 7 }));
    const { file } = await makeBundle({ npm: [broken, rawRecord({ id: 'N-2', of: 'npm b' })] });
    expect((await lookup(file, ['npm a'])).unreadable).toHaveLength(1);
    expect((await lookup(file, ['npm b'])).unreadable).toEqual([]);
  });
});

describe('the trust in a bundle', () => {
  it.each(['ed25519', 'ec'] as const)('uses one that the %s key signed', async (kind) => {
    const { privateKeyPem, publicKeyPem } = makeKeys(kind);
    const { file } = await makeBundle(ALPINE, { privateKeyPem });
    const { info } = await lookup(file, ['Alpine:v3.10 openssl'], { publicKeyPem });
    expect(info.source).toBe('bundle');
  });

  it('says that one was not verified when no key is set', async () => {
    const { file } = await makeBundle(ALPINE, { privateKeyPem: makeKeys().privateKeyPem });
    expect((await lookup(file, ['Alpine:v3.10 openssl'])).info.source).toContain('not verified');
  });

  it('refuses one that is not signed, or that another key signed', async () => {
    const { publicKeyPem } = makeKeys();
    const unsigned = await makeBundle(ALPINE);
    const other = await makeBundle(ALPINE, { privateKeyPem: makeKeys().privateKeyPem });
    await expect(lookup(unsigned.file, [], { publicKeyPem })).rejects.toMatchObject({
      code: 'ADVISORIES_UNSIGNED',
    });
    await expect(lookup(other.file, [], { publicKeyPem })).rejects.toMatchObject({
      code: 'ADVISORIES_SIGNATURE_INVALID',
    });
  });

  it('refuses a signed one whose manifest was changed', async () => {
    const { privateKeyPem, publicKeyPem } = makeKeys();
    const { file } = await makeBundle(ALPINE, { privateKeyPem });
    replace(file, 'Alpine:v3.11', 'Alpine:v3.12');
    await expect(lookup(file, [], { publicKeyPem })).rejects.toMatchObject({
      code: 'ADVISORIES_SIGNATURE_INVALID',
    });
  });

  it('refuses keys of other kinds, and private ones', async () => {
    const { file } = await makeBundle(ALPINE);
    for (const publicKeyPem of [makeKeys('rsa').publicKeyPem, makeKeys().privateKeyPem, 'no key']) {
      await expect(lookup(file, [], { publicKeyPem })).rejects.toMatchObject({
        code: 'ADVISORIES_KEY_INVALID',
      });
    }
  });
});

describe('the age of a bundle', () => {
  const ask = ['Alpine:v3.10 openssl'];

  it('warns after three days, and not before', async () => {
    const { file } = await makeBundle(ALPINE);
    for (const [days, warnings] of [
      [2, 0],
      [4, 1],
    ] as const) {
      const log = recordingLog();
      const trust = trusting({ now: new Date(Date.now() + days * DAY) });
      await openBundle(file, { name: 'b', trust, log }).lookup(queries(ask), signal());
      expect(log.messages.filter((message) => message.startsWith('warn:'))).toHaveLength(warnings);
    }
  });

  it('refuses one that is older than allowed', async () => {
    const { file } = await makeBundle(ALPINE);
    const now = new Date(Date.now() + 15 * DAY);
    await expect(lookup(file, ask, { now })).rejects.toMatchObject({ code: 'ADVISORIES_TOO_OLD' });
    await expect(lookup(file, ask, { now, maxAge: 16 * DAY })).resolves.toBeDefined();
  });

  it('refuses one from the future', async () => {
    const { file } = await makeBundle(ALPINE);
    const now = new Date(Date.now() - DAY);
    await expect(lookup(file, ask, { now })).rejects.toMatchObject({ code: 'ADVISORIES_BAD_TIME' });
  });
});

describe('a damaged bundle', () => {
  const ask = ['Alpine:v3.10 openssl', 'Alpine:v3.11 zlib'];
  const bad = { code: 'ADVISORIES_BAD_BUNDLE' };

  it('is refused wherever it is cut', async () => {
    const { file } = await makeBundle(ALPINE);
    const whole = readFileSync(file);
    const end = whole.length - 1024;
    for (let length = 0; length < end - 512; length += 97) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      await expect(lookup(file, ask)).rejects.toMatchObject(bad);
    }
  });

  it('is refused when a byte of any shard differs', async () => {
    const { file, manifest } = await makeBundle(ALPINE);
    const whole = readFileSync(file);
    for (const { path } of manifest.shards) {
      const changed = Buffer.from(whole);
      const at = whole.lastIndexOf(path) + 512;
      changed[at + 8] = (changed[at + 8] ?? 0) ^ 1;
      writeFileSync(file, changed);
      await expect(lookup(file, ask)).rejects.toMatchObject(bad);
    }
  });

  it('is refused when it is not a bundle, or not there', async () => {
    const folder = workFolder({ text: 'hello'.repeat(1000), empty: '' });
    await expect(lookup(join(folder, 'text'), ask)).rejects.toMatchObject(bad);
    await expect(lookup(join(folder, 'empty'), ask)).rejects.toMatchObject(bad);
    await expect(lookup(join(folder, 'none'), ask)).rejects.toMatchObject({ code: 'ADVISORIES_UNREADABLE' });
  });

  it.each([
    ['is not JSON', 'hello'],
    ['lacks a list', '{"records":[[]],"packages":[["openssl"]]}'],
    ['lacks the list of packages', '{"records":[[]],"rows":[]}'],
    ['has a package twice', '{"records":[[]],"rows":[],"packages":[["openssl"],["openssl"]]}'],
    ['has fewer packages than the manifest says', '{"records":[[]],"rows":[],"packages":[]}'],
    ['has fewer records than the manifest says', '{"records":[],"rows":[],"packages":[["openssl"]]}'],
    ['leads nowhere', '{"records":[[]],"rows":[],"packages":[["openssl",0,0]]}'],
    ['leads before the start', '{"records":[["A-1","x"]],"rows":[[]],"packages":[["openssl",-1,0]]}'],
    [
      'has a record without a time',
      '{"records":[["A-1"]],"rows":[[[["E","i","0"]]]],"packages":[["openssl",0,0]]}',
    ],
    [
      'has an event that says nothing',
      '{"records":[["A-1","2024"]],"rows":[[[["E","?","0"]]]],"packages":[["openssl",0,0]]}',
    ],
  ])('is refused when a shard %s', async (_what, text) => {
    await expect(lookup(await withShard(Buffer.from(text)), ['Alpine:v3.10 openssl'])).rejects.toMatchObject(
      bad,
    );
  });

  it('is refused when a shard inflates to more than its manifest says', async () => {
    const file = await withShard(Buffer.alloc(200_000_000, 0x20), 1000);
    await expect(lookup(file, ['Alpine:v3.10 openssl'])).rejects.toMatchObject(bad);
  });

  it('is refused when a shard is said to be larger than one may be', async () => {
    const file = await withShard(Buffer.from('{}'), 2 ** 40);
    await expect(lookup(file, ['Alpine:v3.10 openssl'])).rejects.toMatchObject(bad);
  });

  it('is refused when the manifest lacks a share of an ecosystem', async () => {
    const { manifest } = await makeBundle(ALPINE);
    const shards = manifest.shards.map((shard) => ({ ...shard, parts: 2 }));
    const file = await written({ ...manifest, shards }, new Map());
    await expect(lookup(file, ask)).rejects.toThrow(/share of .* is missing/u);
  });

  it('is refused when the manifest says of a shard not where it comes from, and so not how old it is', async () => {
    const { manifest } = await makeBundle(ALPINE);
    const file = await written({ ...manifest, sources: [] }, new Map());
    await expect(lookup(file, ask)).rejects.toThrow(/where Alpine:v3\.1\d comes from/u);
  });

  it('is refused when two shares of an ecosystem have changed places', async () => {
    const { manifest } = await makeBundle(ALPINE);
    const shares = [0, 1].map((part) => shardOf(SHARES[1 - part] ?? '', { part, parts: 2 }));
    const parts = new Map(shares.map(({ shard, data }) => [shard.path, data]));
    const file = await written({ ...manifest, shards: shares.map(({ shard }) => shard) }, parts);
    await expect(lookup(file, ask)).rejects.toThrow(/belongs in another share/u);
  });

  it('is read when two shares of an ecosystem are in their places', async () => {
    const { manifest } = await makeBundle(ALPINE);
    const shares = [0, 1].map((part) => shardOf(SHARES[part] ?? '', { part, parts: 2 }));
    const parts = new Map(shares.map(({ shard, data }) => [shard.path, data]));
    const file = await written({ ...manifest, shards: shares.map(({ shard }) => shard) }, parts);
    expect((await lookup(file, ask)).records[0]).toHaveLength(1);
  });
});

/** A bundle with one shard, which holds `text`, and says that it inflates to `inflatedBytes`. */
async function withShard(text: Buffer, inflatedBytes = text.length): Promise<string> {
  const { manifest } = await makeBundle(ALPINE);
  const { shard, data } = shardOf(text, { part: 0, parts: 1 });
  return written({ ...manifest, shards: [{ ...shard, inflatedBytes }] }, new Map([[shard.path, data]]));
}

/** One of `parts` shares, which is said to hold one package and one record. */
function shardOf(
  text: Buffer | string,
  share: { readonly part: number; readonly parts: number },
): { readonly shard: BundleManifest['shards'][number]; readonly data: Buffer } {
  const data = zstdCompressSync(text);
  const sha256 = createHash('sha256').update(data).digest('hex');
  const path = `shards/${sha256}.zst`;
  const about = { ecosystem: 'Alpine:v3.10', ...share, packages: 1, records: 1 };
  const shard = { ...about, path, sha256, bytes: data.length, inflatedBytes: Buffer.byteLength(text) };
  return { shard, data };
}

/** A share of each of two, by the place of its package. */
const SHARES: readonly string[] = ['openssl', 'zlib', 'curl', 'bash', 'musl']
  .toSorted((a, b) => partOf(a, 2) - partOf(b, 2))
  .filter((_name, at, names) => at === 0 || at === names.length - 1)
  .map(
    (name) =>
      `{"records":[["A-1","2024-01-01T00:00:00Z"]],"rows":[[[["E","i","0"]]]],"packages":[["${name}",0,0]]}`,
  );

async function written(manifest: BundleManifest, parts: ReadonlyMap<string, Buffer>): Promise<string> {
  const output = join(workFolder(), 'bundle');
  await writeBundle({ output, manifest, parts, privateKeyPem: null });
  return output;
}

function replace(file: string, from: string, to: string): void {
  const bytes = readFileSync(file);
  bytes.write(to, bytes.indexOf(from));
  writeFileSync(file, bytes);
}

function trusting(changes: Partial<BundleTrust> = {}): BundleTrust {
  return { publicKeyPem: null, maxAge: 14 * DAY, now: new Date(), ...changes };
}

function queries(texts: readonly string[]): { ecosystem: string; name: string; version: string }[] {
  return texts.map((text) => {
    const space = text.lastIndexOf(' ');
    return { ecosystem: text.slice(0, space), name: text.slice(space + 1), version: '1.0.0' };
  });
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

function lookup(
  file: string,
  asked: readonly string[],
  trust: Partial<BundleTrust> = {},
): Promise<LookupResult> {
  return openBundle(file, { name: 'bundle', trust: trusting(trust), log: SILENT }).lookup(
    queries(asked),
    signal(),
  );
}
