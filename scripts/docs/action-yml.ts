import { stringify } from 'yaml';

import { defaultOf } from '../../src/settings/help.ts';
import { OUTPUTS } from '../../src/settings/outputs.ts';
import { settingEntries } from '../../src/settings/schema.ts';
import type { Setting } from '../../src/settings/setting.ts';

const HEAD = `# Made from src/settings by scripts/docs.ts: change it there, then run "npm run docs".
# No input has a default here: only so can "not given" be told from "given".
`;

/** The text of action.yml. */
export function actionYml(): string {
  const inputs: Record<string, object> = {};
  for (const [, setting] of settingEntries()) {
    if (setting.input !== null) inputs[setting.input] = { description: describe(setting), required: false };
  }
  const outputs = Object.fromEntries(
    Object.entries(OUTPUTS).map(([name, description]) => [name, { description: plainText(description) }]),
  );
  const action = {
    name: 'Image Gate',
    description:
      'Lint the Dockerfile, build or pull the image, scan it, check what it trusts, and fail the job when it is unsafe.',
    author: 'Image Gate',
    branding: { icon: 'shield', color: 'green' },
    inputs,
    outputs,
    runs: { using: 'node24', main: 'dist/action.cjs' },
  };
  return HEAD + stringify(action, { lineWidth: 0 });
}

function describe(setting: Setting): string {
  const isList = setting.kind === 'list' || setting.kind === 'map';
  const fallback = defaultOf(setting);
  const parts = [
    setting.description,
    ...(setting.allowed === undefined ? [] : [`${isList ? 'Any' : 'One'} of ${setting.allowed.join(', ')}.`]),
    ...(isList ? ['One per line.'] : []),
    ...(fallback === null ? [] : [`Default: ${fallback}.`]),
  ];
  return plainText(parts.join(' '));
}

function plainText(markdown: string): string {
  return markdown.replaceAll('`', '');
}
