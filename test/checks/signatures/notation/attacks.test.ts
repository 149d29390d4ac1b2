import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cast, Scene } from '../../../support/notation-scene.ts';
import { codes, makeCast } from '../../../support/notation-scene.ts';
import { startRevocationServices } from '../../../support/notation-services.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import type { Attack } from './attacks/attack.ts';
import { CHAIN_ATTACKS } from './attacks/chain.ts';
import { ENVELOPE_ATTACKS } from './attacks/envelope.ts';
import { REGISTRY_ATTACKS } from './attacks/registry.ts';
import { REVOCATION_ATTACKS } from './attacks/revocation.ts';
import { TIMESTAMP_ATTACKS } from './attacks/timestamp.ts';

describe.skipIf(!needs('docker-registry'))('attacks on notation signatures', () => {
  let cast: Cast;
  const baselines = new Map<Attack['from'], ReturnType<typeof codes>>();
  const asIs = (): Scene => ({});
  beforeAll(async () => {
    cast = await makeCast(await startRegistry(), await startRevocationServices());
  });
  afterAll(async () => {
    await cast.registry.stop();
    await cast.services.stop();
  });

  /** Many start from the same evidence, which is judged once. */
  function baseline(from: Attack['from'] = asIs): ReturnType<typeof codes> {
    const known = baselines.get(from) ?? codes(cast, from(cast));
    baselines.set(from, known);
    return known;
  }

  it.each([
    ...ENVELOPE_ATTACKS,
    ...CHAIN_ATTACKS,
    ...TIMESTAMP_ATTACKS,
    ...REVOCATION_ATTACKS,
    ...REGISTRY_ATTACKS,
  ])('refuses an attacker who $does', async ({ code, from, change }) => {
    expect(await baseline(from)).toEqual([null]);
    expect(await codes(cast, change(cast))).toEqual([code]);
  });
});
