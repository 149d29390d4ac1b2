import { ALL_RULES } from '../../src/checks/rules.ts';
import type { RuleMetadata } from '../../src/model/rule.ts';
import { PAGE_NOTE, cell, code, table } from './markdown.ts';

const INTRO = `# Rules

${PAGE_NOTE}

Each rule has an id that never changes.
Severities and thresholds: see [settings](settings.md#policy).
Vulnerabilities have no rule of ours: their rule is the CVE, or the id of the advisory.
`;

/** The text of docs/rules.md. */
export function rulesPage(): string {
  const rows = ALL_RULES.map((rule) => [
    `[${rule.id}](#${rule.id.toLowerCase()})`,
    rule.severity,
    rule.category,
    cell(rule.title),
  ]);
  const sections = ALL_RULES.map((rule) => section(rule));
  return [INTRO, table(['Rule', 'Severity', 'Category', 'Title'], rows), ...sections].join('\n');
}

function section({ id, title, severity, category, why, fix, references, aliases }: RuleMetadata): string {
  const facts = [
    `- Severity ${severity}, category ${category}`,
    ...(references.length === 0 ? [] : [`- References: ${references.join(', ')}`]),
    ...(aliases.length === 0 ? [] : [`- Also called ${aliases.map((alias) => code(alias)).join(', ')}`]),
  ];
  return `## ${id}\n\n**${title}.** ${why}\n\n${fix}\n\n${facts.join('\n')}\n`;
}
