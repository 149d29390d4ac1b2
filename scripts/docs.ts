/**
 * Writes action.yml and the pages of docs/ that are made from data in the source.
 *
 *   node scripts/docs.ts            writes them
 *   node scripts/docs.ts --check    exits 1 when one of them is not what it would write
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

import { actionYml } from './docs/action-yml.ts';
import { errorsPage } from './docs/errors-page.ts';
import { limitsPage } from './docs/limits-page.ts';
import { peerCodesPage } from './docs/peer-codes-page.ts';
import { rulesPage } from './docs/rules-page.ts';
import { settingsPage } from './docs/settings-page.ts';
import { signatureCodesPage } from './docs/signature-codes-page.ts';
import { supportedPage } from './docs/supported-page.ts';
import { readText } from './read-text.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const PAGES: Readonly<Record<string, () => string>> = {
  'action.yml': actionYml,
  'docs/settings.md': settingsPage,
  'docs/limits.md': limitsPage,
  'docs/rules.md': rulesPage,
  'docs/peer-codes.md': peerCodesPage,
  'docs/signature-codes.md': signatureCodesPage,
  'docs/errors.md': () => errorsPage(ROOT),
  'docs/supported.md': supportedPage,
};

async function main(): Promise<void> {
  const isCheck = process.argv.includes('--check');
  for (const [name, make] of Object.entries(PAGES)) {
    const file = path.join(ROOT, name);
    const text = await format(make(), { ...(await resolveConfig(file)), filepath: file });
    if (readText(file) === text) continue;
    if (isCheck) {
      console.error(`${name} is not what its source says: run "npm run docs" and commit it.`);
      process.exitCode = 1;
      continue;
    }
    writeFileSync(file, text);
    console.log(name);
  }
}

await main();
