import { describe, expect, it } from 'vitest';

import { PEERS } from '../../scripts/docs/peer-codes.ts';
import { differencesByCode, peerCodesPage, rulesFor } from '../../scripts/docs/peer-codes-page.ts';

describe('the codes of peers', () => {
  it.each([
    ['hadolint', 71],
    ['BuildKit build checks', 22],
    ['Trivy', 28],
    ['Checkov', 28],
    ['dockle', 16],
  ])('of %s are all listed', (name, count) => {
    expect(new Set(PEERS.find((peer) => peer.name === name)?.codes).size).toBe(count);
  });

  it.each(PEERS.map((peer) => [peer.name, peer] as const))(
    'of %s have a rule or a reason, never both',
    (_, peer) => {
      const odd = peer.codes.filter(
        (code) => rulesFor(code).length > 0 === Object.hasOwn(peer.without, code),
      );
      expect(odd).toEqual([]);
      expect(Object.keys(peer.without).filter((code) => !peer.codes.includes(code))).toEqual([]);
    },
  );

  it('are each on the page', () => {
    const page = peerCodesPage();
    for (const code of PEERS.flatMap(({ codes }) => codes)) expect(page).toContain(`| ${code} | `);
  });

  it('differ on purpose only where there is a rule', () => {
    const codes = [...differencesByCode().keys()];
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => rulesFor(code).length === 0)).toEqual([]);
  });
});
