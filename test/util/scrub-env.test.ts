import { describe, expect, it } from 'vitest';
import { scrubEnv } from '../../src/util/scrub-env.ts';

describe('scrubEnv', () => {
  it.each([
    'PATH',
    'HOME',
    'DOCKER_HOST',
    'DOCKER_CONFIG',
    'BUILDX_BUILDER',
    'https_proxy',
    'NO_PROXY',
    'LC_ALL',
  ])('keeps %s', (name) => {
    expect(scrubEnv({ [name]: 'value' })).toEqual({ [name]: 'value' });
  });

  it.each([
    'GITHUB_TOKEN',
    'GH_TOKEN',
    'INPUT_TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'AZURE_CLIENT_SECRET',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'NPM_TOKEN',
    'NODE_OPTIONS',
    'LD_PRELOAD',
    'SOMETHING_NEW',
  ])('drops %s', (name) => {
    expect(scrubEnv({ [name]: 'value' })).toEqual({});
  });

  it('passes on what is asked for by name, and only that', () => {
    expect(scrubEnv({ NPM_TOKEN: 'a', NPM_TOKEN_2: 'b' }, ['NPM_TOKEN', 'ABSENT'])).toEqual({
      NPM_TOKEN: 'a',
    });
  });
});
