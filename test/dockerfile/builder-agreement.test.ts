import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { needs } from '../support/services.ts';
import { tarBytes } from '../support/tar.ts';

const STEP = /^Step \d+\/\d+ : (\S+)\s*(.*)$/u;
const BUILT = /^Successfully built (\w+)/u;

/** The steps as the builder counts them: keyword and the rest of the joined line. */
async function stepsOf(text: string): Promise<[string, string][]> {
  const docker = new Docker();
  const context = tarBytes([{ name: 'Dockerfile', content: text }]);
  const stream = await docker.buildImage(Readable.from([context]), {
    rm: true,
    forcerm: true,
    nocache: true,
  });
  const events = await new Promise<readonly BuildEvent[]>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, result) => {
      if (error) reject(error);
      else resolve(result as readonly BuildEvent[]);
    });
  });
  const lines = events.map((event) => event.stream?.trim() ?? event.error ?? '');
  const built = lines.map((line) => BUILT.exec(line)?.[1]).find((id) => id !== undefined);
  if (built !== undefined) await docker.getImage(built).remove({ force: true });
  return lines
    .map((line) => STEP.exec(line))
    .filter((match) => match !== null)
    .map((match) => [(match[1] ?? '').toUpperCase(), match[2] ?? '']);
}

interface BuildEvent {
  readonly stream?: string;
  readonly error?: string;
}

describe.skipIf(!needs('dockerd'))('the real builder sees the same instructions', () => {
  test.each([
    ['continuations', 'FROM scratch\nENV A=1 \\\n    B=2 \\ \t\n  C="x y"\nLABEL a=b\n'],
    [
      'comments and empty lines inside',
      'FROM scratch\n# one\nENV A=1 \\\n  # two\n\n  B=2\n\n# three\nUSER app\n',
    ],
    ['the escape directive', '# escape=`\nFROM scratch\nENV A=1 `\n  B=C:\\x\\\nLABEL a=b\n'],
    ['a comment that ends the directives', '# note\n# escape=`\nFROM scratch\nENV A=1 \\\n  B=2\n'],
    ['an escaped escape at the end', 'FROM scratch\nCMD a \\\\\nLABEL a=b\n'],
    ['CRLF, case and blanks', 'from scratch\r\nEnv A=1 \\\r\n  B=2\r\n\t  LABEL  a=b  \r\n'],
    ['a byte order mark', '\uFEFFFROM scratch\nLABEL a=b\n'],
    [
      'JSON and what only looks like it',
      'FROM scratch\nCMD ["a", "b c"]\nENTRYPOINT ["a" "b"]\nVOLUME ["/x"]\n',
    ],
    ['stages and ARG', 'ARG V=scratch\nFROM ${V} AS a\nLABEL a=b\nFROM a\nARG X=1\nUSER $X\n'],
    [
      'ONBUILD and HEALTHCHECK',
      'FROM scratch\nONBUILD RUN a && \\\n  b\nHEALTHCHECK --interval=5s CMD a \\\n  b\n',
    ],
    ['no line end at the end', 'FROM scratch\nLABEL a=b \\\n  c=d'],
  ])('%s', async (_name, text) => {
    const steps = await stepsOf(text);
    const { instructions } = parseDockerfile(text, 'Dockerfile');
    expect(instructions.map(({ keyword }) => keyword)).toEqual(steps.map(([keyword]) => keyword));
    for (const [index, { argument }] of instructions.entries()) {
      expect(steps[index]?.[1].trimEnd().endsWith(argument.text)).toBe(true);
    }
    expect(steps.length).toBeGreaterThan(1);
  });
});
