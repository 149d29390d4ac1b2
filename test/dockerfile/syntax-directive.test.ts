import { expect, test } from 'vitest';
import { syntaxProblem } from '../../src/dockerfile/syntax-directive.ts';
import { aDockerfile } from '../support/dockerfiles.ts';

function code(value: string): string | null {
  return syntaxProblem(aDockerfile(`# syntax=${value}`).directives)?.code ?? null;
}

test.each([
  'docker/dockerfile:1',
  'docker/dockerfile',
  'docker/dockerfile:1.7-labs',
  'docker.io/docker/dockerfile:1',
  'docker/dockerfile-upstream:master',
  'registry.example.com:5000/mirror/docker/dockerfile:1',
  `docker/dockerfile@sha256:${'a'.repeat(64)}`,
])('%s reads what we read', (value) => {
  expect(code(value)).toBeNull();
});

test.each([
  'example.com/other',
  'docker/dockerfilex',
  'evil/dockerfile:1',
  'xdocker/dockerfile',
  'tonistiigi/dockerfile',
])('%s may read it in another way', (value) => {
  expect(code(value)).toBe('UNKNOWN_SYNTAX');
});

test('a file without the directive is read as we read it', () => {
  expect(syntaxProblem([])).toBeNull();
});
