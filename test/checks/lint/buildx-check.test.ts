import { describe, expect, it } from 'vitest';

import { buildxHits } from '../../../src/checks/lint/buildx-check.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { textAt } from '../../support/dockerfiles.ts';
import { stubProgram } from '../../support/stub-program.ts';

const CHOICE = { target: null, buildArgs: new Map<string, string>() };
const TEXT = 'FROM a AS B\nENV A b\nRUN x\n';

async function hits(warning: object) {
  const answer = JSON.stringify({ warnings: [{ ruleName: 'Name', detail: 'What', ...warning }] });
  const env = stubProgram('docker', `cat > /dev/null; echo '${answer}'`);
  const signal = new AbortController().signal;
  return buildxHits(parseDockerfile(TEXT, 'Dockerfile'), CHOICE, { env, signal });
}

describe('the checks of buildx on a Dockerfile', () => {
  it.each([
    ['a line', [{ start: { line: 2 }, end: { line: 2 } }], 'ENV A b'],
    ['several lines', [{ start: { line: 1 }, end: { line: 2 } }], 'FROM a AS B\nENV A b'],
    ['the last line', [{ start: { line: 3 } }], 'RUN x'],
    ['no line', [], 'FROM a AS B'],
    ['a line that is not there', [{ start: { line: 99 } }], ''],
  ])('point at %s', async (_, ranges, words) => {
    const [hit] = await hits({ location: { ranges } });
    expect(hit).toMatchObject({
      rule: { id: 'DF-BUILDX', aliases: ['Name'] },
      engine: 'buildx',
      yields: true,
    });
    expect(hit?.occurrence.message).toBe('Name: What');
    if (hit !== undefined) expect(textAt(TEXT, hit.occurrence.range)).toBe(words);
  });
});
