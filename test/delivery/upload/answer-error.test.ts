import { describe, expect, it } from 'vitest';

import { answerError } from '../../../src/delivery/upload/answer-error.ts';

function answer(status: number, message: string): Response {
  return new Response(JSON.stringify({ message }), { status });
}

describe('answerError', () => {
  it.each([
    [
      403,
      'Resource not accessible by integration',
      'UPLOAD_FORBIDDEN',
      /security-events: write.*contents: read.*actions: read/u,
    ],
    [
      403,
      'Code Security must be enabled for this repository to use code scanning.',
      'UPLOAD_NOT_ENABLED',
      /Code Security/u,
    ],
    [
      403,
      'Advanced Security must be enabled for this repository to use code scanning.',
      'UPLOAD_NOT_ENABLED',
      /upload-sarif: false/u,
    ],
    [403, 'Code scanning is not enabled for this repository.', 'UPLOAD_NOT_ENABLED', /Code Security/u],
    [403, 'You have exceeded a secondary rate limit.', 'UPLOAD_UNAVAILABLE', /later/u],
    [404, 'Not Found', 'UPLOAD_NOT_FOUND', /security-events: write.*Enterprise Server/u],
    [401, 'Bad credentials', 'UPLOAD_UNAUTHORIZED', /github\.token/u],
    [413, '', 'UPLOAD_TOO_LARGE', /./u],
    [429, '', 'UPLOAD_UNAVAILABLE', /later/u],
    [503, 'Service unavailable', 'UPLOAD_UNAVAILABLE', /later/u],
    [400, 'sarif is not valid', 'UPLOAD_REJECTED', /report/u],
  ])('of %i %j is %s with a hint that helps', async (status, message, code, hint) => {
    const error = await answerError(answer(status, message));
    expect(error).toMatchObject({ code, hint: expect.stringMatching(hint) });
    expect(error.message).toContain(String(status));
    expect(error.message).toContain(message);
  });

  it('shows no control characters of an answer', async () => {
    expect((await answerError(answer(400, 'a\n::error::b'))).message).toContain(String.raw`a\u{a}::error::b`);
  });

  it('does without a message when the body is none', async () => {
    const error = await answerError(new Response('<html>', { status: 404 }));
    expect(error.message).toMatch(/\(404\)$/u);
  });
});
