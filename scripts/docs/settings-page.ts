import { defaultOf } from '../../src/settings/help.ts';
import { OUTPUTS } from '../../src/settings/outputs.ts';
import { settingEntries } from '../../src/settings/schema.ts';
import type { Setting } from '../../src/settings/setting.ts';
import { GROUPS } from '../../src/settings/setting.ts';
import { PAGE_NOTE, cell, code, table } from './markdown.ts';

const INTRO = `# Settings

${PAGE_NOTE}

Every setting can be given in one or more of three places: as a flag of the command line, as an input of the action, and in the configuration file \`.image-gate.yaml\`.
A flag or an input wins over the file, and the file wins over the default.
Lists replace each other as a whole; \`fail-on\` is merged category by category.
A name that is not known and a value that cannot be read are errors that say what was meant: a typing error must not weaken the gate.
Paths are relative to the working directory.
`;

const FILE = `## The configuration file

\`.image-gate.yaml\` in the working directory is read when it is there; \`config\` names another file, which must exist.
It says how to examine and how to judge, never what to examine.
It is YAML 1.2, one document, without anchors, aliases and tags, and no key is there twice.

\`\`\`yaml
checks: [lint, vulnerabilities, hardening, signatures]
fail-on:
  vulnerability: critical
  lint: medium
only-fixed: true
advisories: [osv]
reports: [json=image-gate.json]
trust:
  registries: [docker.io, ghcr.io]
  images: [docker.io/library/*, ghcr.io/org/*]
  digest: required
\`\`\`
`;

const EXITS = `## Exit status

The command line and the action end with the same statuses; on a runner every one but 0 fails the job.

| Status | Meaning |
| --- | --- |
| 0 | \`pass\`: everything was examined, and nothing reaches its threshold |
| 1 | \`fail\`: something reaches its threshold |
| 2 | misuse: the command line, an input or the configuration is wrong |
| 3 | \`incomplete\`: something could not be examined |
| 130, 143 | stopped by SIGINT, SIGTERM |

## Environment

\`NO_COLOR\` switches colour off, \`CI\` the line of progress; \`IMAGE_GATE_DEBUG=1\` shows more on standard error.
`;

/** The text of docs/settings.md. */
export function settingsPage(): string {
  const groups = GROUPS.map((group) => {
    const entries = settingEntries().filter(([, setting]) => setting.group === group);
    return `## ${group}\n\n${entries.map(([name, setting]) => section(name, setting)).join('\n')}`;
  });
  const outputs = table(
    ['Output', 'Holds'],
    Object.entries(OUTPUTS).map(([name, text]) => [code(name), cell(text)]),
  );
  return [INTRO, ...groups, FILE, `## Outputs of the action\n\n${outputs}`, EXITS].join('\n');
}

function section(name: string, setting: Setting): string {
  const { flag, input, inFile, allowed, kind, placeholder } = setting;
  const places = [
    ...(flag === null ? [] : [`flag ${code(`--${flag}${placeholder === '' ? '' : ` ${placeholder}`}`)}`]),
    ...(input === null ? [] : [`input ${code(input)}`]),
    ...(inFile ? [`key ${code(name)} of the file`] : []),
  ];
  const isList = kind === 'list' || kind === 'map';
  const facts = [
    `- Where: ${places.join(', ')}`,
    ...(isList ? ['- A list: the flag is repeatable, the input takes one item per line'] : []),
    ...(allowed === undefined ? [] : [`- Allowed: ${allowed.map((word) => code(word)).join(', ')}`]),
    `- Default: ${defaultOf(setting) ?? 'none'}`,
    `- Example: ${code(setting.example)}`,
  ];
  return `### ${code(name)}\n\n${setting.description}\n\n${facts.join('\n')}\n`;
}
