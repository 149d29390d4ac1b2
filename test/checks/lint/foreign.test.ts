import { describe, expect, it } from 'vitest';

import { checkLint } from '../../../src/checks/lint/check.ts';
import type { ForeignHit } from '../../../src/checks/lint/foreign.ts';
import { BUILDX_RULE } from '../../../src/checks/lint/rules/df-buildx.ts';
import { SHELLCHECK_RULE } from '../../../src/checks/lint/rules/df-sc.ts';
import { DEFAULT_LINT_OPTIONS, type LintOptions } from '../../../src/model/lint.ts';
import { aDockerfile } from '../../support/dockerfiles.ts';

const QUOTE: ForeignHit = {
  rule: { ...SHELLCHECK_RULE, aliases: ['SC2086'] },
  occurrence: {
    range: { line: 3, column: 10, endLine: 3, endColumn: 12 },
    message: 'SC2086: Quote',
    key: 'k',
  },
  engine: 'shellcheck',
  yields: false,
};

function found(hits: readonly ForeignHit[], comment = '# nothing', options: Partial<LintOptions> = {}) {
  const dockerfile = aDockerfile('FROM a:1', comment, 'RUN echo $A', 'USER 1');
  const input = { dockerfile, target: null, buildArgs: new Map<string, string>() };
  const { findings } = checkLint({
    ...input,
    foreign: hits,
    options: { ...DEFAULT_LINT_OPTIONS, ...options },
  });
  return findings.filter(({ rule }) => rule === 'DF-SC' || rule === 'DF-BUILDX' || rule === 'DF-IGNORE');
}

describe('what other programs say', () => {
  it('becomes a finding that names the program and its code', () => {
    expect(found([QUOTE])).toMatchObject([
      { rule: 'DF-SC', aliases: ['SC2086'], engines: ['shellcheck'], severity: 'info', suppressed: null },
    ]);
  });

  it.each([
    '# hadolint ignore=SC2086',
    '# image-gate ignore=SC2086 known',
    '# image-gate ignore=DF-SC known',
  ])('can be ignored with %s', (comment) => {
    expect(found([QUOTE], comment)).toMatchObject([{ rule: 'DF-SC', suppressed: { by: 'pragma' } }]);
  });

  it('is left out where its code is ignored, and gets the severity that its code has', () => {
    expect(found([QUOTE], '#', { ignored: new Set(['SC2086']) })).toEqual([]);
    expect(found([QUOTE], '#', { ignored: new Set(['SC2087']) })).toHaveLength(1);
    expect(found([QUOTE], '#', { overrides: new Map([['SC2086', 'high']]) })).toMatchObject([
      { severity: 'high' },
    ]);
  });

  it('is left out where a rule of ours says the same of the same line', () => {
    const warning = (line: number): ForeignHit => ({
      rule: { ...BUILDX_RULE, aliases: ['DuplicateStageName'] },
      occurrence: { range: { line, column: 1, endLine: line, endColumn: 2 }, message: 'x', key: 'x' },
      engine: 'buildx',
      yields: true,
    });
    expect(found([warning(2)])).toMatchObject([{ rule: 'DF-BUILDX', engines: ['buildx'] }]);
  });
});
