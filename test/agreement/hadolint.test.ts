import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { differencesByCode, rulesFor } from '../../scripts/docs/peer-codes-page.ts';
import { checkLint } from '../../src/checks/lint/check.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { DEFAULT_LINT_OPTIONS } from '../../src/model/lint.ts';

interface Case {
  readonly dockerfile: string;
  /** What hadolint 2.15.1 reports. `npm run bench:agreement` asks the program again. */
  readonly codes: readonly string[];
}

const OPTIONS = { ...DEFAULT_LINT_OPTIONS, profile: 'all' } as const;
/** hadolint leaves these off unless they are configured, and we report them in the profile `all`. */
const OFF_IN_HADOLINT = new Set(['DL1001', 'DL3057']);

const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, 'hadolint.json'), 'utf8')) as Case[];
const differing = differencesByCode();

function codesOf(dockerfile: string): Set<string> {
  const parsed = parseDockerfile(`${dockerfile}\n`, 'Dockerfile');
  const { findings } = checkLint({
    dockerfile: parsed,
    target: null,
    buildArgs: new Map(),
    options: OPTIONS,
  });
  return new Set(findings.flatMap(({ aliases }) => aliases.filter((code) => code.startsWith('DL'))));
}

/** Pairs of a case and a code on which one of the two is silent. */
const disagreements = cases.flatMap(({ dockerfile, codes }) => {
  const ours = codesOf(dockerfile);
  const all = new Set([...ours, ...codes].filter((code) => !OFF_IN_HADOLINT.has(code)));
  return [...all]
    .filter((code) => ours.has(code) !== codes.includes(code))
    .map((code) => ({ code, dockerfile }));
});

describe('small Dockerfiles with known answers', () => {
  it('are many, and hadolint has something to say of most of its codes', () => {
    expect(cases.length).toBeGreaterThan(250);
    expect(new Set(cases.flatMap(({ codes }) => codes)).size).toBeGreaterThan(45);
  });

  it('are judged as hadolint judges them, wherever docs/peer-codes.md says that a rule is the same', () => {
    const same = disagreements.filter(({ code }) => rulesFor(code).length > 0 && !differing.has(code));
    expect(same).toEqual([]);
  });

  it('find no code of hadolint that has neither a rule nor a reason', () => {
    const { length } = disagreements.filter(({ code }) => rulesFor(code).length === 0);
    expect(length).toBe(0);
  });

  it('differ on purpose in few everyday cases', () => {
    expect(disagreements.length).toBeLessThanOrEqual(20);
  });
});
