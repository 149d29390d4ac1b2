import { describe, expect, test } from 'vitest';
import { isCandidate, judgeFile } from '../../../../src/checks/lint/build-context/secret-file.ts';

const PEM = ['-----BEGIN ', 'PRIVATE KEY-----'].join('');

describe('may hold a secret', () => {
  test.each([
    '.env',
    'app/.env.production',
    '.npmrc',
    'ca.pem',
    'tls/server.key',
    'id_rsa',
    '.ssh/deploy',
    '.aws/credentials',
    'a.p12',
  ])('%s', (path) => {
    expect(isCandidate(path)).toBe(true);
  });
});

describe('holds none by its path', () => {
  test.each([
    '.env.example',
    'id_rsa.pub',
    'truststore.jks',
    '.git',
    'index.ts',
    '.ssh/config',
    'environment',
  ])('%s', (path) => {
    expect(isCandidate(path)).toBe(false);
  });
});

describe('holds a secret', () => {
  test.each([
    ['.env', 'DB_PASSWORD=hunter2', 'high'],
    ['.env', 'export API_TOKEN="abc123"', 'high'],
    ['.env', 'DATABASE_URL=postgres://app:hunter2@db/app', 'high'],
    ['.env', 'PORT=3000', 'medium'],
    ['.npmrc', '//registry.npmjs.org/:_authToken=abc123', 'high'],
    ['.npmrc', '_auth = "dXNlcg=="', 'high'],
    ['tls/server.pem', `x\n${PEM}`, 'high'],
    ['test/fixtures/server.key', PEM, 'medium'],
    ['.ssh/deploy', PEM, 'high'],
    ['.netrc', 'machine x login y password z', 'high'],
    ['.pypirc', '[pypi]\npassword = x', 'high'],
    ['.docker/config.json', '{"auths":{"x":{"auth":"eA=="}}}', 'high'],
    ['.kube/config', 'users:\n- user:\n    token: abc', 'high'],
    ['.aws/credentials', '[default]\naws_secret_access_key=x', 'high'],
    ['credentials.json', '{"type":"service_account","private_key":"x"}', 'high'],
    ['.git/config', '[core]\n\tbare = false', 'medium'],
    ['.git/config', '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eA==', 'high'],
    ['.git/config', '[remote "origin"]\n\turl = https://me:hunter2@git.corp.net/a', 'high'],
    ['store.jks', '', 'medium'],
    ['cert.p12', '', 'high'],
  ])('%s: %j is %s', (path, text, severity) => {
    expect(judgeFile(path, text)).toMatchObject({ path, severity });
  });

  test('where it could not be read whole', () => {
    expect(judgeFile('.env', null)?.severity).toBe('high');
  });
});

describe('holds none', () => {
  test.each([
    ['.env', ' \n'],
    ['.npmrc', 'registry=https://registry.npmjs.org/'],
    ['.npmrc', '//registry.npmjs.org/:_authToken=${NPM_TOKEN}'],
    ['.npmrc', '# _authToken=abc'],
    ['ca.pem', '-----BEGIN CERTIFICATE-----'],
    ['.docker/config.json', '{"auths":{}}'],
    ['.kube/config', 'clusters: []'],
    ['.aws/config', '[default]\nregion=eu-west-1'],
    ['credentials.json', '{"title":"Your credentials"}'],
    ['.git-credentials', ''],
  ])('%s: %j', (path, text) => {
    expect(judgeFile(path, text)).toBeNull();
  });
});
