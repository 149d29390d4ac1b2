import { expect, it } from 'vitest';
import { badArchive } from '../../../../src/checks/vulnerabilities/advisories/bad-archive.ts';
import { SourceError } from '../../../../src/model/errors.ts';

it('says which archive, what is wrong and what to do', () => {
  const cause = new Error('inner');
  const error = badArchive('npm/all.zip', 'it is torn', cause);
  expect(error).toBeInstanceOf(SourceError);
  expect(error).toMatchObject({
    code: 'ADVISORIES_BAD_ARCHIVE',
    message: 'npm/all.zip: it is torn',
    hint: expect.stringContaining('again'),
    cause,
  });
});
