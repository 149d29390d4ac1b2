import { describe, expect, it } from 'vitest';
import { evaluateRule, type RuleOutcome } from '../../../src/checks/signatures/evaluate.ts';
import type { Judged } from '../../../src/checks/signatures/judged.ts';
import { InputError, SourceError } from '../../../src/model/errors.ts';
import type { TrustRule } from '../../../src/model/trust.ts';
import { aKeyAuthority, anAttestationRequirement, aTrustRule } from '../../support/a-trust-rule.ts';
import { githubAuthority } from '../../support/github-authority.ts';
import { judged } from '../../support/judged.ts';
import { verifyContext } from '../../support/verify-context.ts';

const PROVENANCE = { predicateType: 'https://slsa.dev/provenance/v1', predicate: {} };
const SIGNED = { predicateType: 'https://sigstore.dev/cosign/sign/v1', predicate: {} };
const OTHER = { predicateType: 'https://example.com/other', predicate: {} };
const REFERENCE = { registry: 'r.example', repository: 'app', tag: '1', digest: null };

/** What an authority of that name answers. */
type Answers = Readonly<Record<string, readonly Judged[] | Error>>;

describe('an image is trusted', () => {
  it('when as many accept it as are asked for', async () => {
    const answers = { a: [judged()], b: [] };
    expect((await evaluate(answers)).result).toBe('trusted');
    expect((await evaluate(answers, { threshold: 2 })).result).toBe('untrusted');
    const both = { a: [judged()], b: [judged({ place: 'y' })] };
    expect((await evaluate(both, { threshold: 2 })).result).toBe('trusted');
  });

  it('when one signature is good among bad ones, and all are shown', async () => {
    const bad = judged({ place: 'x', refusal: { code: 'SIGNATURE_NONE', message: 'bad' } });
    const { result, evidence } = await evaluate({ a: [bad, judged({ place: 'y' })] });
    expect(result).toBe('trusted');
    expect(evidence.map(({ place }) => place)).toEqual(['x', 'y']);
  });

  it('when an authority cannot be asked and the others suffice', async () => {
    expect((await evaluate({ a: [judged()], b: new SourceError('GONE', 'gone') })).result).toBe('trusted');
  });

  it('when the statement is the signature of an image', async () => {
    expect((await evaluate({ a: [judged({ statement: SIGNED })] })).result).toBe('trusted');
  });

  it('when what is stated is what the rule asks for', async () => {
    const attestations = [anAttestationRequirement()];
    const stated = [judged({ statement: PROVENANCE })];
    const { result, accepted } = await evaluate({ a: stated }, { attestations });
    expect(result).toBe('trusted');
    expect(accepted).toEqual(stated);
  });
});

describe('an image is not trusted', () => {
  it('when one signature would have to count twice', async () => {
    const { result, authorities } = await evaluate({ a: [judged()], b: [judged()] }, { threshold: 2 });
    expect(result).toBe('untrusted');
    expect(authorities.map(({ refusal }) => refusal?.code)).toEqual([undefined, 'SIGNATURE_COUNTED']);
    const others = { a: [judged()], b: [judged(), judged({ place: 'y' })] };
    expect((await evaluate(others, { threshold: 2 })).result).toBe('trusted');
  });

  it('when nobody signed it', async () => {
    const { result, authorities } = await evaluate({ a: [] });
    expect(result).toBe('untrusted');
    expect(authorities).toMatchObject([{ name: 'a', kind: 'key', refusal: { code: 'SIGNATURE_NONE' } }]);
  });

  it('when something else was stated, and nothing signed', async () => {
    const { result, authorities } = await evaluate({ a: [judged({ statement: OTHER })] });
    expect(result).toBe('untrusted');
    expect(authorities[0]?.refusal).toMatchObject({
      code: 'SIGNATURE_ONLY_STATED',
      message: expect.stringContaining('https://example.com/other'),
    });
  });

  it('when it is signed and an attestation is lacking', async () => {
    const attestations = [anAttestationRequirement()];
    const outcome = await evaluate({ a: [judged()] }, { attestations });
    expect(outcome.result).toBe('untrusted');
    expect(outcome.authorities[0]?.refusal).toBeNull();
    expect(outcome.attestations[0]?.refusal?.code).toMatch(/MISSING/u);
  });

  it('when the attestation was made by somebody who is not trusted', async () => {
    const attestations = [anAttestationRequirement()];
    const stranger = judged({ statement: PROVENANCE, refusal: { code: 'X', message: 'stranger' } });
    expect((await evaluate({ a: [judged(), stranger] }, { attestations })).result).not.toBe('trusted');
  });

  it('and the reason that tells most is given first', async () => {
    const none = judged({ refusal: { code: 'SIGNATURE_NONE', message: 'none' } });
    const untrusted = judged({ refusal: { code: 'TRUST_RULE_NONE', message: 'untrusted' } });
    const { authorities } = await evaluate({ a: [none, untrusted] });
    expect(authorities[0]?.refusal?.code).toBe('TRUST_RULE_NONE');
  });
});

