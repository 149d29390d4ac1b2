import { expect, it } from 'vitest';
import {
  githubOfApi,
  githubServer,
  workflowSigner,
} from '../../../../../src/checks/signatures/sigstore/identity/github-server.ts';

const DOT_COM = 'https://token.actions.githubusercontent.com';

it.each([
  ['GitHub', DOT_COM, 'https://github.com'],
  ['an enterprise on GitHub', `${DOT_COM}/acme-corp`, 'https://github.com'],
  ['an enterprise with a GitHub of its own', 'https://token.actions.octo.ghe.com', 'https://octo.ghe.com'],
  ['nobody', null, null],
  ['a host that begins like it', `${DOT_COM}.evil.example`, null],
  ['a path below an enterprise', `${DOT_COM}/acme/evil`, null],
  ['a slash alone', `${DOT_COM}/`, null],
  ['another host of GitHub', 'https://github.com', null],
  ['a deeper host', 'https://token.actions.a.b.ghe.com', null],
  ['plain HTTP', 'http://token.actions.githubusercontent.com', null],
  ['another provider', 'https://accounts.google.com', null],
])('the issuer is %s', (_, issuer, expected) => {
  expect(githubServer(issuer)).toBe(expected);
});

it.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.octo.ghe.com/', 'https://octo.ghe.com'],
  ['https://api.octo.ghe.com.evil.example', 'https://github.com'],
])('the API %s belongs to %s', (api, expected) => {
  expect(githubOfApi(api)).toBe(expected);
});

const FILE = 'https://github.com/acme/app/.github/workflows/r.yml';

it.each([
  ['a branch', `${FILE}@refs/heads/main`, { workflow: FILE, ref: 'refs/heads/main' }],
  ['a branch with a sign in it', `${FILE}@refs/heads/a@b`, { workflow: FILE, ref: 'refs/heads/a@b' }],
  ['a commit', `${FILE}@${'a'.repeat(40)}`, { workflow: FILE, ref: 'a'.repeat(40) }],
  ['a file with a sign in its name', `${FILE}@x.yml@refs/heads/main`, null],
  ['no ref', FILE, null],
  ['an e-mail address', 'a@example.com', null],
  ['a space', `${FILE}@refs/heads/a b`, null],
])('the signer is a workflow at %s', (_, subject, expected) => {
  expect(workflowSigner({ subject })).toEqual(expected);
});
