import { describe, expect, it } from 'vitest';
import { certifiedKey } from '../../../support/notary-keys.ts';
import { codesOf, judge, notaryRepository, rootDraft, seal } from '../../../support/notary-metadata.ts';
import { makeCertificate } from '../../../support/x509-ca.ts';

const CA = makeCertificate({ subject: [['CN', 'CA']] });

describe('files that the authority names', () => {
  it.each(['', '{}', 'not JSON', '{"signed":{"_type":"Targets"},"signatures":[]}'])(
    'are refused when they are no root.json: %j',
    async (pem) => {
      const repository = notaryRepository();
      repository.authority = { ...repository.authority, rootFile: { name: 'r.json', pem } };
      await expect(judge(repository)).rejects.toMatchObject({ code: 'CONTENT_TRUST_ROOT_FILE_INVALID' });
    },
  );

  it.each([
    ['without a certificate', 'nothing'],
    ['with a broken one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['with too many', CA.pem.repeat(11)],
  ])('are refused when they are an authority %s', async (_, pem) => {
    const repository = notaryRepository();
    repository.authority = { ...repository.authority, rootCa: { name: 'ca.pem', pem } };
    await expect(judge(repository)).rejects.toMatchObject({ code: 'CONTENT_TRUST_ROOT_CA_INVALID' });
  });

  it('are refused when they are of another repository', async () => {
    const repository = notaryRepository();
    repository.keys.root = certifiedKey('registry.example/team/other', { key: repository.keys.root.key });
    const other = rootDraft(repository.keys, repository.now);
    const rootFile = { name: 'root.json', pem: seal(other).toString() };
    repository.root.signed.version = 2;
    repository.authority = { ...repository.authority, rootFile };
    expect(await codesOf(repository)).toEqual(['CONTENT_TRUST_ROOT_CHAIN']);
  });
});