describe('it is not known whether an image is trusted', () => {
  const gone = new SourceError('REGISTRY_UNREACHABLE', 'the registry does not answer');

  it('when who could make up the number cannot be asked', async () => {
    const { result, authorities } = await evaluate({ a: gone, b: [] });
    expect(result).toBe('unavailable');
    expect(authorities).toMatchObject([
      { refusal: { code: 'REGISTRY_UNREACHABLE' } },
      { refusal: { code: 'SIGNATURE_NONE' } },
    ]);
  });

  it('but it is when that would not make up the number either', async () => {
    expect((await evaluate({ a: gone, b: [] }, { threshold: 2 })).result).toBe('untrusted');
  });

  it('when who cannot be asked may state what is lacking', async () => {
    const attestations = [anAttestationRequirement()];
    const outcome = await evaluate({ a: [judged()], b: gone }, { attestations });
    expect(outcome.result).toBe('unavailable');
    expect(outcome.attestations[0]?.refusal?.code).toBe('REGISTRY_UNREACHABLE');
  });

  it('when a signature that is there could not be examined', async () => {
    const unread = judged({ refusal: { code: 'IMAGE_NOT_FROM_REGISTRY', message: 'unread' } });
    expect((await evaluate({ a: [unread] })).result).toBe('unavailable');
  });
});

it('an attestation of GitHub is what its authority is asked for', async () => {
  const rule = aTrustRule({ authorities: [githubAuthority('{}')] });
  const target = { reference: REFERENCE, descriptors: [] };
  const answer = () => Promise.resolve([judged({ statement: PROVENANCE })]);
  expect((await evaluateRule(rule, target, verifyContext(), answer)).result).toBe('trusted');
});

it('a fault of our own ends the run, as does a mistake in the settings, and an abort', async () => {
  const mistake = new InputError('COSIGN_REPOSITORY_INVALID', 'no repository');
  await expect(evaluate({ a: mistake, b: [judged()] })).rejects.toBe(mistake);
  await expect(evaluate({ a: new TypeError('ours') })).rejects.toThrow('ours');
  const signal = AbortSignal.abort(new Error('stopped'));
  const gone = () => Promise.reject(new SourceError('GONE', 'gone'));
  const work = evaluateRule(
    aTrustRule(),
    { reference: REFERENCE, descriptors: [] },
    verifyContext({ signal }),
    gone,
  );
  await expect(work).rejects.toThrow('stopped');
});

function evaluate(answers: Answers, change: Partial<TrustRule> = {}): Promise<RuleOutcome> {
  const authorities = Object.keys(answers).map((name) => aKeyAuthority({ name }));
  const rule = aTrustRule({ authorities, ...change });
  const target = { reference: REFERENCE, descriptors: [] };
  return evaluateRule(rule, target, verifyContext(), ({ name }) => {
    const answer = answers[name] ?? [];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
}
