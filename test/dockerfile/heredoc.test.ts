import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heredocStarts } from '../../src/dockerfile/heredoc.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { aDockerfile, textAt, theInstruction } from '../support/dockerfiles.ts';

describe('the line that starts heredocs', () => {
  test.each<[string, [string, boolean, boolean][]]>([
    ['RUN <<EOF', [['EOF', true, false]]],
    ['RUN <<-EOF', [['EOF', true, true]]],
    ['RUN << EOF', [['EOF', true, false]]],
    ['RUN cat 3<<EOF', [['EOF', true, false]]],
    ['RUN echo ${X:0:3} <<EOF', [['EOF', true, false]]],
    ['RUN <<"EOF"', [['EOF', false, false]]],
    ["RUN <<'two words'", [['two words', false, false]]],
    ["RUN <<eo'f'", [['eof', false, false]]],
    [
      'COPY <<A <<-B /x/',
      [
        ['A', true, false],
        ['B', true, true],
      ],
    ],
  ])('%s', (line, expected) => {
    expect(heredocStarts(line).map(({ name, expand, chomp }) => [name, expand, chomp])).toEqual(expected);
  });

  test.each([
    'RUN echo "x <<EOF y"',
    "RUN echo 'x <<EOF y'",
    'RUN cat <<<EOF',
    'RUN a<<EOF',
    'RUN \\<<EOF',
    'RUN <<',
  ])('%s starts none', (line) => {
    expect(heredocStarts(line)).toEqual([]);
  });
});

describe('bodies that are instructions to builders without heredocs', () => {
  test.each([
    ['to the end', ['RUN <<"USER root"', 'FROM evil', 'USER root'], true],
    ['with an end that is part of the last one', ['RUN <<E', 'FROM evil', 'CMD a \\', 'E'], true],
    ['with an end that is a comment', ['RUN <<"#E"', '', 'from evil', '#E'], true],
    ['in two', ['RUN <<"CMD a" <<"CMD b"', 'FROM evil', 'CMD a', 'CMD b'], true],
    ['but for the end', ['RUN <<E', 'FROM evil', 'E'], false],
    ['but for one', ['RUN <<"USER root"', 'FROM evil', 'x', 'USER root'], false],
    ['of comments alone', ['RUN <<"#E"', '# a', '#E'], false],
  ])('%s', (_name, lines, isUnsure) => {
    const codes = aDockerfile('FROM a', ...lines, 'USER b').problems.map(({ code, unread }) => [
      code,
      unread,
    ]);
    expect(codes).toEqual(isUnsure ? [['UNSURE_HEREDOC', true]] : []);
  });
});

describe('bodies', () => {
  test('instructions go on after the name that ends the body', () => {
    const { instructions } = aDockerfile('FROM a', 'RUN <<EOF', 'USER root', 'EOF', 'USER app');
    expect(instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'USER']);
    expect(instructions[1]?.heredocs[0]?.body.text).toBe('USER root\n');
    expect(instructions[1]?.range.endLine).toBe(4);
  });

  test('a heredoc in quotes does not swallow what follows', () => {
    const { instructions } = aDockerfile('FROM a', 'RUN echo "x <<EOF y"', 'USER root');
    expect(instructions.at(-1)?.keyword).toBe('USER');
  });

  test.each(['CMD cat <<EOF', 'USER <<EOF', 'RUN ["cat", "<<EOF"]', 'ENV A=<<EOF'])(
    '%s takes no body',
    (line) => {
      expect(aDockerfile('FROM a', line, 'USER b').instructions).toHaveLength(3);
    },
  );

  test('several bodies follow each other', () => {
    const { heredocs } = theInstruction(
      aDockerfile('FROM a', 'COPY <<A <<B /x/', '1', 'A', '2', 'B'),
      'COPY',
    );
    expect(heredocs.map(({ body }) => body.text)).toEqual(['1\n', '2\n']);
  });

  test('with "-" leading tabs are removed, also before the end', () => {
    const text = 'FROM a\nRUN <<-EOF\n\t\techo hi\n\tEOF\nUSER b';
    const dockerfile = parseDockerfile(text, 'Dockerfile');
    const [heredoc] = theInstruction(dockerfile, 'RUN').heredocs;
    expect(heredoc?.body.text).toBe('echo hi\n');
    expect(heredoc?.terminator && textAt(text, heredoc.terminator)).toBe('EOF');
    expect(dockerfile.instructions.at(-1)?.keyword).toBe('USER');
  });

  test('without "-" the name must stand alone on its line', () => {
    const { instructions } = aDockerfile('FROM a', 'RUN <<EOF', '\tEOF', 'EOF ', 'EOF', 'USER b');
    expect(instructions[1]?.heredocs[0]?.body.text).toBe('\tEOF\nEOF \n');
  });

  test('ONBUILD RUN takes a body', () => {
    const { instructions } = aDockerfile('FROM a', 'ONBUILD RUN <<EOF', 'x', 'EOF', 'USER b');
    expect(instructions[1]?.trigger?.heredocs[0]?.body.text).toBe('x\n');
  });

  test('a body without end is the rest of the file, and a problem', () => {
    const { instructions, problems } = aDockerfile('FROM a', 'RUN <<EOF', 'USER root');
    expect(instructions).toHaveLength(2);
    expect(problems.map(({ code, unread }) => [code, unread])).toEqual([['UNTERMINATED_HEREDOC', true]]);
  });

  test('any body is kept as it is', () => {
    const lines = fc.array(
      fc.string({ maxLength: 20 }).filter((line) => !/[\r\n]/u.test(line) && line !== 'EOF'),
    );
    fc.assert(
      fc.property(lines, (body) => {
        const { heredocs } = theInstruction(aDockerfile('FROM a', 'RUN <<EOF', ...body, 'EOF'), 'RUN');
        expect(heredocs[0]?.body.text).toBe(body.map((line) => `${line}\n`).join(''));
      }),
    );
  });
});
