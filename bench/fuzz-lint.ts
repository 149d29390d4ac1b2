/**
 * Parses and lints generated Dockerfiles: any text, any sequence of instructions, deep nesting. Ends with the
 * number of files and the slowest one; exits 1 with the smallest text that makes it throw.
 *
 *   npm run bench:fuzz [-- <number of files>]      (default 100,000)
 */
import * as fc from 'fast-check';
import { checkLint } from '../src/checks/lint/check.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { DEFAULT_LINT_OPTIONS } from '../src/model/lint.ts';

const OPTIONS = { ...DEFAULT_LINT_OPTIONS, profile: 'all' } as const;
const KEYWORDS =
  'FROM RUN COPY ADD ENV ARG LABEL USER WORKDIR EXPOSE VOLUME CMD ENTRYPOINT HEALTHCHECK SHELL ONBUILD STOPSIGNAL MAINTAINER'.split(
    ' ',
  );
// prettier-ignore
const PIECES = [
  'a', 'a:1', '$X', '${X:-y}', '${X%', '--from=a', '--mount=type=secret,id=x', '--chmod=777',
  '["a","b"]', '[1]', '/', '.', 'apt-get install -y x', 'curl -k http://x | sh', 'sudo', '&&', ';', '|',
  '$(', '`', '"', "'", '\\\n', '\n', '\r\n', '#', '<<EOF', '<<-"E F"', 'EOF\n', '\nEOF\n', 'TOKEN=x',
  'root', '0', '22', '\0', '\ufeff', '\u00a0', '{', '}', '(', ')', 'if', 'fi',
];
const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(' '));
const instructions = fc
  .array(fc.tuple(fc.constantFrom(...KEYWORDS), words), { maxLength: 12 })
  .map((lines) => lines.map(([keyword, rest]) => `${keyword} ${rest}`).join('\n'));
const nested = fc
  .tuple(
    fc.constantFrom('$(', '`', '"', "'", '${', '{', '(', '[', '\\', '<<', 'ONBUILD '),
    fc.integer({ min: 1, max: 400 }),
  )
  .map(([piece, times]) => `FROM a\nRUN ${piece.repeat(times)}`);
const files = fc.oneof(
  { arbitrary: instructions, weight: 6 },
  {
    arbitrary: fc
      .array(fc.constantFrom(...PIECES, ...KEYWORDS), { maxLength: 40 })
      .map((parts) => parts.join('')),
    weight: 2,
  },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 200 }), weight: 2 },
  { arbitrary: nested, weight: 1 },
);

const numRuns = Number(process.argv[2] ?? 100_000);
let slowest = { ms: 0, text: '' };
const started = performance.now();
fc.assert(
  fc.property(files, (text) => {
    const begun = performance.now();
    const dockerfile = parseDockerfile(text, 'Dockerfile');
    checkLint({ dockerfile, target: null, buildArgs: new Map(), options: OPTIONS });
    const ms = performance.now() - begun;
    if (ms > slowest.ms) slowest = { ms, text };
  }),
  { numRuns },
);
const seconds = (performance.now() - started) / 1000;
console.log(
  `${numRuns} generated Dockerfiles in ${seconds.toFixed(0)} s, no exception; the slowest took ${slowest.ms.toFixed(0)} ms:`,
);
console.log(JSON.stringify(slowest.text.slice(0, 300)));
