import { SCHEMES } from '../../src/checks/vulnerabilities/versions/index.ts';
import { CATALOGUERS, PROGRAM_CATALOGUERS } from '../../src/inventory/cataloguers/index.ts';
import { UNREAD } from '../../src/inventory/unread.ts';
import { PAGE_NOTE, cell, code, table } from './markdown.ts';

/** The text of docs/supported.md. */
export function supportedPage(): string {
  const read = [...CATALOGUERS, ...PROGRAM_CATALOGUERS].map(({ id, sees, doesNotSee }) => [
    code(id),
    cell(sees),
    cell(doesNotSee),
  ]);
  const unread = UNREAD.map(({ id, what }) => [code(id), cell(what)]);
  const assessed = [...SCHEMES].map(([ecosystem, { id }]) => [cell(ecosystem), code(id)]);
  return `# What is read, and what is not

${PAGE_NOTE}

## Read

${table(['Cataloguer', 'Sees', 'Does not see'], read)}

A package of a language, or a program, that an installed package of the distribution brought and that is as it brought it, belongs to that package: it is listed with its owner, and advisories are looked up for the owner alone. That does not go for what lies in \`usr/local\` or outside the distribution's folders, for packages that somebody else than the distribution made, and for distributions without advisories: those are looked up by themselves.

Programs (ELF, Mach-O and PE files, by their first bytes, whatever their name or mode) that no package brought and nothing recognised are one unknown, unless \`own-programs\` names them. Shell scripts and libraries are not among them, nor is what lies in a package of a language.

## Recognised and not read yet

These become unknowns: the inventory step is then partial and the verdict incomplete, unless \`allow-partial\` names the step.

${table(['Format', 'What'], unread)}

## Assessed

Packages of other ecosystems, and of releases that the advisory source does not cover, become unknowns of the vulnerabilities step.

${table(['OSV ecosystem', 'Version ordering'], assessed)}`;
}
