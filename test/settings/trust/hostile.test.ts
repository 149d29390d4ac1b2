import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../../src/model/errors.ts';
import { readTrust } from '../../../src/settings/trust.ts';
import { POLICY_TIME } from '../../support/trust-config.ts';

describe('a policy, whatever it is,', () => {
  it('is never refused with anything but an InputError that names a place', () => {
    const word = fc.constantFrom(
      'any',
      'all',
      'required',
      'a',
      'ghcr.io/a/*',
      '.*',
      'https://a.b',
      '*',
      'x509.subject: C=US',
      'strict',
      '90d',
      '.',
      '..',
      '/',
      '',
    );
    const key = fc.constantFrom(
      'registries',
      'images',
      'tags',
      'digest',
      'max-age',
      'unmatched',
      'trusted-root',
      'rules',
      'name',
      'mode',
      'require',
      'authorities',
      'attestations',
      'key',
      'keyless',
      'github-attestation',
      'notation',
      'content-trust',
      'issuer',
      'subject-pattern',
      'github',
      'identities',
      'files',
      'data',
      'stores',
      'level',
      'override',
      'policy',
      'trust-store',
      'type',
      'builders',
      'slsa-level',
      'root-keys',
      'trust-on-first-use',
      'server',
      '__proto__',
      'constructor',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'medium' },
        word,
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('any'), { maxLength: 3 }),
      map: fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    })).any;
    const rule = fc.record({
      images: fc.constant(['a']),
      authorities: fc.array(fc.dictionary(key, value, { maxKeys: 2 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          value,
          rule.map((one) => ({ rules: [one] })),
        ),
        (raw) => {
          try {
            readTrust(raw, { cwd: '/nowhere', at: () => 'c.yaml:1', now: POLICY_TIME });
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            expect(error.message).toMatch(/^c\.yaml:1: trust/u);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
