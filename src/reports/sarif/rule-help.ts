import type { MultiformatMessageString } from 'sarif';

import type { JudgedFinding } from '../../model/finding.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import { markdown, markdownLink, plain, sarifText } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { count } from '../words.ts';

const CWE = /^CWE-(\d{1,6})$/u;
/** Messages shown for a rule without a description. */
const MAX_MESSAGES = 5;
const WEB = /^https?:\/\//u;

/** The help of one of our own rules: its metadata, which is ours and may hold Markdown. */
export function helpOfRule(rule: RuleMetadata): MultiformatMessageString {
  const references = rule.references.map((reference) => `- ${referenceLink(reference)}`);
  const sections = [
    `**Why it matters.** ${rule.why}`,
    `**What to do.** ${rule.fix}`,
    ...(rule.aliases.length === 0 ? [] : [`Also known as ${rule.aliases.join(', ')}.`]),
    ...(references.length === 0 ? [] : [`**References**\n\n${references.join('\n')}`]),
  ];
  return { text: sarifText(`${rule.why} ${rule.fix}`, 4000), markdown: sections.join('\n\n') };
}

/** The help of a rule that nobody described: what its findings say. */
export function helpOfFindings(findings: readonly JudgedFinding[]): MultiformatMessageString {
  const messages = [...new Set(findings.map(({ message, title }) => message.trim() || title))].toSorted();
  const shown = messages.slice(0, MAX_MESSAGES);
  return {
    text: sarifText(shown.join(' '), 4000),
    markdown: shown.map((message) => `- ${markdown(message)}`).join('\n'),
  };
}

/** The help of a vulnerability: every package it was found in, where it is fixed, where to read on. */
export function helpOfVulnerability(findings: readonly JudgedFinding[]): MultiformatMessageString {
  const packages = packageRows(findings);
  const references = [...new Set(findings.flatMap((finding) => finding.references))].toSorted();
  const aliases = [...new Set(findings.flatMap((finding) => finding.aliases))].toSorted();
  const shown = packages.slice(0, LIMITS.sarifHelpRows.value);
  const advice = packages.some((row) => row.fixedIn !== '')
    ? 'Update the package to a fixed version, or rebuild on a newer base image.'
    : 'No fixed version is known.';
  const sections = [
    ...(packages.length === 0 ? [] : [table(shown, packages.length)]),
    advice,
    ...(aliases.length === 0
      ? []
      : [
          `Also known as ${aliases
            .slice(0, 20)
            .map((a) => markdown(a, 100))
            .join(', ')}.`,
        ]),
    ...(references.length === 0 ? [] : [`**References**\n\n${links(references)}`]),
  ];
  const names = shown.map(
    (row) => `${row.name} ${row.version}${row.fixedIn === '' ? '' : `, fixed in ${row.fixedIn}`}`,
  );
  const text = names.length === 0 ? advice : `Found in ${names.join('; ')}. ${advice}`;
  return { text: sarifText(text, 4000), markdown: sections.join('\n\n') };
}

interface PackageRow {
  readonly name: string;
  readonly version: string;
  readonly fixedIn: string;
}

function packageRows(findings: readonly JudgedFinding[]): readonly PackageRow[] {
  const rows = new Map<string, PackageRow>();
  for (const { component, fixedIn } of findings) {
    if (component === null) continue;
    const row = { name: component.name, version: component.version, fixedIn: fixedIn.join(', ') };
    rows.set(JSON.stringify(row), row);
  }
  return [...rows.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function table(rows: readonly PackageRow[], total: number): string {
  const lines = rows.map(
    ({ name, version, fixedIn }) =>
      `| ${markdown(name, 200)} | ${markdown(version, 200)} | ${fixedIn === '' ? 'no fix' : markdown(fixedIn, 200)} |`,
  );
  const more = total - rows.length;
  const note = more > 0 ? `\n\nand ${count(more, 'more package')}` : '';
  return `| Package | Installed | Fixed in |\n| --- | --- | --- |\n${lines.join('\n')}${note}`;
}

function links(references: readonly string[]): string {
  return references
    .slice(0, LIMITS.sarifHelpRows.value)
    .map((reference) => `- ${markdownLink(reference)}`)
    .join('\n');
}

function referenceLink(reference: string): string {
  const weakness = CWE.exec(reference)?.[1];
  if (weakness !== undefined)
    return `[${reference}](https://cwe.mitre.org/data/definitions/${weakness}.html)`;
  return WEB.test(reference) ? markdownLink(reference) : plain(reference);
}
