import { SCHEMES } from '../../src/checks/vulnerabilities/versions/index.ts';
import { CATALOGUERS } from '../../src/inventory/cataloguers/index.ts';
import { UNREAD } from '../../src/inventory/unread.ts';
import { PAGE_NOTE, cell, code, table } from './markdown.ts';

/** The text of docs/supported.md. */
export function supportedPage(): string {
  const read = CATALOGUERS.map(({ id, sees, doesNotSee }) => [code(id), cell(sees), cell(doesNotSee)]);
  const unread = UNREAD.map(({ id, what }) => [code(id), cell(what)]);
  const assessed = [...SCHEMES].map(([ecosystem, { id }]) => [cell(ecosystem), code(id)]);
  return `# What is read, and what is not

${PAGE_NOTE}

## Read

${table(['Cataloguer', 'Sees', 'Does not see'], read)}

A package of a language that an installed package of the distribution owns, in \`usr\` and not in \`usr/local\`, is reported once, as the distribution's, when its files are as the distribution brought them.

## Recognised and not read yet

These become unknowns: the inventory step is then partial and the verdict incomplete, unless \`allow-partial\` names the step.

${table(['Format', 'What'], unread)}

## Assessed

Packages of other ecosystems, and of releases that the advisory source does not cover, become unknowns of the vulnerabilities step.

${table(['OSV ecosystem', 'Version ordering'], assessed)}`;
}
