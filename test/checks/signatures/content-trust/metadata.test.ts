import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../src/checks/signatures/code.ts';
import { parseEnvelope } from '../../../../src/checks/signatures/content-trust/envelope.ts';
import {
  readListing,
  readRoot,
  readTargets,
} from '../../../../src/checks/signatures/content-trust/metadata.ts';
import type { Repository } from '../../../support/notary-metadata.ts';
import { codesOf, notaryRepository } from '../../../support/notary-metadata.ts';

describe('metadata', () => {
  it.each<[string, (repository: Repository) => void]>([
    ['a version of 0', ({ timestamp }) => void (timestamp.signed.version = 0)],
    ['a version that is text', ({ timestamp }) => void (timestamp.signed.version = '9')],
    ['a date that is none', ({ timestamp }) => void (timestamp.signed.expires = '2099-99-01T00:00:00Z')],
    ['a date without a zone', ({ timestamp }) => void (timestamp.signed.expires = '2099-01-01T00:00:00')],
    ['a key id that is none', ({ root }) => void (root.signed.keys['abc'] = {})],
    [
      'a hash that is too short',
      ({ timestamp }) => void (timestamp.meta['x'] = { hashes: { sha256: 'AAAA' }, length: 1 }),
    ],
    ['no hash', ({ timestamp }) => void (timestamp.meta['x'] = { hashes: {}, length: 1 })],
    ['a length below 0', ({ timestamp }) => void (timestamp.meta['x'] = { hashes: {}, length: -1 })],
  ])('is refused with %s', async (_, change) => {
    const repository = notaryRepository();
    change(repository);
    expect(await codesOf(repository)).toEqual(['CONTENT_TRUST_METADATA_INVALID']);
  });

  it.each(['{}', '[]', '1', '', '{"signed":{},"signatures":null}', '\ufeff{}'])(
    'is refused as %j',
    (text) => {
      expect(() => parseEnvelope(Buffer.from(text), 'root')).toThrow(RefusedError);
    },
  );

  it('reads any bytes without falling over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parseEnvelope(Buffer.from(bytes), 'root')).toThrow(RefusedError);
      }),
    );
  });

  it('reads any JSON as root, targets and lists without falling over', () => {
    const readers = [
      readRoot,
      readTargets,
      (one: Parameters<typeof readRoot>[0]) => readListing(one, 'Snapshot'),
    ];
    const types = fc.constantFrom('Root', 'Targets', 'Snapshot');
    const signed = fc.record({
      _type: types,
      keys: fc.jsonValue(),
      roles: fc.jsonValue(),
      meta: fc.jsonValue(),
    });
    fc.assert(
      fc.property(signed, (value) => {
        const bytes = Buffer.from(JSON.stringify({ signed: value, signatures: [] }));
        for (const read of readers) {
          expect(() => read(parseEnvelope(bytes, 'root'))).toThrow(RefusedError);
        }
      }),
    );
  });

  it.each(['root', 'timestamp', 'snapshot', 'targets', 'targets/releases'])(
    'is refused with any byte of the signed text of %s changed',
    async (role) => {
      const repository = notaryRepository();
      const places = fc.integer({ min: 0, max: 10_000 });
      await fc.assert(
        fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (place, by) => {
          repository.serve = (files) => {
            for (const [name, bytes] of files)
              if (isFileOf(name, role)) files.set(name, changed(bytes, place, by));
          };
          const [code] = await codesOf(repository);
          expect(code).toMatch(/^CONTENT_TRUST_(?!BROKEN)/u);
        }),
      );
    },
  );
});

function isFileOf(name: string, role: string): boolean {
  return name === role || (name.startsWith(`${role}.`) && !name.endsWith('.root'));
}

/** One byte of what is signed is another one. */
function changed(good: Buffer, place: number, by: number): Buffer {
  const bytes = Buffer.from(good);
  const at = bytes.indexOf('"signed"') + (place % (bytes.indexOf('"signatures"') - 1));
  bytes.writeUInt8((bytes.readUInt8(at) + by) % 256, at);
  return bytes;
}
