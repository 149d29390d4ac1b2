import { describe, expect, it } from 'vitest';
import { notaryPlace, RETIREMENT_NOTE } from '../../../../src/checks/signatures/content-trust/server.ts';
import { askNotary } from '../../../support/notary-verify.ts';

const HUB = { registry: 'docker.io', repository: 'library/alpine' };
const OWN = { registry: 'localhost:5000', repository: 'team/app' };

describe('the Notary server of a repository', () => {
  it.each([
    [null, HUB, 'https://notary.docker.io/', 'docker.io/library/alpine', RETIREMENT_NOTE],
    [null, OWN, 'https://localhost:5000/', 'localhost:5000/team/app', null],
    ['https://notary.example:4443', HUB, 'https://notary.example:4443/', 'docker.io/library/alpine', null],
    [
      'https://notary.docker.io',
      OWN,
      'https://notary.docker.io/',
      'localhost:5000/team/app',
      RETIREMENT_NOTE,
    ],
  ])('for %j and %j is %s', (server, reference, url, gun, note) => {
    const place = notaryPlace({ server }, reference);
    expect({ ...place, server: place.server.href }).toEqual({ server: url, gun, note });
  });

  it('has a note with the dates on which the one of Docker Hub ends', () => {
    expect(RETIREMENT_NOTE).toContain('2026-12-08');
    expect(RETIREMENT_NOTE).toContain('2025-08-08');
  });

  it('is told when it is asked, and only then', async () => {
    const notes: string[] = [];
    const question = {
      reference: 'docker.io/library/alpine:3',
      digest: `sha256:${'ab'.repeat(32)}`,
      size: 1,
    };
    const context = { note: (text: string): void => void notes.push(text) };
    const authority = { server: 'https://notary.example' };
    // Nothing is pinned: no server is asked.
    await askNotary({ ...question, authority, context });
    expect(notes).toEqual([]);
    await askNotary({ ...question, authority: {}, context });
    expect(notes).toEqual([RETIREMENT_NOTE]);
  });

  it.each(['no url', 'https://'])('is refused when it is no address: %j', (server) => {
    expect(() => notaryPlace({ server }, OWN)).toThrow(
      expect.objectContaining({ code: 'CONTENT_TRUST_SERVER_INVALID' }),
    );
  });

  it('is refused when the registry makes no address', () => {
    const registry = 'localhost:99999';
    expect(() => notaryPlace({ server: null }, { ...OWN, registry })).toThrow('https://localhost:99999');
  });
});
