import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHardening } from '../../../src/checks/hardening/check.ts';
import { createLocator } from '../../../src/checks/locate.ts';
import { openImage } from '../../../src/image/open.ts';
import { takeInventory } from '../../../src/inventory/take.ts';
import { SILENT } from '../../../src/util/log.ts';
import { hasSharedData, SHARED_DATA } from '../../support/shared-data.ts';

const ALPINE = 'images/alpine-3.10.2.docker-archive.tar.gz';

describe.skipIf(!hasSharedData(ALPINE))('in a real Alpine 3.10.2', () => {
  it('what is wrong is found, and nothing is unknown', async () => {
    const { signal } = new AbortController();
    const image = await openImage(
      { kind: 'archive', path: join(SHARED_DATA, ALPINE) },
      {
        platform: null,
        log: SILENT,
        tempDir: tmpdir(),
        signal,
        insecureRegistries: [],
        env: {},
        cwd: '/',
      },
    );
    try {
      const inventory = await takeInventory(image, { log: SILENT, signal });
      const none = { dockerfile: null, target: null, buildArgs: new Map<string, string>() };
      const locate = createLocator({ image, ...none });
      const now = new Date('2026-01-01T00:00:00Z');
      const { findings, unknowns } = checkHardening({ image, inventory, locate, now, ...none });
      expect(findings.map(({ rule }) => rule)).toEqual(['IC-USER', 'IC-HEALTHCHECK', 'IF-OS-EOL']);
      expect(findings[2]).toMatchObject({ location: { path: 'etc/os-release', layer: { index: 0 } } });
      expect(unknowns).toEqual([]);
    } finally {
      await image.close();
    }
  });
});
