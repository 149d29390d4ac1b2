import { expect, it } from 'vitest';
import { judgeImage } from '../../../src/checks/signatures/judge-image.ts';
import { ruleFor } from '../../../src/checks/signatures/rule-for.ts';
import { aTrustPolicy } from '../../support/a-trust-policy.ts';
import { aKeyAuthority, aTrustRule } from '../../support/a-trust-rule.ts';
import { judged } from '../../support/judged.ts';
import { verifyContext } from '../../support/verify-context.ts';

it('what authorities have to say beside the result is kept with the image, once', async () => {
  const authorities = [aKeyAuthority({ name: 'a' }), aKeyAuthority({ name: 'b' })];
  const policy = aTrustPolicy({ rules: [aTrustRule({ authorities })] });
  const reference = { registry: 'r.example', repository: 'app', tag: '1', digest: null };
  const all: string[] = [];
  const { trust } = await judgeImage(
    { text: 'r.example/app:1', reference },
    { kind: 'found', descriptors: [], created: null },
    {
      policy,
      ruleFor: ruleFor(policy),
      context: verifyContext({}, all),
      verify: ({ name }, _target, context) => {
        context.note('the trusted root is from May');
        context.note(`asked by ${name}`);
        return Promise.resolve([judged()]);
      },
    },
  );
  expect(trust).toMatchObject({
    result: 'trusted',
    digest: null,
    notes: ['the trusted root is from May', 'asked by a', 'asked by b'],
  });
});
