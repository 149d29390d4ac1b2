import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listAttestations } from '../../../../src/checks/signatures/github/api.ts';
import { SourceError } from '../../../../src/model/errors.ts';
import { startAttestations } from '../../../support/attestations-server.ts';
import type { AttestationsOptions } from '../../../support/attestations-server.ts';
import { caught } from '../../../support/caught.ts';
import { APP_DIGEST } from '../../../support/github-authority.ts';
import { verifyContext } from '../../../support/verify-context.ts';

describe('attestations are listed', () => {
  it('of a repository, with where each lies', async () => {
    const { listed, faults, blobs } = await ask({ bundles: [{}, {}] });
    expect(listed).toEqual([
      { bundle: null, bundleUrl: `${blobs.url}/0.json.sn?sig=secret` },
      { bundle: null, bundleUrl: `${blobs.url}/1.json.sn?sig=secret` },
    ]);
    expect(faults).toEqual([]);
  });

  it('of a repository, with the attestations themselves', async () => {
    const { listed } = await ask({ bundles: [{ a: 1 }], as: 'inline' });
    expect(listed).toEqual([{ bundle: { a: 1 }, bundleUrl: null }]);
  });

  it('on several pages, all of which the API is asked for, wherever a page says that the next is', async () => {
    const { listed, api, faults } = await ask({ bundles: Array.from({ length: 5 }, () => ({})), perPage: 2 });
    expect(listed).toHaveLength(5);
    expect(api.requests).toHaveLength(3);
    expect(faults).toEqual([]);
  });

  it('of an owner, be it an organisation or a user', async () => {
    const { listed, api } = await ask({ repository: 'acme', bundles: [{}] }, 'acme');
    expect(listed).toHaveLength(1);
    expect(api.requests.map(({ path }) => path.split('/', 3).join('/'))).toEqual([
      '/orgs/acme',
      '/users/acme',
    ]);
  });

  it('without a token where there is none', async () => {
    const { listed, faults } = await ask({ bundles: [{}], token: null }, 'acme/app', null);
    expect(listed).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it.each(['acme/other', 'other'])('as none where there are none: %s', async (repository) => {
    expect((await ask({ bundles: [{}] }, repository)).listed).toEqual([]);
  });

  it('as what came before, when a later page is gone', async () => {
    const { listed } = await ask({
      bundles: [{}, {}, {}],
      perPage: 2,
      intercept: ({ path }, response) => path.includes('after=') && answer(response, 404, 'gone'),
    });
    expect(listed).toHaveLength(2);
  });
});

describe('attestations cannot be listed, which is an error and not none, when', () => {
  it.each<[string, number, Record<string, string>, string]>([
    ['the token is wrong', 401, {}, 'GITHUB_API_DENIED'],
    ['the token may not', 403, {}, 'GITHUB_API_DENIED'],
    ['the limit is reached', 403, { 'x-ratelimit-remaining': '0' }, 'GITHUB_API_RATE_LIMITED'],
    ['too much is asked', 429, {}, 'GITHUB_API_RATE_LIMITED'],
    ['the question is not understood', 422, {}, 'GITHUB_API_ERROR'],
    ['GitHub has a fault', 503, {}, 'GITHUB_API_ERROR'],
  ])('%s', async (_, status, headers, code) => {
    const error = await caught(() =>
      ask({
        bundles: [{}],
        intercept: (_request, response) => {
          response.writeHead(status, headers).end('{"message":"test-token is bad"}');
          return true;
        },
      }),
    );
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ code, message: expect.stringContaining('*** is bad') });
  });

  it('the message of an error is shown where there is no token to hide', async () => {
    const intercept = (_: unknown, response: ServerResponse) => answer(response, 401, 'log in');
    await expect(ask({ bundles: [], intercept }, 'acme/app', null)).rejects.toThrow('log in');
  });

  it.each([
    ['the answer is no JSON', '<html>'],
    ['the answer is of another form', '{"attestations":{}}'],
    ['an entry is of another form', '{"attestations":[{"bundle_url":7}]}'],
    ['the answer says one thing twice', '{"attestations":[],"attestations":[]}'],
  ])('%s', async (_, body) => {
    const intercept = (_request: unknown, response: ServerResponse) => answer(response, 200, body);
    await expect(ask({ bundles: [], intercept })).rejects.toMatchObject({ code: 'GITHUB_API_ANSWER' });
  });

  it('the next page is nowhere', async () => {
    const intercept = (_: unknown, response: ServerResponse): true => {
      response.writeHead(200, { link: '<http://[>; rel="next"' }).end('{"attestations":[]}');
      return true;
    };
    await expect(ask({ bundles: [], intercept })).rejects.toMatchObject({ code: 'GITHUB_API_ANSWER' });
  });

  it('there is always one more page', async () => {
    const intercept = (_: unknown, response: ServerResponse): true => {
      response.writeHead(200, { link: '<?after=1>; rel="next"' }).end('{"attestations":[]}');
      return true;
    };
    await expect(ask({ bundles: [], intercept })).rejects.toMatchObject({
      code: 'GITHUB_ATTESTATIONS_TOO_MANY',
    });
  });

  it('there are more than are looked at', async () => {
    const bundles = Array.from({ length: 501 }, () => ({}));
    await expect(ask({ bundles })).rejects.toMatchObject({ code: 'GITHUB_ATTESTATIONS_TOO_MANY' });
  });
});

async function ask(
  options: Omit<AttestationsOptions, 'digest'>,
  repository = 'acme/app',
  githubToken: string | null = 'test-token',
) {
  const servers = await startAttestations({ digest: APP_DIGEST, ...options });
  const context = verifyContext({ githubApiUrl: `${servers.api.url}/`, githubToken });
  return { ...servers, listed: await listAttestations(repository, APP_DIGEST, context) };
}

function answer(response: ServerResponse, status: number, body: string): true {
  response.writeHead(status).end(body);
  return true;
}
