import { expect, it } from 'vitest';
import { gatherEvidence } from '../../../src/checks/signatures/gather-evidence.ts';
import { aKeyAuthority } from '../../support/a-trust-rule.ts';
import { judged } from '../../support/judged.ts';

const REFUSAL = { code: 'X', message: 'x' };

it('one signature seen by two authorities is shown once, as the one who accepts it knows it', () => {
  const claimed = judged({ signer: 'claimed', refusal: REFUSAL });
  const verified = judged({ signer: 'verified', statement: { predicateType: 't', predicate: 1 } });
  for (const [first, second] of [
    [claimed, verified],
    [verified, claimed],
  ] as const) {
    const evidence = gatherEvidence([answer('a', first), answer('b', second)]);
    expect(evidence).toMatchObject([{ signer: 'verified', predicateType: 't' }]);
    expect(evidence[0]?.opinions).toEqual([
      { authority: 'a', refusal: first.refusal },
      { authority: 'b', refusal: second.refusal },
    ]);
  }
});

it('two signatures are shown as two', () => {
  const evidence = gatherEvidence([{ ...answer('a', judged()), judged: [judged(), judged({ place: 'y' })] }]);
  expect(evidence).toHaveLength(2);
  expect(evidence[0]).toMatchObject({ predicateType: null, kind: 'sigstore-bundle' });
});

function answer(name: string, one: ReturnType<typeof judged>) {
  return { authority: aKeyAuthority({ name }), judged: [one], failure: null };
}
